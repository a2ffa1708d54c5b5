// Facts that the payments plugin tells.
#pragma once

#include <vector>

#include <statybos/payments/payments.hpp>

namespace statybos::payments {

/// How one order's share of a payment stands.
struct ShareState {
    OrderId order_id;
    Money amount;
    Money refunded;
};
STATYBOS_RECORD(ShareState, order_id, amount, refunded)

/// A payment's derived status or sums are others than before. Published in the transaction that
/// recorded the gateway's word.
struct PaymentChanged {
    PaymentId payment_id;
    PurchaseId purchase_id;
    PaymentStatus status = PaymentStatus::pending;
    Money amount;
    Money captured;
    Money refunded;
    std::vector<ShareState> shares;
};
STATYBOS_RECORD(PaymentChanged, payment_id, purchase_id, status, amount, captured, refunded, shares)
STATYBOS_EVENT(PaymentChanged, "payments.payment_changed.v1", payment_id)

/// A gateway reported something that does not fit, e.g. another amount. Nothing was changed.
struct PaymentMismatched {
    PaymentId payment_id;
    std::string gateway;
    std::string gateway_event_id;
    Money expected;
    Money reported;
};
STATYBOS_RECORD(PaymentMismatched, payment_id, gateway, gateway_event_id, expected, reported)
STATYBOS_EVENT(PaymentMismatched, "payments.payment_mismatched.v1", payment_id)

/// A gateway has carried out a refund, or refused it for good. One that it made of its own accord
/// is told behind the PaymentChanged that it caused, and is spread over what was left of the order;
/// refunds under way for which too little is left then are told to have failed before it.
struct RefundSettled {
    RefundId refund_id;
    PaymentId payment_id;
    OrderId order_id;
    Money amount;
    RefundState status = RefundState::pending;
    bool elsewhere = false;          ///< made at the gateway by hand: nobody had asked for it here
    std::optional<Money> items = {}; ///< of such a one: the part of `amount` that is goods
    std::vector<RefundedLine> lines = {}; ///< of such a one: their amounts sum to `items`
};
STATYBOS_RECORD(RefundSettled, refund_id, payment_id, order_id, amount, status, elsewhere, items,
                lines)
STATYBOS_EVENT(RefundSettled, "payments.refund_settled.v1", refund_id)

/// The bank took captured money back. Published in the transaction that recorded the gateway's
/// word.
struct ChargebackReceived {
    PaymentId payment_id;
    PurchaseId purchase_id;
    std::string gateway;
    std::string gateway_event_id;
    Money amount;
};
STATYBOS_RECORD(ChargebackReceived, payment_id, purchase_id, gateway, gateway_event_id, amount)
STATYBOS_EVENT(ChargebackReceived, "payments.chargeback_received.v1", payment_id)

STATYBOS_ID(PayoutId)

enum class PayoutStatus : std::uint8_t { pending, sent, returned };
STATYBOS_ENUM(PayoutStatus, pending, sent, returned)

/// A payout was made, left for the vendor's bank, or came back.
struct PayoutChanged {
    PayoutId payout_id;
    VendorId vendor_id;
    Money amount;
    PayoutStatus status = PayoutStatus::pending;
};
STATYBOS_RECORD(PayoutChanged, payout_id, vendor_id, amount, status)
STATYBOS_EVENT(PayoutChanged, "payments.payout_changed.v1", payout_id)

} // namespace statybos::payments
