// How numbers, durations, sizes and amounts are written in YAML. Each reader takes the whole text
// or refuses it; the reason is a sentence's end, as in `"5x" is no duration: …`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <statybos/error.hpp>

namespace statybos::kernel::config {

/// An amount in minor units of `currency` (cents; none for JPY).
struct Amount {
    std::int64_t minor = 0;
    std::string currency; ///< ISO 4217, three capital letters
};

/// Decimal digits with an optional minus; no leading zeros, exponent, point or separators.
Result<std::int64_t> read_integer(std::string_view text);

/// A finite decimal number, exponent allowed.
Result<double> read_number(std::string_view text);

/// `true` or `false`, nothing else.
Result<bool> read_boolean(std::string_view text);

/// Milliseconds of "500ms", "3s", "10m", "2h", "5d"; a bare "0" is allowed.
Result<std::int64_t> read_duration(std::string_view text);

/// Bytes of "512B", "64KiB", "256MiB", "2GiB"; a bare "0" is allowed. Powers of 1024 only.
Result<std::int64_t> read_size(std::string_view text);

/// "12.50 EUR": at most as many decimals as the currency has.
Result<Amount> read_amount(std::string_view text);

/// "12.50", with exactly the decimals of the currency.
std::string write_amount(const Amount& amount);

} // namespace statybos::kernel::config
