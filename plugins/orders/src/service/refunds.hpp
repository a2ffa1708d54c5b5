// Money of an order that goes back to its buyer.
//
// The payments say what is left and hold everybody else off until the transaction ends; the
// counters on order and line refuse any code that gets it wrong. Whoever changes an order as well
// locks its payment first and its purchase second, as the news of a payment do.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/catalog/stock.hpp>
#include <statybos/host.hpp>
#include <statybos/payments/events.hpp>
#include <statybos/payments/payments.hpp>

#include "service/refund_rules.hpp"
#include "store/order_store.hpp"
#include "store/refund_store.hpp"

namespace statybos::orders {

/// Who gives money back, why, and whether the goods go on sale again.
struct RefundOrder {
    Actor by = Actor::system;
    std::optional<UserId> user;
    std::string reason;
    bool restock = false;
    std::string key = {}; ///< the Idempotency-Key of who asked, or empty
};

class Refunds {
public:
    Refunds(Host host, RefundStore& store, Use<catalog::Stock> stock,
            Use<payments::Payments> payments)
        : host_(host), store_(store), stock_(stock), payments_(payments) {}

    /// What can go back of the order; holds its payment until the transaction ends.
    /// @errors not_found
    Result<payments::RefundableOrder> hold(Transaction& tx, OrderId id);

    /// Writes the plan down and has it carried out.
    /// @param order  as read under the lock of its purchase
    /// @errors conflict refund_exceeds_captured
    Result<RefundRow> give(Transaction& tx, const OrderRow& order, const RefundPlan& plan,
                           const RefundOrder& why);

    /// What this user asked for with this Idempotency-Key before.
    std::optional<RefundRow> made_with(Session& session, OrderId order,
                                       const std::optional<UserId>& user, std::string_view key);

    /// Writes down what the gateway gave back of a sold order of its own accord, so that it is
    /// refunded and documented as by an amount that somebody asked for.
    /// @param order  as read under the lock of its purchase
    void note_elsewhere(Transaction& tx, const OrderRow& order,
                        const payments::RefundSettled& settled);

    /// The gateway has carried a refund out, or refused it for good.
    void hear(Transaction& tx, const payments::RefundSettled& settled);

    std::optional<RefundRow> find(Session& session, RefundId id) {
        return store_.find(session, id);
    }
    std::vector<RefundRow> of_order(Session& session, OrderId id) {
        return store_.of_order(session, id);
    }

private:
    Host host_;
    RefundStore& store_;
    Use<catalog::Stock> stock_;
    Use<payments::Payments> payments_;
};

/// What the payments have left, in the order of the order's lines.
MoneyLeft money_left(const OrderRow& order, const payments::RefundableOrder& refundable);

} // namespace statybos::orders
