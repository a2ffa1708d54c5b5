// What vouchers leave behind in an order. Pure arithmetic.
#pragma once

#include <vector>

#include "service/cart.hpp"
#include "store/order_rows.hpp"

namespace statybos::orders {

/// A cart's line and the line of an order that it becomes.
struct LinePair {
    const CartLine* in_cart = nullptr;
    LineId in_order;
};

/// What each voucher of the cart takes off these lines, as an order keeps it; vouchers that take
/// nothing off them are left out. The parts of a line sum to its discount.
std::vector<OrderVoucher> vouchers_on(const Cart& cart, const std::vector<LinePair>& lines);

/// One use for each voucher that stands in an order of the purchase, in the order of their ids.
std::vector<VoucherUse> uses_of(const std::vector<NewOrder>& orders, Currency currency);

} // namespace statybos::orders
