// Facts that the orders plugin tells.
#pragma once

#include <optional>
#include <string>

#include <statybos/ids.hpp>
#include <statybos/orders/order_reader.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::orders {

/// The purchase stands: its payment is authorized or captured and its orders are confirmed.
struct PurchasePlaced {
    PurchaseId purchase_id;
    std::optional<UserId> user_id;
    Money total;
};
STATYBOS_RECORD(PurchasePlaced, purchase_id, user_id, total)
STATYBOS_EVENT(PurchasePlaced, "orders.purchase_placed.v1", purchase_id)

/// One vendor has an order to fulfil.
struct OrderPlaced {
    OrderId order_id;
    PurchaseId purchase_id;
    VendorId vendor_id;
    std::optional<UserId> user_id;
    Money grand;
};
STATYBOS_RECORD(OrderPlaced, order_id, purchase_id, vendor_id, user_id, grand)
STATYBOS_EVENT(OrderPlaced, "orders.order_placed.v1", order_id)

/// An order's status changed after it was placed, or a pending one was cancelled.
struct OrderStatusChanged {
    OrderId order_id;
    PurchaseId purchase_id;
    VendorId vendor_id;
    std::optional<UserId> user_id;
    OrderStatus from = OrderStatus::pending;
    OrderStatus to = OrderStatus::pending;
    std::optional<std::string> tracking_number;
};
STATYBOS_RECORD(OrderStatusChanged, order_id, purchase_id, vendor_id, user_id, from, to,
                tracking_number)
STATYBOS_EVENT(OrderStatusChanged, "orders.order_status_changed.v1", order_id)

} // namespace statybos::orders
