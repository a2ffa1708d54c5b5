// The part of PaymentService that gives money back.
#include <algorithm>

#include <statybos/payments/events.hpp>
#include <statybos/secrets.hpp>

#include "service/payment_service.hpp"

namespace statybos::payments {
namespace {

Error exceeds(const char* what) {
    return Error(Errc::conflict, "refund_exceeds_captured",
                 "more than is left of the order's " + std::string(what));
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

/// What the lines say, in the order of the earning's.
Result<RefundParts> parts_of(const std::vector<RefundedLine>& lines, const EarningRow& earning) {
    RefundParts parts;
    parts.lines.resize(earning.lines.size());
    for (const RefundedLine& line : lines) {
        const auto known =
            std::find_if(earning.lines.begin(), earning.lines.end(),
                         [&](const EarningLine& mine) { return mine.line_id == line.line_id; });
        if (known == earning.lines.end()) {
            return Error(Errc::invalid, "validation_failed", "the refund does not fit the order")
                .field("/lines", "not_in_list", "the order has no such line");
        }
        parts.lines[static_cast<std::size_t>(known - earning.lines.begin())] += line.amount.minor;
        parts.items += line.amount.minor;
    }
    return parts;
}

Result<void> check_bounds(std::int64_t amount, const RefundParts& parts, const Refundable& left) {
    if (amount > left.total) {
        return exceeds("share");
    }
    for (std::size_t i = 0; i < parts.lines.size(); ++i) {
        if (parts.lines[i] > left.lines[i]) {
            return exceeds("line");
        }
    }
    return amount - parts.items > left.total - left.items ? Result<void>(exceeds("delivery"))
                                                          : Result<void>();
}

} // namespace

Result<void> PaymentService::give_back(Transaction& tx, PaymentId id, OrderId order_id,
                                       const Money& amount, std::string_view key,
                                       std::string_view reason) {
    if (amount.minor == 0) {
        return {};
    }
    const auto written = write_down(
        tx, {new_id<RefundId>(host_), id, order_id, amount.minor, 0, std::string(reason)}, nullptr,
        key);
    return written ? Result<void>() : Result<void>(written.error());
}

Result<RefundSnapshot> PaymentService::refund(Transaction& tx, const RefundRequest& request) {
    if (auto adds_up = check_sums(request); !adds_up) {
        return adds_up.error();
    }
    const auto written = write_down(
        tx,
        {request.id, request.payment_id, request.order_id, request.amount.minor, 0, request.reason},
        &request.lines, request.key);
    if (!written) {
        return written.error();
    }
    return RefundSnapshot{written->id,
                          written->order_id,
                          {written->amount, request.amount.currency},
                          written->status};
}

Result<RefundableOrder> PaymentService::refundable(Transaction& tx, OrderId order_id) {
    const auto held = earnings_.lock_payment_of(tx, order_id);
    const auto earning = held ? earnings_.find(tx, order_id) : std::nullopt;
    if (!earning) {
        return Error(Errc::not_found, "not_found", "there is no payment of this order");
    }
    const bool nothing = held->captured == 0 && held->authorized == 0;
    const Refundable left = payments::refundable(*earning);
    RefundableOrder told;
    told.payment_id = held->payment_id;
    told.total = earning->money(nothing ? 0 : left.total);
    told.items = earning->money(nothing ? 0 : left.items);
    for (std::size_t i = 0; i < earning->lines.size(); ++i) {
        told.lines.push_back(
            {earning->lines[i].line_id, earning->money(nothing ? 0 : left.lines[i])});
    }
    return told;
}

Result<RefundRow> PaymentService::write_down(Transaction& tx, RefundRow refund,
                                             const std::vector<RefundedLine>* lines,
                                             std::string_view key) {
    // The lock makes two refunds of one payment wait for each other, so that their sum is bounded.
    const auto held = earnings_.lock_payment_of(tx, refund.order_id);
    if (!held || held->payment_id != refund.payment_id) {
        return Error(Errc::not_found, "not_found", "there is no such payment of this order");
    }
    if (auto known = refunds_.find_by_key(tx, key)) {
        return std::move(*known);
    }
    const auto earning = earnings_.find(tx, refund.order_id);
    STATYBOS_ASSERT(earning.has_value());
    if (held->captured == 0 && held->authorized == 0) {
        return exceeds("share");
    }
    const Refundable left = payments::refundable(*earning);
    if (refund.amount > left.total) {
        return exceeds("share");
    }
    const auto parts = lines != nullptr ? parts_of(*lines, *earning)
                                        : Result<RefundParts>(spread(refund.amount, left));
    if (!parts) {
        return parts.error();
    }
    if (auto bounded = check_bounds(refund.amount, *parts, left); !bounded) {
        return bounded.error();
    }
    refund.items = parts->items;
    refunds_.insert(tx, refund, key);
    refunds_.add_lines(tx, refund.id, earning->lines, parts->lines);
    refund_job_.enqueue(tx.ctx(), refund.id.to_string(), {refund.id});
    return refund;
}

Result<void> PaymentService::carry_out(Ctx ctx, RefundId id) {
    Session session(ctx);
    auto refund = refunds_.find(session, id);
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
    if (payment->captured == 0) {
        return let_go(ctx, *payment, *refund);
    }
    const auto earning = earnings_.find(session, refund->order_id);
    if (earning && refund->amount > earning->captured - earning->refunded) {
        // The gateway has given that money back of its own accord meanwhile.
        return settle(ctx, *payment, *refund, {RefundState::failed, {}});
    }
    refund = refunds_.start_attempt(session, id);
    if (!refund) {
        return {};
    }
    const auto outcome =
        gateway_of(ctx, *payment)
            ->refund(ctx, {*payment->gateway_reference, id.to_string(),
                           payment->money(refund->amount), refund->reason, refund->order_id});
    if (!outcome) {
        return outcome.error();
    }
    return settle(ctx, *payment, *refund, *outcome);
}

Result<void> PaymentService::let_go(Ctx ctx, const PaymentRow& payment, const RefundRow& refund) {
    // Whole authorizations are let go; a part of one goes back once the rest was captured.
    if (refund.amount < payment.authorized) {
        return Error(Errc::unavailable, "not_captured", "waits for the capture")
            .flag(STY_ERROR_RETRYABLE);
    }
    const auto outcome =
        gateway_of(ctx, payment)->cancel(ctx, *payment.gateway_reference, refund.id.to_string());
    if (!outcome) {
        return outcome.error();
    }
    if (auto recorded = take_outcome(ctx, payment, *outcome); !recorded) {
        return recorded.error();
    }
    transact(ctx, [&](Transaction& tx) {
        if (refunds_.settle_voided(tx, refund.id)) {
            tx.publish(RefundSettled{refund.id, payment.id, refund.order_id,
                                     payment.money(refund.amount), RefundState::succeeded});
        }
    });
    return {};
}

Result<void> PaymentService::settle(Ctx ctx, const PaymentRow& payment, const RefundRow& refund,
                                    const GatewayRefundOutcome& outcome) {
    if (outcome.state == RefundState::pending) {
        if (!outcome.gateway_reference.empty()) {
            Session session(ctx);
            refunds_.note_reference(session, refund.id, outcome.gateway_reference);
        }
        return Error(Errc::unavailable, "refund_pending", "the gateway has not decided yet")
            .flag(STY_ERROR_RETRYABLE);
    }
    transact(ctx, [&](Transaction& tx) {
        // The lock makes a webhook that tells of the same refund wait for this, or this for it.
        payments_.hold(tx, payment.id);
        if (settle_refund(tx, payment, refund, outcome) ||
            outcome.state != RefundState::succeeded || outcome.gateway_reference.empty()) {
            return;
        }
        refunds_.note_reference(tx, refund.id, outcome.gateway_reference);
        const auto known = refunds_.find(tx, refund.id);
        if (known && (known->status == RefundState::failed ||
                      known->gateway_reference != outcome.gateway_reference)) {
            // It was given up while the gateway was asked; or an event without our key was taken
            // for this refund, but told of another one.
            record_event(tx, payment.id,
                         {gateway_refund_fact(outcome.gateway_reference), EventKind::refunded,
                          payment.money(refund.amount), host_.now()},
                         {});
        }
    });
    return {};
}

bool PaymentService::settle_refund(Transaction& tx, const PaymentRow& payment,
                                   const RefundRow& refund, const GatewayRefundOutcome& outcome) {
    const auto reference = outcome.gateway_reference.empty()
                               ? std::optional<std::string>()
                               : std::optional(outcome.gateway_reference);
    if (!refunds_.settle(tx, refund.id, outcome.state, reference)) {
        return false;
    }
    tx.publish(RefundSettled{refund.id, payment.id, refund.order_id, payment.money(refund.amount),
                             outcome.state});
    if (outcome.state == RefundState::succeeded) {
        record_event(tx, payment.id,
                     {"refund:" + refund.id.to_string(), EventKind::refunded,
                      payment.money(refund.amount), host_.now(), true},
                     {});
        // Behind record_event(), which has locked the payment.
        books_.refund(tx, payment, refund);
    } else {
        host_.log_error("a refund failed for good", {{"refund", refund.id.to_string()},
                                                     {"payment", payment.id.to_string()},
                                                     {"gateway", payment.gateway}});
    }
    return true;
}

void PaymentService::carry_out_pending(Ctx ctx) {
    constexpr std::int32_t at_once = 50;
    Session session(ctx);
    for (const RefundId& id : refunds_.take_due(session, at_once)) {
        // One that cannot be carried out must not keep the others waiting.
        try {
            if (auto done = carry_out(ctx, id); !done) {
                throw Failure(done.error());
            }
        } catch (const Failure& failure) {
            host_.log_warning("a refund must wait",
                              {{"refund", id.to_string()}, {"reason", failure.error().message()}});
        }
    }
}

} // namespace statybos::payments
