#include "amber_pay.hpp"

#include <cstdlib>

#include <statybos/secrets.hpp>

namespace amber {
namespace {

constexpr std::int64_t tolerance_us = 5 * 60 * 1'000'000;

// What goes over the wire. Amber has our words for states, and counts in minor units.
struct NewPayment {
    std::string reference; ///< ours; Amber finds the payment by it
    std::int64_t amount = 0;
    std::string currency;
    std::optional<std::string> token;
    std::optional<std::string> return_url;
    std::string description;
};
STATYBOS_RECORD(NewPayment, reference, amount, currency, token, return_url, description)

struct NewRefund {
    std::int64_t amount = 0;
    std::string currency;
};
STATYBOS_RECORD(NewRefund, amount, currency)

/// A payment or a refund.
struct Standing {
    std::string id;
    std::string status;
    std::optional<std::string> redirect_url;
    std::optional<std::string> decline_code;
};
STATYBOS_RECORD(Standing, id, status, redirect_url, decline_code)

struct Event {
    std::string id;
    std::string type;
    std::string payment;               ///< its id
    std::optional<std::string> refund; ///< its id, where the event is of a refund
    std::int64_t amount = 0;
    std::string currency;
    Instant at;
};
STATYBOS_RECORD(Event, id, type, payment, refund, amount, currency, at)

Result<GatewayOutcome> outcome_of(const Result<Standing>& payment) {
    if (!payment) {
        return payment.error();
    }
    const auto state = enum_from<GatewayState>(payment->status);
    return GatewayOutcome{state.value_or(GatewayState::pending), payment->id, payment->redirect_url,
                          payment->decline_code};
}

} // namespace

Result<GatewayInfo> AmberPay::describe(Ctx& ctx) {
    GatewayInfo info;
    info.title = ctx.language() == "lt" ? "Banko kortelė (Gintaras)" : "Card (Amber)";
    info.kind = "card";
    info.currencies = {"EUR"};
    info.needs_token = true;
    info.webhook_headers = {"amber-timestamp", "amber-signature"};
    return info;
}

Result<GatewayOutcome> AmberPay::create(Ctx& ctx, const GatewayPayment& payment) {
    if (payment.amount.currency.code() != "EUR") {
        return Error(Errc::invalid, "unsupported_currency", "Amber takes euros only");
    }
    const NewPayment asked{
        payment.idempotency_key, payment.amount.minor, std::string(payment.amount.currency.code()),
        payment.token,           payment.return_url,   payment.description};
    return outcome_of(
        ask<Standing>(ctx, "POST", "/payments", payment.idempotency_key, write_json(asked)));
}

Result<GatewayOutcome> AmberPay::confirm(Ctx& ctx, std::string_view gateway_reference,
                                         const std::optional<std::string>&) {
    return outcome_of(ask<Standing>(ctx, "GET", "/payments/" + std::string(gateway_reference)));
}

Result<GatewayOutcome> AmberPay::look_up(Ctx& ctx, std::string_view idempotency_key) {
    auto found =
        outcome_of(ask<Standing>(ctx, "GET", "/references/" + std::string(idempotency_key)));
    const bool unknown = !found && found.error().code() == Errc::not_found;
    return unknown ? GatewayOutcome{} : found;
}

Result<GatewayRefundOutcome> AmberPay::refund(Ctx& ctx, const GatewayRefund& refund) {
    const NewRefund asked{refund.amount.minor, std::string(refund.amount.currency.code())};
    const auto made =
        ask<Standing>(ctx, "POST", "/payments/" + refund.gateway_reference + "/refunds",
                      refund.idempotency_key, write_json(asked));
    if (!made) {
        return made.error();
    }
    const auto state = enum_from<RefundState>(made->status);
    return GatewayRefundOutcome{state.value_or(RefundState::pending), made->id};
}

Result<std::vector<GatewayEvent>> AmberPay::read_webhook(Ctx&, const GatewayWebhook& webhook) {
    const std::string_view sent = webhook.header("amber-timestamp");
    const auto sent_at = Instant::parse(sent);
    const std::string signature =
        to_hex(hmac_sha256(settings_.webhook_secret, std::string(sent) + '.' + webhook.body));
    if (!equal_in_constant_time(signature, webhook.header("amber-signature")) || !sent_at ||
        std::abs(host().now() - *sent_at) > tolerance_us) {
        return Error(Errc::unauthenticated, "invalid_signature", "the signature is wrong or old");
    }
    const auto event = read_stored_json<Event>(webhook.body);
    if (!event) {
        return event.error();
    }
    const auto kind = enum_from<GatewayEventKind>(event->type);
    const auto currency = Currency::parse(event->currency);
    if (!kind || !currency || event->id.empty() || event->payment.empty()) {
        return Error(Errc::malformed, "malformed_webhook", "Amber sends no such event");
    }
    const Money amount{event->amount, *currency};
    return std::vector{GatewayEvent{event->id, *kind, std::nullopt, event->payment, amount,
                                    event->at, event->refund}};
}

template <class Answer>
Result<Answer> AmberPay::ask(Ctx& ctx, std::string_view method, const std::string& path,
                             std::string_view key, std::string body) {
    HttpCall call;
    call.method = method;
    call.url = settings_.url + path;
    call.headers = {{"Authorization", "Bearer " + settings_.api_key},
                    {"Content-Type", "application/json"},
                    {"Idempotency-Key", std::string(key)}};
    call.body = std::move(body);
    call.timeout = std::chrono::milliseconds(settings_.timeout);
    call.retry = true;
    const auto answer = http_.send(ctx, call);
    if (!answer) {
        return answer.error();
    }
    if (answer->status == 404) {
        return Error(Errc::not_found, "unknown_payment", "Amber has no such payment");
    }
    if (answer->status >= 400 && answer->status < 500 && answer->status != 429) {
        return Error(Errc::conflict, "amber_refused",
                     "Amber refused " + path + " with status " + std::to_string(answer->status));
    }
    auto read = read_stored_json<Answer>(answer->body);
    if (answer->status >= 300 || !read || read->id.empty()) {
        // It may have acted all the same: recovery will look.
        return Error(Errc::unavailable, "amber_unavailable", "Amber gave no answer to " + path);
    }
    return read;
}

} // namespace amber
