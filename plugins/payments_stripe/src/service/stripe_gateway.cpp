#include "service/stripe_gateway.hpp"

#include <algorithm>

#include "stripe/signature.hpp"
#include "stripe/webhook_event.hpp"

namespace statybos::payments_stripe {
namespace {

using payments::GatewayEvent;
using payments::GatewayInfo;
using payments::GatewayOutcome;
using payments::GatewayPayment;
using payments::GatewayRefund;
using payments::GatewayRefundOutcome;
using payments::GatewayState;

constexpr const char* intents_path = "/v1/payment_intents";
constexpr std::size_t longest_text = 500; // of a description or a value of metadata

std::string path_of(std::string_view intent, std::string_view verb = {}) {
    return std::string(intents_path) + '/' + stripe::percent_encoded(intent) + std::string(verb);
}

/// Whole characters of UTF-8, at most `longest_text` bytes of them.
std::string shortened(std::string_view text) {
    std::size_t end = std::min(text.size(), longest_text);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
        --end;
    }
    return std::string(text.substr(0, end));
}

Error not_allowed(const Error& refused) {
    return Error(Errc::conflict, refused.slug(), refused.message());
}

Result<GatewayOutcome> outcome_of(const Result<stripe::Intent>& intent) {
    return intent ? Result<GatewayOutcome>(stripe::outcome_of(*intent))
                  : Result<GatewayOutcome>(intent.error());
}

} // namespace

Result<GatewayInfo> StripeGateway::describe(Ctx& ctx) {
    GatewayInfo info;
    info.title = ctx.language() == "lt" ? "Banko kortelė (Stripe)" : "Card (Stripe)";
    info.kind = "card";
    info.currencies = settings_.currencies;
    info.needs_token = true;
    info.captures_later = settings_.capture == Capture::manual;
    info.webhook_headers = {"stripe-signature"};
    info.minimum = eur(50); // Stripe's own
    return info;
}

Result<GatewayOutcome> StripeGateway::create(Ctx& ctx, const GatewayPayment& payment) {
    const auto& known = settings_.currencies;
    if (std::find(known.begin(), known.end(), payment.amount.currency.code()) == known.end()) {
        return Error(Errc::invalid, "unsupported_currency",
                     "this account at Stripe does not take " +
                         std::string(payment.amount.currency.code()));
    }
    if (!payment.token) {
        return Error(Errc::invalid, "token_required", "Stripe needs a payment method's id");
    }
    Session session(ctx);
    const auto made = intents_.find(session, payment.idempotency_key);
    auto intent = made ? show(ctx, *made) : make(ctx, payment);
    if (!intent || !intent->is_unconfirmed()) {
        return outcome_of(intent);
    }
    return outcome_of(ask_for_money(ctx, *intent, payment));
}

Result<stripe::Intent> StripeGateway::make(Ctx& ctx, const GatewayPayment& payment) {
    stripe::Form form;
    form.add("amount", payment.amount.minor)
        .add("currency", stripe::lower_case(payment.amount.currency.code()))
        .add("capture_method", enum_name(settings_.capture))
        .add("automatic_payment_methods[enabled]", "true");
    if (!payment.return_url) {
        form.add("automatic_payment_methods[allow_redirects]", "never");
    }
    form.add("description", shortened(payment.description))
        .add("metadata[payment_id]", payment.payment_id.to_string())
        .add("metadata[idempotency_key]", payment.idempotency_key);
    if (payment.email) {
        form.add("receipt_email", *payment.email);
    }
    auto intent = read(client_.post(ctx, intents_path, form, payment.idempotency_key));
    if (!intent) {
        return intent;
    }
    Session session(ctx);
    const std::string kept = intents_.insert_or_get(session, payment.idempotency_key, intent->id);
    return kept == intent->id ? intent : show(ctx, kept);
}

Result<stripe::Intent> StripeGateway::ask_for_money(Ctx& ctx, const stripe::Intent& intent,
                                                    const GatewayPayment& payment) {
    stripe::Form form;
    const bool is_confirmation = payment.token->starts_with("ctoken_");
    form.add(is_confirmation ? "confirmation_token" : "payment_method", *payment.token);
    if (payment.return_url) {
        form.add("return_url", *payment.return_url);
    }
    auto answer = read(client_.post(ctx, path_of(intent.id, "/confirm"), form,
                                    payment.idempotency_key + ":confirm"));
    if (!answer && answer.error().code() == Errc::declined) {
        stripe::Intent declined = intent;
        declined.status = "requires_payment_method";
        declined.decline_code = answer.error().message();
        return declined;
    }
    // Another call may have confirmed it meanwhile.
    return !answer && answer.error().is("payment_intent_unexpected_state") ? show(ctx, intent.id)
                                                                           : answer;
}

Result<GatewayOutcome> StripeGateway::confirm(Ctx& ctx, std::string_view gateway_reference,
                                              const std::optional<std::string>&) {
    return outcome_of(show(ctx, gateway_reference));
}

Result<GatewayOutcome> StripeGateway::look_up(Ctx& ctx, std::string_view idempotency_key) {
    Session session(ctx);
    const auto made = intents_.find(session, idempotency_key);
    return made ? outcome_of(show(ctx, *made)) : Result<GatewayOutcome>(GatewayOutcome{});
}

Result<GatewayOutcome> StripeGateway::capture(Ctx& ctx, std::string_view gateway_reference,
                                              const Money& amount,
                                              std::string_view idempotency_key) {
    stripe::Form form;
    form.add("amount_to_capture", amount.minor);
    auto captured =
        read(client_.post(ctx, path_of(gateway_reference, "/capture"), form, idempotency_key));
    if (captured || captured.error().code() != Errc::conflict) {
        return outcome_of(captured);
    }
    // Stripe forgets keys after a day; the intent does not forget its capture.
    const auto now = show(ctx, gateway_reference);
    return now && now->status == "succeeded" && now->amount_received == amount.minor
               ? outcome_of(now)
               : Result<GatewayOutcome>(not_allowed(captured.error()));
}

Result<GatewayOutcome> StripeGateway::cancel(Ctx& ctx, std::string_view gateway_reference,
                                             std::string_view idempotency_key) {
    auto cancelled =
        read(client_.post(ctx, path_of(gateway_reference, "/cancel"), {}, idempotency_key));
    if (cancelled || cancelled.error().code() != Errc::conflict) {
        return outcome_of(cancelled);
    }
    const auto now = show(ctx, gateway_reference);
    return now && now->status == "canceled"
               ? outcome_of(now)
               : Result<GatewayOutcome>(not_allowed(cancelled.error()));
}

Result<GatewayRefundOutcome> StripeGateway::refund(Ctx& ctx, const GatewayRefund& refund) {
    // Stripe forgets keys after a day, and a refund may be retried for longer than that.
    auto made = find_refund(ctx, refund);
    if (!made) {
        return made.error();
    }
    if (*made) {
        return stripe::outcome_of(**made);
    }
    stripe::Form form;
    form.add("payment_intent", refund.gateway_reference)
        .add("amount", refund.amount.minor)
        .add("metadata[refund_key]", refund.idempotency_key)
        .add("metadata[reason]", shortened(refund.reason));
    const auto answer = client_.post(ctx, "/v1/refunds", form, refund.idempotency_key);
    if (!answer) {
        return answer.error();
    }
    const auto read = stripe::read_refund(*answer);
    if (!read) {
        return Error(Errc::unavailable, "stripe_unavailable", "Stripe's answer is no refund");
    }
    return stripe::outcome_of(*read);
}

Result<std::optional<stripe::Refund>> StripeGateway::find_refund(Ctx& ctx,
                                                                 const GatewayRefund& refund) {
    constexpr int most_pages = 20;
    const std::string path =
        "/v1/refunds?payment_intent=" + stripe::percent_encoded(refund.gateway_reference) +
        "&limit=100";
    std::string after;
    for (int page = 0; page < most_pages; ++page) {
        const auto list = client_.get(ctx, path + after);
        if (!list) {
            return list.error();
        }
        for (const Json& item : list->find("data").items()) {
            const auto read = stripe::read_refund(item);
            if (!read) {
                return Error(Errc::unavailable, "stripe_unavailable", "Stripe lists no refund");
            }
            if (read->key == refund.idempotency_key) {
                return std::optional(*read);
            }
            after = "&starting_after=" + stripe::percent_encoded(read->id);
        }
        if (list->find("has_more").as_bool() != true) {
            return std::optional<stripe::Refund>();
        }
    }
    return Error(Errc::unavailable, "too_many_refunds", "this payment has too many refunds");
}

Result<std::vector<GatewayEvent>>
StripeGateway::read_webhook(Ctx& ctx, const payments::GatewayWebhook& webhook) {
    if (!stripe::is_signed(webhook.header("stripe-signature"), webhook.body,
                           settings_.webhook_secrets, host_.now().seconds(),
                           settings_.tolerance / 1000)) {
        return Error(Errc::unauthenticated, "invalid_signature",
                     "the webhook's signature is wrong or old");
    }
    auto event = stripe::read_event(webhook.body);
    if (!event) {
        return event.error();
    }
    Session session(ctx);
    // The account may sell in other ways too.
    const bool ours = *event && intents_.is_ours(session, *(*event)->gateway_reference);
    return ours ? std::vector{std::move(**event)} : std::vector<GatewayEvent>();
}

Result<stripe::Intent> StripeGateway::show(Ctx& ctx, std::string_view id) {
    return read(client_.get(ctx, path_of(id)));
}

Result<stripe::Intent> StripeGateway::read(const Result<Json>& answer) {
    if (!answer) {
        if (answer.error().code() == Errc::forbidden) {
            host_.log_error("Stripe does not accept the secret key: set secret_key anew",
                            {{"reason", answer.error().message()}});
        }
        return answer.error();
    }
    auto intent = stripe::read_intent(*answer);
    return intent ? Result<stripe::Intent>(std::move(*intent))
                  : Result<stripe::Intent>(Error(Errc::unavailable, "stripe_unavailable",
                                                 "Stripe's answer is no payment intent"));
}

} // namespace statybos::payments_stripe
