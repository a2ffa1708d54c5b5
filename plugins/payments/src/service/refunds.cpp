// The part of PaymentService that gives money back.
#include <statybos/secrets.hpp>

#include "service/payment_service.hpp"

namespace statybos::payments {
namespace {

const ShareRow* share_of(const LockedPayment& locked, OrderId order) {
    for (const ShareRow& share : locked.shares) {
        if (share.order_id == order) {
            return &share;
        }
    }
    return nullptr;
}

} // namespace

Result<void> PaymentService::give_back(Transaction& tx, PaymentId id, OrderId order_id,
                                       const Money& amount, std::string_view key,
                                       std::string_view reason) {
    // The lock makes two refunds of one payment wait for each other, so that their sum is bounded.
    const auto locked = payments_.lock(tx, id);
    const ShareRow* share = locked ? share_of(*locked, order_id) : nullptr;
    if (share == nullptr) {
        return Error(Errc::not_found, "not_found", "there is no such payment of this order");
    }
    RefundRow refund;
    refund.id = new_id<RefundId>(host_);
    refund.payment_id = id;
    refund.order_id = order_id;
    refund.amount = amount.minor;
    refund.reason = reason;
    if (refunds_.exists(tx, key)) {
        return {};
    }
    if (amount.minor > share->amount - refunds_.taken(tx, order_id)) {
        return Error(Errc::conflict, "refund_exceeds_captured",
                     "more than is left of the order's share");
    }
    refunds_.insert(tx, refund, key);
    refund_job_.enqueue(tx.ctx(), refund.id.to_string(), {refund.id});
    return {};
}

Result<void> PaymentService::carry_out(Ctx ctx, RefundId id) {
    Session session(ctx);
    const auto refund = refunds_.find(session, id);
    if (!refund || refund->status != RefundState::pending) {
        return {};
    }
    const auto payment = payments_.find(session, refund->payment_id);
    STATYBOS_ASSERT(payment.has_value());
    if (!payment->gateway_reference ||
        (payment->captured == 0 && payment->status != PaymentStatus::authorized)) {
        return Error(Errc::unavailable, "not_captured", "there is nothing to give back yet")
            .flag(STY_ERROR_RETRYABLE);
    }
    auto gateway = gateway_of(ctx, *payment);
    if (payment->captured == 0) {
        // Whole authorizations are let go; a part of one goes back once the rest was captured.
        if (refund->amount < payment->authorized) {
            return Error(Errc::unavailable, "not_captured", "waits for the capture")
                .flag(STY_ERROR_RETRYABLE);
        }
        const auto outcome = gateway->cancel(ctx, *payment->gateway_reference, id.to_string());
        if (!outcome) {
            return outcome.error();
        }
        if (auto recorded = take_outcome(ctx, *payment, *outcome); !recorded) {
            return recorded.error();
        }
        transact(ctx, [&](Transaction& tx) {
            refunds_.settle(tx, id, RefundState::succeeded, payment->gateway_reference);
        });
        return {};
    }
    const auto outcome = gateway->refund(ctx, {*payment->gateway_reference, id.to_string(),
                                               payment->money(refund->amount), refund->reason});
    if (!outcome) {
        return outcome.error();
    }
    return settle(ctx, *payment, *refund, *outcome);
}

Result<void> PaymentService::settle(Ctx ctx, const PaymentRow& payment, const RefundRow& refund,
                                    const GatewayRefundOutcome& outcome) {
    if (outcome.state == RefundState::pending) {
        return Error(Errc::unavailable, "refund_pending", "the gateway has not decided yet")
            .flag(STY_ERROR_RETRYABLE);
    }
    transact(ctx, [&](Transaction& tx) {
        if (!refunds_.settle(tx, refund.id, outcome.state, outcome.gateway_reference)) {
            return;
        }
        if (outcome.state == RefundState::succeeded) {
            record(tx, payment.id,
                   {"refund:" + refund.id.to_string(), EventKind::refunded,
                    payment.money(refund.amount), host_.now()},
                   {});
        } else {
            host_.log_error("a gateway refused a refund", {{"refund", refund.id.to_string()},
                                                           {"payment", payment.id.to_string()},
                                                           {"gateway", payment.gateway}});
        }
    });
    return {};
}

void PaymentService::carry_out_pending(Ctx ctx) {
    constexpr std::int32_t at_once = 50;
    Session session(ctx);
    for (const RefundId& id : refunds_.pending(session, at_once)) {
        if (auto done = carry_out(ctx, id); !done) {
            host_.log_warning("a refund must wait",
                              {{"refund", id.to_string()}, {"reason", done.error().message()}});
        }
    }
}

} // namespace statybos::payments
