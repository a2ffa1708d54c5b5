// How money of an order goes back: line by line, with the VAT in it. Pure arithmetic.
//
// What belongs to a quantity, and the VAT that belongs to an amount, are differences of rounded
// sums over all refunds of a line. So whatever the parts and their order, a line that has gone back
// whole has given back its total and its VAT, to the cent.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <statybos/error.hpp>
#include <statybos/payments/payments.hpp>

#include "store/order_rows.hpp"

namespace statybos::orders {

/// What the payments can still give back, in minor units.
struct MoneyLeft {
    std::vector<std::int64_t> lines; ///< in the order of the order's lines
    std::int64_t shipping = 0;
};

struct RefundPart {
    LineId line_id;
    Quantity quantity; ///< zero: only an amount goes back
    std::int64_t amount = 0;
    std::int64_t vat = 0;
};

struct RefundPlan {
    std::vector<RefundPart> lines; ///< those of which money goes back
    std::int64_t shipping = 0;
    std::int64_t shipping_vat = 0;

    std::int64_t items() const;
    std::int64_t amount() const { return items() + shipping; }
    std::int64_t vat() const;
};

struct LineQuantity {
    LineId line_id;
    Quantity quantity;
};
STATYBOS_RECORD(LineQuantity, line_id, quantity)
STATYBOS_LIMITS(LineQuantity, at_least(&LineQuantity::quantity, 1))

/// All that is left of lines and delivery.
/// @errors conflict refund_exceeds_captured  nothing is left, here and below
Result<RefundPlan> plan_all(const OrderRow& order, const MoneyLeft& left);

/// An amount, over lines and delivery in proportion to what is left of each (largest remainder).
Result<RefundPlan> plan_amount(const OrderRow& order, const MoneyLeft& left, std::int64_t amount);

/// What has gone back already, as the payments spread it: amounts of lines, and of the delivery.
Result<RefundPlan> plan_parts(const OrderRow& order, std::span<const payments::RefundedLine> lines,
                              std::int64_t shipping);

/// Quantities of lines, each line once.
/// @errors invalid validation_failed  a line that the order does not have, or one named twice
Result<RefundPlan> plan_lines(const OrderRow& order, const MoneyLeft& left,
                              std::span<const LineQuantity> wanted);

} // namespace statybos::orders
