// The part of PaymentService that hears what gateways tell by themselves.
#include <statybos/payments/events.hpp>

#include "service/payment_rules.hpp"
#include "service/payment_service.hpp"

namespace statybos::payments {
namespace {

EventKind kind_of(GatewayEventKind kind) {
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
        break;
    }
    return EventKind::failed;
}

std::string text_of(const Money& money) {
    return money.amount() + ' ' + std::string(money.currency.code());
}

} // namespace

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
    Session session(ctx);
    for (const GatewayEvent& event : *events) {
        auto id = event.payment_id;
        if (!id && event.gateway_reference) {
            id = payments_.find_by_reference(session, gateway, *event.gateway_reference);
        }
        const auto payment = id ? payments_.find(session, *id) : std::nullopt;
        if (!payment || payment->gateway != gateway) {
            return Error(Errc::not_found, "unknown_payment", "there is no such payment");
        }
        transact(ctx, [&](Transaction& tx) { hear(tx, payment->id, event); });
    }
    return events->size();
}

void PaymentService::hear(Transaction& tx, PaymentId id, const GatewayEvent& event) {
    const auto locked = payments_.lock(tx, id);
    STATYBOS_ASSERT(locked.has_value());
    const PaymentRow& payment = locked->payment;
    NewEvent told{"webhook:" + event.event_id, kind_of(event.kind), event.amount, event.at};
    if (event.amount.currency.code() == payment.currency &&
        amount_fits({told.kind, told.amount.minor}, payment.amount, payment.captured)) {
        Particulars particulars;
        particulars.gateway_reference = event.gateway_reference;
        record(tx, id, told, particulars);
        return;
    }
    told.kind = EventKind::mismatched;
    Particulars as_it_is;
    as_it_is.redirect_url = payment.redirect_url;
    if (!payments_.add_event(tx, payment, told, standing_of(payment), as_it_is)) {
        return;
    }
    const Money expected = payment.money(payment.amount);
    host_.log_error("a gateway tells of another amount than the payment's; nothing was changed",
                    {{"payment", id.to_string()},
                     {"gateway", payment.gateway},
                     {"event", event.event_id},
                     {"expected", text_of(expected)},
                     {"told", text_of(event.amount)}});
    tx.publish(
        PaymentMismatched{id, payment.gateway, told.gateway_event_id, expected, event.amount});
}

} // namespace statybos::payments
