// A rate: of VAT, of commission, of a voucher.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace statybos {

/// Hundredths of a percent: 21 % is 2100.
struct Percent {
    std::int32_t basis_points = 0;

    /// Greatest that text may have: 1000 %.
    static constexpr std::int32_t bound = 100'000;

    /// Reads "21", "21.0" or "21.00": at most two decimals, no sign.
    static std::optional<Percent> parse(std::string_view text) noexcept;

    /// "21.00": always two decimals.
    std::string to_string() const;

    friend constexpr bool operator==(Percent, Percent) noexcept = default;
    friend constexpr auto operator<=>(Percent, Percent) noexcept = default;
};

} // namespace statybos
