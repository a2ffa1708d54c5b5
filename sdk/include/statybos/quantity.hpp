// How much of a product: a decimal with three decimals.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace statybos {

/// An amount of goods in thousandths of its unit: 14.5 m² is 14500.
///
/// Negative values exist for changes of stock; parse() takes none.
struct Quantity {
    std::int64_t thousandths = 0;

    /// Greatest magnitude that text may have: a thousand million units.
    static constexpr std::int64_t bound = 1'000'000'000'000;

    /// `whole` units. @throws Failure quantity_overflow
    static Quantity of(std::int64_t whole);
    /// Reads "14.5": digits, at most three decimals, no sign, no exponent, no leading zeros.
    static std::optional<Quantity> parse(std::string_view text) noexcept;
    /// As parse(), but "-2" is taken too.
    static std::optional<Quantity> parse_signed(std::string_view text) noexcept;

    /// "14.5", "2", "-0.001": no trailing zeros.
    std::string to_string() const;

    /// Whether this is a whole number of `step`s; false for a step that is not positive.
    bool is_multiple_of(Quantity step) const noexcept {
        return step.thousandths > 0 && thousandths % step.thousandths == 0;
    }
    bool is_zero() const noexcept { return thousandths == 0; }

    friend constexpr bool operator==(Quantity, Quantity) noexcept = default;
    friend constexpr auto operator<=>(Quantity, Quantity) noexcept = default;
};

/// @throws Failure quantity_overflow
Quantity operator+(Quantity a, Quantity b);
Quantity operator-(Quantity a, Quantity b);
inline Quantity& operator+=(Quantity& a, Quantity b) {
    return a = a + b;
}
inline Quantity& operator-=(Quantity& a, Quantity b) {
    return a = a - b;
}

} // namespace statybos
