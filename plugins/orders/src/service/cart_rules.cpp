#include "service/cart_rules.hpp"

#include <algorithm>
#include <string>

namespace statybos::orders {

Quantity floor_to_step(Quantity quantity, Quantity step) {
    if (step.thousandths <= 0 || quantity.thousandths <= 0) {
        return {};
    }
    return {quantity.thousandths / step.thousandths * step.thousandths};
}

Quantity joined_quantity(Quantity one, Quantity other, Quantity available, Quantity step) {
    return floor_to_step(std::min(std::max(one, other), available), step);
}

std::string normal_code(std::string_view typed) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t first = typed.find_first_not_of(space);
    if (first == std::string_view::npos) {
        return {};
    }
    std::string code;
    for (const char c : typed.substr(first, typed.find_last_not_of(space) - first + 1)) {
        code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
    return code;
}

} // namespace statybos::orders
