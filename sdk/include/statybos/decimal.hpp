// Decimal text of scaled integers: what Money, Quantity and Percent are written with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace statybos {

enum class DecimalFault : std::uint8_t {
    none,
    format, ///< not `12`, `12.5`, …: empty, a sign where none may be, an exponent, leading zeros, …
    high, ///< above the bound
    low,  ///< below minus the bound
};

/// Reads `text` as a decimal with at most `decimals` (0..6) decimals into `scaled` = value ·
/// 10^decimals.
///
/// @param sign   Whether a leading '-' is allowed.
/// @param bound  Greatest magnitude of `scaled`.
DecimalFault parse_decimal(std::string_view text, unsigned decimals, bool sign, std::int64_t bound,
                           std::int64_t& scaled) noexcept;

/// Room that format_decimal() needs.
inline constexpr std::size_t decimal_text_size = 32;

/// Writes `scaled` / 10^decimals; all decimals, or with `trim` without trailing zeros.
/// Returns the number of characters, at most decimal_text_size.
std::size_t format_decimal(char* out, std::int64_t scaled, unsigned decimals, bool trim) noexcept;

} // namespace statybos
