#include "stripe/intent.hpp"

#include <algorithm>

namespace statybos::payments_stripe::stripe {
namespace {

using payments::GatewayState;
using payments::RefundState;

GatewayState state_of(const Intent& intent) {
    if (intent.status == "succeeded") {
        return GatewayState::captured;
    }
    if (intent.status == "requires_capture") {
        return GatewayState::authorized;
    }
    if (intent.status == "requires_action") {
        return GatewayState::action_required;
    }
    if (intent.status == "canceled") {
        return GatewayState::voided;
    }
    if (intent.is_unconfirmed()) {
        return GatewayState::unknown; // nobody was asked for money
    }
    return intent.status == "requires_payment_method" ? GatewayState::declined
                                                      : GatewayState::pending;
}

} // namespace

std::optional<Intent> read_intent(const Json& json) {
    const auto id = json.find("id").as_string();
    const auto status = json.find("status").as_string();
    if (!id || id->empty() || !status || json.find("object").as_string() != "payment_intent") {
        return std::nullopt;
    }
    Intent intent{*id, *status, json.find("amount_received").as_int().value_or(0), {}, {}};
    intent.redirect_url = json.find("next_action.redirect_to_url.url").as_string();
    if (const Json error = json.find("last_payment_error"); error.kind() == JsonKind::object) {
        auto code = error.find("decline_code").as_string();
        code = code ? code : error.find("code").as_string();
        intent.decline_code = code_of(code.value_or("payment_failed"));
    }
    return intent;
}

payments::GatewayOutcome outcome_of(const Intent& intent) {
    payments::GatewayOutcome outcome;
    outcome.state = state_of(intent);
    outcome.gateway_reference = intent.id;
    if (outcome.state == GatewayState::action_required) {
        outcome.redirect_url = intent.redirect_url;
    } else if (outcome.state == GatewayState::declined) {
        outcome.decline_code = intent.decline_code;
    }
    return outcome;
}

std::optional<Refund> read_refund(const Json& json) {
    const auto id = json.find("id").as_string();
    if (!id || id->empty() || json.find("object").as_string() != "refund") {
        return std::nullopt;
    }
    return Refund{*id, json.find("status").as_string().value_or("pending"),
                  json.find("metadata.refund_key").as_string()};
}

payments::GatewayRefundOutcome outcome_of(const Refund& refund) {
    if (refund.status == "succeeded") {
        return {RefundState::succeeded, refund.id};
    }
    const bool failed = refund.status == "failed" || refund.status == "canceled";
    return {failed ? RefundState::failed : RefundState::pending, refund.id};
}

std::string code_of(std::string_view stripes) {
    constexpr std::size_t longest = 60;
    std::string code = lower_case(stripes.substr(0, longest));
    std::replace_if(
        code.begin(), code.end(),
        [](char c) { return !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'); }, '_');
    return code;
}

std::string lower_case(std::string_view code) {
    std::string lower(code);
    for (char& c : lower) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return lower;
}

std::optional<Money> money_of(std::optional<std::int64_t> minor,
                              const std::optional<std::string>& currency) {
    std::string upper = currency.value_or(std::string());
    for (char& c : upper) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
    const auto known = Currency::parse(upper);
    return known && minor && *minor >= 0 && *minor <= Money::bound
               ? std::optional(Money{*minor, *known})
               : std::nullopt;
}

} // namespace statybos::payments_stripe::stripe
