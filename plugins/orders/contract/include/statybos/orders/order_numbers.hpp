// How purchases and orders are numbered.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <statybos/contract.hpp>

namespace statybos::orders {

struct OrderNumbers {
    virtual ~OrderNumbers() = default;

    /// `count` new numbers, the first for the purchase and one for each of its orders. They must be
    /// unique and must not tell how many orders there are.
    virtual Result<std::vector<std::string>> next(Transaction&, std::uint32_t count) = 0;
};
STATYBOS_INTERFACE(OrderNumbers, "statybos.orders.order_numbers", 1, next)

} // namespace statybos::orders
