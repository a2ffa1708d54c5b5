// Rows of orders.refund, and the counters on order and line that bound them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/orders/order_transitions.hpp>
#include <statybos/payments/payments.hpp>
#include <statybos/transaction.hpp>

namespace statybos::orders {

using payments::RefundId;

/// Amounts in minor units of the order's currency, here and below.
struct RefundLineRow {
    LineId line_id;
    Quantity quantity;
    std::int64_t amount = 0;
    std::int64_t vat = 0;
};
STATYBOS_RECORD(RefundLineRow, line_id, quantity, amount, vat)

struct RefundRow {
    RefundId id;
    OrderId order_id;
    Money amount;
    std::int64_t shipping = 0;
    std::int64_t shipping_vat = 0;
    std::int64_t vat = 0;
    std::string reason;
    bool restocked = false;
    payments::RefundState status = payments::RefundState::pending;
    Actor by = Actor::system;
    std::optional<UserId> user_id;
    Instant created_at;
    std::vector<RefundLineRow> lines;

    Money money(std::int64_t minor) const { return {minor, amount.currency}; }
};
STATYBOS_RECORD(RefundRow, id, order_id, amount, shipping, shipping_vat, vat, reason, restocked,
                status, by, user_id, created_at, lines)

class RefundStore {
public:
    /// Writes the refund down and counts it, in one statement.
    /// @param key  the client's Idempotency-Key, or empty
    /// @throws Failure check_violation (line_refunds_bounded, …)  more than there is
    void insert(Transaction& tx, const RefundRow& refund, std::string_view key);
    std::optional<RefundRow> find(Session& session, RefundId id);
    /// What this user asked for with this key.
    std::optional<RefundRow> find_by_key(Session& session, OrderId order, UserId user,
                                         std::string_view key);
    /// In the order of their making.
    std::vector<RefundRow> of_order(Session& session, OrderId order);

    /// The gateway's last word on it; one that failed is not counted any more. Nothing when it has
    /// been said, or the refund is none of ours.
    void settle(Transaction& tx, RefundId id, payments::RefundState state);
    /// Money that was promised without a refund of ours, since its order was cancelled before it
    /// was paid, does not go back that way: it is not counted any more. Once for each such promise.
    void take_promise_back(Transaction& tx, RefundId id, OrderId order, Money amount);
};

} // namespace statybos::orders
