// Which status follows which, and who may make it so: the contract by which a shop decides it.
#pragma once

#include <vector>

#include <statybos/contract.hpp>
#include <statybos/orders/order_reader.hpp>
#include <statybos/record.hpp>

namespace statybos::orders {

/// In what role somebody moves an order; values are bits, so that one person may have several.
enum class Actor : std::uint8_t { buyer = 1, vendor = 2, admin = 4, system = 8 };
STATYBOS_ENUM(Actor, buyer, vendor, admin, system)

struct OrderTransition {
    OrderStatus from = OrderStatus::pending;
    OrderStatus to = OrderStatus::pending;
    std::vector<Actor> by;
};
STATYBOS_RECORD(OrderTransition, from, to, by)

struct OrderTransitions {
    virtual ~OrderTransitions() = default;

    /// The table of all steps that anybody may ask for; a pair stands in it once. A decorator adds
    /// rows to the table of `next()` or takes some out.
    ///
    /// That a pending order is confirmed is the payment's doing and stands in no table. A step to
    /// `cancelled` gives goods and money back, wherever it comes from; one that the database's
    /// own rules exclude (out of `cancelled`) fails there.
    virtual Result<std::vector<OrderTransition>> table(Ctx&) = 0;
};
STATYBOS_INTERFACE(OrderTransitions, "statybos.orders.order_transitions", 1, table)

} // namespace statybos::orders
