// The part of PaymentService that hears what gateways tell by themselves.
#include <statybos/payments/events.hpp>

#include "service/payment_rules.hpp"
#include "service/payment_service.hpp"

namespace statybos::payments {
namespace {

EventKind event_kind(GatewayEventKind kind) {
    switch (kind) {
    case GatewayEventKind::authorized:
        return EventKind::authorized;
    case GatewayEventKind::captured:
        return EventKind::captured;
    case GatewayEventKind::voided:
        return EventKind::voided;
    case GatewayEventKind::refunded:
        return EventKind::refunded;
    case GatewayEventKind::chargeback:
        return EventKind::chargeback;
    case GatewayEventKind::failed:
    case GatewayEventKind::refund_failed:
        break;
    }
    return EventKind::failed;
}

std::string text_of(const Money& money) {
    return money.amount() + ' ' + std::string(money.currency.code());
}

EventVerdict verdict_of(bool is_new) {
    return is_new ? EventVerdict::recorded : EventVerdict::repeated;
}

/// A refund that the gateway knows by its own reference is one fact, whatever events tell of it.
std::string fact_of(const GatewayEvent& event) {
    return event.kind == GatewayEventKind::refunded && event.gateway_refund_reference
               ? gateway_refund_fact(*event.gateway_refund_reference)
               : "webhook:" + event.event_id;
}

} // namespace

std::string gateway_refund_fact(std::string_view gateway_refund_reference) {
    return "gateway_refund:" + std::string(gateway_refund_reference);
}

std::vector<std::string> PaymentService::webhook_headers(Ctx ctx, std::string_view gateway) {
    auto found = gateways_.find(ctx, gateway);
    auto info = found ? (*found)->describe(ctx) : Result<GatewayInfo>();
    return info ? std::move(info->webhook_headers) : std::vector<std::string>();
}

Result<std::size_t> PaymentService::take_webhook(Ctx ctx, std::string_view gateway,
                                                 const GatewayWebhook& webhook) {
    auto found = gateways_.find(ctx, gateway);
    if (!found) {
        return Error(Errc::not_found, "unknown_gateway", "there is no such gateway");
    }
    const auto events = (*found)->read_webhook(ctx, webhook);
    if (!events) {
        return events.error();
    }
    for (const GatewayEvent& event : *events) {
        const auto verdict =
            transact(ctx, [&](Transaction& tx) { return take_event(tx, gateway, event); });
        if (!verdict) {
            return verdict.error();
        }
        if (*verdict == EventVerdict::unknown_payment) {
            return Error(Errc::not_found, "unknown_payment", "there is no such payment");
        }
    }
    return events->size();
}

Result<std::vector<RecordedEvent>> PaymentService::record(Transaction& tx, std::string_view gateway,
                                                          const std::vector<GatewayEvent>& events) {
    constexpr std::size_t most_events = 100;
    if (events.size() > most_events) {
        return Error(Errc::invalid, "too_many_events", "tell at most 100 events at once");
    }
    std::vector<RecordedEvent> verdicts;
    for (const GatewayEvent& event : events) {
        const auto verdict = take_event(tx, gateway, event);
        if (!verdict) {
            return verdict.error();
        }
        verdicts.push_back({event.event_id, *verdict});
    }
    return verdicts;
}

Result<EventVerdict> PaymentService::take_event(Transaction& tx, std::string_view gateway,
                                                const GatewayEvent& event) {
    auto id = event.payment_id;
    if (!id && event.gateway_reference) {
        id = payments_.find_by_reference(tx, gateway, *event.gateway_reference);
    }
    const auto payment = id ? payments_.hold(tx, *id) : std::nullopt;
    if (!payment || payment->gateway != gateway) {
        return EventVerdict::unknown_payment;
    }
    return hear(tx, *payment, event);
}

Result<EventVerdict> PaymentService::hear(Transaction& tx, const PaymentRow& payment,
                                          const GatewayEvent& event) {
    const NewEvent told{fact_of(event), event_kind(event.kind), event.amount, event.at};
    const bool fits = event.amount.currency.code() == payment.currency &&
                      amount_fits({told.kind, told.amount.minor}, payment.amount, payment.captured);
    if (!fits) {
        return keep_mismatch(tx, payment, event);
    }
    if (event.kind == GatewayEventKind::refunded || event.kind == GatewayEventKind::refund_failed) {
        const auto refund = refund_meant(tx, payment, event);
        if (!refund) {
            return refund.error();
        }
        if (*refund) {
            return hear_of_refund(tx, payment, **refund, event);
        }
        if (event.kind == GatewayEventKind::refund_failed) {
            return keep_mismatch(tx, payment, event);
        }
    }
    Particulars particulars;
    particulars.gateway_reference = event.gateway_reference;
    return verdict_of(record_event(tx, payment.id, told, particulars).is_new);
}

Result<std::optional<RefundRow>> PaymentService::refund_meant(Transaction& tx,
                                                              const PaymentRow& payment,
                                                              const GatewayEvent& event) {
    if (event.refund_key) {
        const auto id = RefundId::parse(*event.refund_key);
        auto known = id ? refunds_.find(tx, *id) : std::nullopt;
        return known && known->payment_id == payment.id ? std::move(known)
                                                        : std::optional<RefundRow>();
    }
    if (!event.gateway_refund_reference) {
        return std::optional<RefundRow>();
    }
    if (auto known = refunds_.find_by_reference(tx, payment.id, *event.gateway_refund_reference)) {
        return known;
    }
    auto asked = refunds_.unanswered(tx, payment.id, event.amount.minor);
    if (asked.size() > 1) {
        return Error(Errc::unavailable, "refund_undecided",
                     "the refund may be one of several whose answers are still to come");
    }
    return asked.empty() ? std::optional<RefundRow>() : std::optional(std::move(asked.front()));
}

Result<EventVerdict> PaymentService::hear_of_refund(Transaction& tx, const PaymentRow& payment,
                                                    const RefundRow& refund,
                                                    const GatewayEvent& event) {
    const bool failed = event.kind == GatewayEventKind::refund_failed;
    if (refund.amount != event.amount.minor ||
        (failed && refund.status == RefundState::succeeded)) {
        return keep_mismatch(tx, payment, event);
    }
    if (refund.status == RefundState::pending) {
        const auto state = failed ? RefundState::failed : RefundState::succeeded;
        return verdict_of(settle_refund(tx, payment, refund,
                                        {state, event.gateway_refund_reference.value_or("")}));
    }
    if (failed || refund.status == RefundState::succeeded) {
        return EventVerdict::repeated;
    }
    // We had given it up, and the money went back all the same.
    const NewEvent told{fact_of(event), EventKind::refunded, event.amount, event.at};
    return verdict_of(record_event(tx, payment.id, told, {}).is_new);
}

EventVerdict PaymentService::keep_mismatch(Transaction& tx, const PaymentRow& payment,
                                           const GatewayEvent& event) {
    const NewEvent told{"webhook:" + event.event_id, EventKind::mismatched, event.amount, event.at};
    Particulars as_it_is;
    as_it_is.redirect_url = payment.redirect_url;
    if (!payments_.add_event(tx, payment, told, standing_of(payment), as_it_is)) {
        return EventVerdict::repeated;
    }
    const Money expected = payment.money(payment.amount);
    host_.log_error("a gateway tells of another amount than the payment's; nothing was changed",
                    {{"payment", payment.id.to_string()},
                     {"gateway", payment.gateway},
                     {"event", event.event_id},
                     {"kind", enum_name(event.kind)},
                     {"expected", text_of(expected)},
                     {"told", text_of(event.amount)}});
    tx.publish(PaymentMismatched{payment.id, payment.gateway, told.gateway_event_id, expected,
                                 event.amount});
    return EventVerdict::mismatched;
}

} // namespace statybos::payments
