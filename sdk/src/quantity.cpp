#include <statybos/quantity.hpp>

#include <statybos/decimal.hpp>
#include <statybos/error.hpp>

namespace statybos {
namespace {

[[noreturn]] void quantity_overflow() {
    throw Failure(Errc::invalid, "quantity_overflow", "The quantity is too large to reckon with.");
}

std::optional<Quantity> parsed(std::string_view text, bool sign) noexcept {
    Quantity quantity;
    if (parse_decimal(text, 3, sign, Quantity::bound, quantity.thousandths) != DecimalFault::none) {
        return std::nullopt;
    }
    return quantity;
}

} // namespace

Quantity Quantity::of(std::int64_t whole) {
    Quantity quantity;
    if (__builtin_mul_overflow(whole, std::int64_t{1000}, &quantity.thousandths)) {
        quantity_overflow();
    }
    return quantity;
}

std::optional<Quantity> Quantity::parse(std::string_view text) noexcept {
    return parsed(text, false);
}

std::optional<Quantity> Quantity::parse_signed(std::string_view text) noexcept {
    return parsed(text, true);
}

std::string Quantity::to_string() const {
    char text[decimal_text_size];
    return std::string(text, format_decimal(text, thousandths, 3, true));
}

Quantity operator+(Quantity a, Quantity b) {
    Quantity sum;
    if (__builtin_add_overflow(a.thousandths, b.thousandths, &sum.thousandths)) {
        quantity_overflow();
    }
    return sum;
}

Quantity operator-(Quantity a, Quantity b) {
    Quantity difference;
    if (__builtin_sub_overflow(a.thousandths, b.thousandths, &difference.thousandths)) {
        quantity_overflow();
    }
    return difference;
}

} // namespace statybos
