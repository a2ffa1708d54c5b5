// Facts that the orders plugin tells.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/orders/order_reader.hpp>
#include <statybos/orders/order_transitions.hpp>
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

/// One line of how to pay, under the gateway's own name: {"iban", "LT…"}, {"reference", "RF18…"}.
struct PaymentInstruction {
    std::string name; ///< snake_case
    std::string value;
};
STATYBOS_RECORD(PaymentInstruction, name, value)

/// The purchase stands, and its buyer has to pay it elsewhere by the gateway's instructions, as
/// with a bank transfer. Told once; not of one whose buyer was only sent to the gateway's page.
struct PaymentAwaited {
    PurchaseId purchase_id;
    PaymentId payment_id;
    std::optional<UserId> user_id;
    std::string gateway;
    Money total;
    std::vector<PaymentInstruction> instructions;
    Instant pay_until; ///< until then the goods are held
};
STATYBOS_RECORD(PaymentAwaited, purchase_id, payment_id, user_id, gateway, total, instructions,
                pay_until)
STATYBOS_EVENT(PaymentAwaited, "orders.payment_awaited.v1", purchase_id)

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
    Actor by = Actor::system;
    std::optional<std::string> note = {}; ///< as the order's history has it
    bool expired = false;                 ///< cancelled, because nobody had paid in time
};
STATYBOS_RECORD(OrderStatusChanged, order_id, purchase_id, vendor_id, user_id, from, to,
                tracking_number, by, note, expired)
STATYBOS_EVENT(OrderStatusChanged, "orders.order_status_changed.v1", order_id)

struct RefundedOrderLine {
    LineId line_id;
    Quantity quantity; ///< zero: only an amount goes back
    Money amount;      ///< gross
    Money vat;
};
STATYBOS_RECORD(RefundedOrderLine, line_id, quantity, amount, vat)

/// Money of an order is going back to its buyer; whether it has arrived tells
/// payments.refund_settled.v1 under the same refund_id.
struct OrderRefunded {
    Uuid refund_id;
    OrderId order_id;
    PurchaseId purchase_id;
    VendorId vendor_id;
    std::optional<UserId> user_id;
    Money amount; ///< gross, goods and delivery
    Money vat;    ///< in all of it
    Money shipping;
    Money shipping_vat;
    std::vector<RefundedOrderLine> lines;
    std::string reason;
};
STATYBOS_RECORD(OrderRefunded, refund_id, order_id, purchase_id, vendor_id, user_id, amount, vat,
                shipping, shipping_vat, lines, reason)
STATYBOS_EVENT(OrderRefunded, "orders.order_refunded.v1", order_id)

STATYBOS_ID(ReturnId)

enum class ReturnStatus : std::uint8_t { requested, accepted, rejected, received, refunded };
STATYBOS_ENUM(ReturnStatus, requested, accepted, rejected, received, refunded)

/// A buyer wants to send goods back, or the vendor has decided about it.
struct ReturnChanged {
    ReturnId return_id;
    OrderId order_id;
    PurchaseId purchase_id;
    VendorId vendor_id;
    std::optional<UserId> user_id; ///< the buyer
    ReturnStatus status = ReturnStatus::requested;
    std::optional<std::string> note;
};
STATYBOS_RECORD(ReturnChanged, return_id, order_id, purchase_id, vendor_id, user_id, status, note)
STATYBOS_EVENT(ReturnChanged, "orders.return_changed.v1", return_id)

} // namespace statybos::orders
