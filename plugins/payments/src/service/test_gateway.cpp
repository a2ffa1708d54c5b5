#include "service/test_gateway.hpp"

#include <charconv>

#include <statybos/secrets.hpp>

namespace statybos::payments {
namespace {

constexpr std::int64_t tolerance_seconds = 300;
constexpr std::string_view refund_prefix = "test_refund_";

Error unknown_reference() {
    return Error(Errc::not_found, "unknown_payment", "the test bank has no such payment");
}

Error wrong_signature() {
    return Error(Errc::unauthenticated, "invalid_signature",
                 "the webhook's signature is wrong or old");
}

std::string reference_of(PaymentId payment) {
    return "test_" + payment.to_string();
}

struct Signature {
    std::string_view at;
    std::string_view hex;
};

// "t=<unix>,v1=<hex>"
Signature signature_of(std::string_view header) {
    Signature signature;
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        const std::string_view part = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        if (part.starts_with("t=")) {
            signature.at = part.substr(2);
        } else if (part.starts_with("v1=")) {
            signature.hex = part.substr(3);
        }
    }
    return signature;
}

std::optional<GatewayEventKind> kind_of(std::string_view type) {
    constexpr std::string_view prefix = "payment.";
    return type.starts_with(prefix) ? enum_from<GatewayEventKind>(type.substr(prefix.size()))
                                    : std::nullopt;
}

struct WebhookBody {
    std::string id;
    std::string type;
    PaymentId payment_id;
    Money amount;
    Instant at;
    std::optional<std::string> refund; ///< the bank's own id of it
};
STATYBOS_RECORD(WebhookBody, id, type, payment_id, amount, at, refund)
STATYBOS_LIMITS(WebhookBody, length(&WebhookBody::id, 1, 200), length(&WebhookBody::type, 1, 100),
                length(&WebhookBody::refund, 1, 200))

} // namespace

Result<GatewayInfo> TestGateway::describe(Ctx& ctx) {
    GatewayInfo info;
    info.title = ctx.language() == "lt" ? "Bandomasis mokėjimas" : "Test payment";
    info.kind = "card";
    info.needs_token = true;
    info.captures_later = !captures();
    return info;
}

GatewayOutcome TestGateway::outcome_of(const TestChargeRow& charge) const {
    GatewayOutcome outcome;
    outcome.state = charge.state;
    outcome.gateway_reference = charge.reference;
    if (charge.state == GatewayState::action_required) {
        outcome.redirect_url = settings_.action_url + "?payment=" + charge.idempotency_key;
    } else if (charge.state == GatewayState::declined) {
        outcome.decline_code = "card_declined";
    }
    return outcome;
}

Result<GatewayOutcome> TestGateway::create(Ctx& ctx, const GatewayPayment& payment) {
    const std::string token = payment.token.value_or(std::string());
    TestChargeRow charge;
    charge.idempotency_key = payment.idempotency_key;
    charge.reference = reference_of(payment.payment_id);
    charge.amount = payment.amount.minor;
    charge.currency = payment.amount.currency.code();
    if (token == "tok_action_required") {
        charge.state = GatewayState::action_required;
    } else if (token == "tok_ok" || token == "tok_timeout") {
        charge.state = captures() ? GatewayState::captured : GatewayState::authorized;
        charge.captured = captures() ? charge.amount : 0;
    } else if (token == "tok_declined") {
        charge.state = GatewayState::declined;
    } else {
        return Error(Errc::invalid, "unknown_token", "the test bank made no such token");
    }
    Session session(ctx);
    const TestChargeRow kept = charges_.insert_or_get(session, charge);
    if (token == "tok_timeout") {
        return Error(Errc::timeout, "gateway_timeout", "the test bank's answer never came");
    }
    return outcome_of(kept);
}

Result<GatewayOutcome> TestGateway::confirm(Ctx& ctx, std::string_view gateway_reference,
                                            const std::optional<std::string>& token) {
    Session session(ctx);
    const auto charge = charges_.find_by_reference(session, gateway_reference);
    if (!charge) {
        return unknown_reference();
    }
    if (token == "tok_declined") {
        charges_.confirm(session, gateway_reference, GatewayState::declined, 0);
    } else {
        charges_.confirm(session, gateway_reference,
                         captures() ? GatewayState::captured : GatewayState::authorized,
                         captures() ? charge->amount : 0);
    }
    return outcome_of(charges_.find_by_reference(session, gateway_reference).value());
}

Result<GatewayOutcome> TestGateway::look_up(Ctx& ctx, std::string_view idempotency_key) {
    Session session(ctx);
    const auto charge = charges_.find(session, idempotency_key);
    return charge ? outcome_of(*charge) : GatewayOutcome{};
}

Result<GatewayOutcome> TestGateway::capture(Ctx& ctx, std::string_view gateway_reference,
                                            const Money& amount, std::string_view) {
    Session session(ctx);
    const bool captured = charges_.capture(session, gateway_reference, amount.minor);
    const auto charge = charges_.find_by_reference(session, gateway_reference);
    if (!charge) {
        return unknown_reference();
    }
    if (!captured && charge->captured != amount.minor) {
        return Error(Errc::conflict, "not_authorized", "there is no such authorization to capture");
    }
    return outcome_of(*charge);
}

Result<GatewayOutcome> TestGateway::cancel(Ctx& ctx, std::string_view gateway_reference,
                                           std::string_view) {
    Session session(ctx);
    if (!charges_.cancel(session, gateway_reference)) {
        return Error(Errc::conflict, "not_authorized", "there is no authorization to let go");
    }
    return outcome_of(charges_.find_by_reference(session, gateway_reference).value());
}

Result<void> TestGateway::give_back(Ctx& ctx, std::string_view reference, std::string_view key,
                                    std::int64_t amount) {
    return transact(ctx, [&](Transaction& tx) -> Result<void> {
        if (!charges_.find_by_reference(tx, reference)) {
            return unknown_reference();
        }
        if (charges_.refund(tx, reference, key, amount)) {
            return {};
        }
        return Error(Errc::conflict, "refund_exceeds_captured",
                     "the test bank gives back no more than it took");
    });
}

Result<GatewayRefundOutcome> TestGateway::refund(Ctx& ctx, const GatewayRefund& refund) {
    const auto given =
        give_back(ctx, refund.gateway_reference, refund.idempotency_key, refund.amount.minor);
    if (!given) {
        return given.error();
    }
    return GatewayRefundOutcome{RefundState::succeeded,
                                std::string(refund_prefix) + refund.idempotency_key};
}

Result<std::vector<GatewayEvent>> TestGateway::read_webhook(Ctx& ctx,
                                                            const GatewayWebhook& webhook) {
    Signature signature;
    for (const WebhookHeader& header : webhook.headers) {
        if (header.name == "x-test-signature") {
            signature = signature_of(header.value);
        }
    }
    std::int64_t sent_at = 0;
    const auto [end, failed] =
        std::from_chars(signature.at.data(), signature.at.data() + signature.at.size(), sent_at);
    const bool readable = failed == std::errc() && end == signature.at.data() + signature.at.size();
    const std::string expected = to_hex(
        hmac_sha256(settings_.webhook_secret, std::string(signature.at) + '.' + webhook.body));
    const std::int64_t age = host_.now().seconds() - sent_at;
    if (settings_.webhook_secret.empty() || !readable ||
        !equal_in_constant_time(expected, signature.hex) || age > tolerance_seconds ||
        age < -tolerance_seconds) {
        return wrong_signature();
    }
    const auto body = read_json<WebhookBody>(webhook.body);
    if (!body) {
        return body.error();
    }
    const auto kind = kind_of(body->type);
    if (!kind) {
        return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
            .field("/type", "not_in_list", "the type of the event is not known");
    }
    GatewayEvent event;
    event.event_id = body->id;
    event.kind = *kind;
    event.payment_id = body->payment_id;
    event.amount = body->amount;
    event.at = body->at;
    event.gateway_refund_reference = body->refund;
    if (body->refund && body->refund->starts_with(refund_prefix)) {
        event.refund_key = body->refund->substr(refund_prefix.size());
    }
    enter(ctx, event);
    return std::vector<GatewayEvent>{event};
}

// Nobody but the bank has the secret, so what a webhook says the bank has done: without it in the
// books, money that came late could not go back.
void TestGateway::enter(Ctx& ctx, const GatewayEvent& event) {
    const std::string reference = reference_of(*event.payment_id);
    Session session(ctx);
    switch (event.kind) {
    case GatewayEventKind::authorized:
        return charges_.decide(session, reference, GatewayState::authorized, event.amount.minor);
    case GatewayEventKind::captured:
        return charges_.decide(session, reference, GatewayState::captured, event.amount.minor);
    case GatewayEventKind::failed:
        return charges_.decide(session, reference, GatewayState::declined, event.amount.minor);
    case GatewayEventKind::voided:
        return charges_.decide(session, reference, GatewayState::voided, event.amount.minor);
    case GatewayEventKind::refunded:
    case GatewayEventKind::chargeback:
        if (event.amount.minor > 0 && charges_.find_by_reference(session, reference)) {
            give_back(ctx, reference, event.refund_key.value_or("webhook:" + event.event_id),
                      event.amount.minor);
        }
        return;
    case GatewayEventKind::refund_failed:
        return;
    }
}

} // namespace statybos::payments
