#include "service/cart_rules.hpp"

#include <algorithm>

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

} // namespace statybos::orders
