#include "stripe/client.hpp"

#include "stripe/intent.hpp"

namespace statybos::payments_stripe::stripe {
namespace {

// The form of answers that this code was written against; webhooks have it by the endpoint's own
// setting at Stripe.
constexpr const char* api_version = "2026-08-26.dahlia";

Error no_answer(std::string why) {
    return Error(Errc::unavailable, "stripe_unavailable", "Stripe gave no answer: " + why);
}

Error refusal(unsigned status, const Json& error) {
    const std::string code = code_of(error.find("code").as_string().value_or("stripe_refused"));
    // Stripe's own message may quote what was sent, so it is not passed on.
    const std::string what = "Stripe refused with status " + std::to_string(status) + ": " + code;
    switch (status) {
    case 401:
    case 403:
        return Error(Errc::forbidden, "stripe_forbidden", what).flag(STY_ERROR_PRIVATE);
    case 402:
        return Error(Errc::declined, "card_declined",
                     code_of(error.find("decline_code").as_string().value_or(code)));
    case 404:
        return Error(Errc::not_found, "unknown_payment", "Stripe has no such object");
    case 409: // the first call under this key is still at work
    case 429:
        return no_answer(what);
    default:
        return Error(Errc::conflict, code, what);
    }
}

} // namespace

Result<Json> Client::get(Ctx& ctx, const std::string& path) {
    HttpCall call;
    call.url = settings_.url + path;
    return send(ctx, std::move(call));
}

Result<Json> Client::post(Ctx& ctx, const std::string& path, const Form& form,
                          std::string_view key) {
    HttpCall call;
    call.method = "POST";
    call.url = settings_.url + path;
    call.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                    {"Idempotency-Key", std::string(key)}};
    call.body = form.text();
    return send(ctx, std::move(call));
}

Result<Json> Client::send(Ctx& ctx, HttpCall call) {
    call.headers.emplace_back("Authorization", "Bearer " + settings_.secret_key);
    call.headers.emplace_back("Stripe-Version", api_version);
    call.timeout = std::chrono::milliseconds(settings_.timeout);
    call.retry = true; // a GET, or a POST under a key
    const auto answer = http_.send(ctx, call);
    if (!answer) {
        return answer.error();
    }
    auto body = Json::parse(answer->body);
    if (answer->status >= 500 || answer->status < 200) {
        return no_answer("status " + std::to_string(answer->status));
    }
    if (answer->status >= 400) {
        return refusal(answer->status, body ? body->find("error") : Json());
    }
    if (answer->status >= 300 || !body || body->kind() != JsonKind::object) {
        return no_answer("it is not JSON of the interface");
    }
    return std::move(*body);
}

} // namespace statybos::payments_stripe::stripe
