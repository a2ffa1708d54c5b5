// Money: an exact amount of one currency, never a float.
#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/percent.hpp>
#include <statybos/quantity.hpp>

namespace statybos {

/// An ISO 4217 currency; the default one is none.
class Currency {
public:
    constexpr Currency() noexcept = default;
    /// From a literal: `Currency("EUR")`. Anything but three capitals does not compile.
    consteval explicit Currency(const char (&letters)[4])
        : Currency(letters[0], letters[1], letters[2]) {
        for (int i = 0; i < 3; ++i) {
            if (!is_capital(letters[i])) {
                throw "a currency has three capital letters";
            }
        }
    }

    /// Knows the codes that ISO 4217 lists as active; null for everything else.
    static std::optional<Currency> parse(std::string_view code) noexcept;

    constexpr std::string_view code() const noexcept {
        return letters_[0] == '\0' ? std::string_view() : std::string_view(letters_, 3);
    }
    /// None, or three capitals: what every maker here gives, and what bytes from elsewhere must be.
    constexpr bool is_well_formed() const noexcept {
        const bool letters =
            is_capital(letters_[0]) && is_capital(letters_[1]) && is_capital(letters_[2]);
        bool zero = true;
        for (int i = letters ? 3 : 0; i < 8; ++i) {
            zero = zero && letters_[i] == '\0';
        }
        return zero;
    }
    /// Decimals of the minor unit: EUR 2, JPY 0, KWD 3.
    unsigned exponent() const noexcept;

    friend constexpr bool operator==(const Currency&, const Currency&) noexcept = default;

private:
    static constexpr bool is_capital(char c) noexcept { return c >= 'A' && c <= 'Z'; }
    constexpr Currency(char a, char b, char c) noexcept : letters_{a, b, c} {}

    // Eight, so that Money has no padding whose bytes would be chance.
    char letters_[8] = {};
};

/// An amount in minor units (cents) of its currency. Arithmetic is checked: what does not fit
/// throws Failure money_overflow, what mixes currencies throws Failure currency_mismatch.
struct Money {
    std::int64_t minor = 0;
    Currency currency;

    /// Greatest magnitude that text may have, in minor units.
    static constexpr std::int64_t bound = 1'000'000'000'000'000;

    /// Reads "12.50", "-3", "7.5" with at most as many decimals as the currency has.
    static std::optional<Money> parse(std::string_view amount, Currency currency) noexcept;

    /// "12.50", with all decimals of the currency.
    std::string amount() const;
    bool is_zero() const noexcept { return minor == 0; }

    friend constexpr bool operator==(const Money&, const Money&) noexcept = default;
};

/// Orders amounts of one currency. @throws Failure currency_mismatch
std::strong_ordering operator<=>(const Money& a, const Money& b);

Money operator+(Money a, Money b);
Money operator-(Money a, Money b);
Money operator-(Money a);
inline Money& operator+=(Money& a, Money b) {
    return a = a + b;
}
inline Money& operator-=(Money& a, Money b) {
    return a = a - b;
}

/// `minor` euro cents.
constexpr Money eur(std::int64_t minor) noexcept {
    return {minor, Currency("EUR")};
}

/// Divides `total` in proportion to `weights` so that the parts sum to it: largest remainder, ties
/// to the earlier part. The parts of a negative total are the negated parts of its magnitude.
///
/// @param weights  Each >= 0; not all zero, unless `total` is zero.
/// @throws Failure invalid_weights
std::vector<Money> split(Money total, std::span<const std::int64_t> weights);
std::vector<Money> split(Money total, std::initializer_list<std::int64_t> weights);

/// The unit price times the quantity, half a minor unit away from zero.
Money times(Money unit_price, Quantity quantity);

/// `rate` of `amount`, half a minor unit away from zero.
Money percent_of(Money amount, std::int64_t basis_points);
inline Money percent_of(Money amount, Percent rate) {
    return percent_of(amount, rate.basis_points);
}

/// The VAT that `gross` contains at `rate`: gross · rate / (100 % + rate), half away from zero.
Money vat_contained(Money gross, std::int64_t basis_points);
inline Money vat_contained(Money gross, Percent rate) {
    return vat_contained(gross, rate.basis_points);
}

} // namespace statybos
