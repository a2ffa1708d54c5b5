// The part of PaymentService that gives money back.
#include <statybos/payments/events.hpp>
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

Result<void> check_sums(const RefundRequest& request) {
    Error wrong(Errc::invalid, "validation_failed", "the refund does not add up");
    Money of_lines{0, request.items.currency};
    for (const RefundedLine& line : request.lines) {
        of_lines += line.amount;
    }
    if (of_lines != request.items) {
        wrong.add_field({"/lines", "wrong_sum", "the lines do not sum to the goods' part"});
    }
    if (request.amount.minor <= 0 || request.items > request.amount) {
        wrong.add_field({"/amount", "too_small", "the amount is less than its parts"});
    }
    return wrong.fields().empty() ? Result<void>() : Result<void>(wrong);
}

} // namespace

Result<void> PaymentService::give_back(Transaction& tx, PaymentId id, OrderId order_id,
                                       const Money& amount, std::string_view key,
                                       std::string_view reason) {
    auto written = write_down(
        tx, {new_id<RefundId>(host_), id, order_id, amount.minor, std::string(reason)}, key);
    return written ? Result<void>() : Result<void>(written.error());
}

Result<RefundSnapshot> PaymentService::refund(Transaction& tx, const RefundRequest& request) {
    if (auto adds_up = check_sums(request); !adds_up) {
        return adds_up.error();
    }
    const auto written = write_down(
        tx,
        {request.id, request.payment_id, request.order_id, request.amount.minor, request.reason},
        request.key);
    if (!written) {
        return written.error();
    }
    return RefundSnapshot{written->id,
                          written->order_id,
                          {written->amount, request.amount.currency},
                          written->status};
}

Result<RefundRow> PaymentService::write_down(Transaction& tx, const RefundRow& refund,
                                             std::string_view key) {
    // The lock makes two refunds of one payment wait for each other, so that their sum is bounded.
    const auto locked = payments_.lock(tx, refund.payment_id);
    const ShareRow* share = locked ? share_of(*locked, refund.order_id) : nullptr;
    if (share == nullptr) {
        return Error(Errc::not_found, "not_found", "there is no such payment of this order");
    }
    if (auto known = refunds_.find_by_key(tx, key)) {
        return std::move(*known);
    }
    if (refund.amount > share->amount - refunds_.taken(tx, refund.order_id)) {
        return Error(Errc::conflict, "refund_exceeds_captured",
                     "more than is left of the order's share");
    }
    refunds_.insert(tx, refund, key);
    refund_job_.enqueue(tx.ctx(), refund.id.to_string(), {refund.id});
    return refund;
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
        tx.publish(RefundSettled{refund.id, payment.id, refund.order_id,
                                 payment.money(refund.amount), outcome.state});
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
