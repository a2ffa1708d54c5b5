#include "stripe/webhook_event.hpp"

#include <statybos/json.hpp>

#include "stripe/intent.hpp"

namespace statybos::payments_stripe::stripe {
namespace {

using payments::GatewayEvent;
using payments::GatewayEventKind;

/// Which event tells what, and which member of its object holds the amount.
struct Told {
    std::string_view type;
    GatewayEventKind kind;
    std::string_view amount;
};
constexpr Told of_intents[] = {
    {"payment_intent.succeeded", GatewayEventKind::captured, "amount_received"},
    {"payment_intent.amount_capturable_updated", GatewayEventKind::authorized, "amount_capturable"},
    {"payment_intent.payment_failed", GatewayEventKind::failed, "amount"},
    {"payment_intent.canceled", GatewayEventKind::voided, "amount"},
};

Error malformed() {
    return Error(Errc::malformed, "malformed_webhook", "Stripe sends no such event");
}

bool is_of_intent(std::string_view type) {
    return type.starts_with("payment_intent.");
}

// "refund.created" and "refund.updated" tell how a refund stands now; older endpoints say
// "charge.refund.updated".
bool is_of_refund(std::string_view type) {
    return type.starts_with("refund.") || type == "charge.refund.updated";
}

std::optional<GatewayEventKind> kind_of_refund(const Json& refund) {
    const auto status = refund.find("status").as_string();
    if (status == "succeeded") {
        return GatewayEventKind::refunded;
    }
    return status == "failed" || status == "canceled"
               ? std::optional(GatewayEventKind::refund_failed)
               : std::nullopt;
}

/// Fills in the object's part; false when the event is none of ours.
Result<bool> read_intent_event(std::string_view type, const Json& intent, GatewayEvent& event) {
    for (const Told& told : of_intents) {
        if (type != told.type) {
            continue;
        }
        const auto payment = intent.find("metadata.payment_id").as_string();
        const auto amount =
            money_of(intent.find(told.amount).as_int(), intent.find("currency").as_string());
        event.payment_id = payment ? PaymentId::parse(*payment) : std::nullopt;
        event.gateway_reference = intent.find("id").as_string();
        if (!amount || !event.gateway_reference) {
            return malformed();
        }
        event.kind = told.kind;
        event.amount = *amount;
        return event.payment_id.has_value();
    }
    return false;
}

Result<bool> read_refund_event(const Json& refund, GatewayEvent& event) {
    const auto kind = kind_of_refund(refund);
    event.gateway_reference = refund.find("payment_intent").as_string();
    if (!kind || !event.gateway_reference) {
        return false; // not decided, or of a charge without an intent, which we never make
    }
    const auto amount =
        money_of(refund.find("amount").as_int(), refund.find("currency").as_string());
    event.gateway_refund_reference = refund.find("id").as_string();
    if (!amount || !event.gateway_refund_reference) {
        return malformed();
    }
    event.refund_key = refund.find("metadata.refund_key").as_string();
    event.kind = *kind;
    event.amount = *amount;
    return true;
}

// A dispute may end without loss; the money is gone when Stripe says so.
Result<bool> read_dispute_event(const Json& dispute, GatewayEvent& event) {
    event.gateway_reference = dispute.find("payment_intent").as_string();
    if (!event.gateway_reference) {
        return false;
    }
    const auto amount =
        money_of(dispute.find("amount").as_int(), dispute.find("currency").as_string());
    if (!amount) {
        return malformed();
    }
    event.kind = GatewayEventKind::chargeback;
    event.amount = *amount;
    return true;
}

} // namespace

Result<std::optional<GatewayEvent>> read_event(std::string_view body) {
    const auto json = Json::parse(body);
    if (!json) {
        return malformed();
    }
    const auto id = json->find("id").as_string();
    const auto type = json->find("type").as_string();
    const auto created = json->find("created").as_int();
    const Json object = json->find("data.object");
    if (!id || id->empty() || !type || !created || object.kind() != JsonKind::object) {
        return malformed();
    }
    GatewayEvent event;
    event.event_id = *id;
    event.at = Instant::from_seconds(*created);
    const Result<bool> ours = is_of_intent(*type)   ? read_intent_event(*type, object, event)
                              : is_of_refund(*type) ? read_refund_event(object, event)
                              : *type == "charge.dispute.funds_withdrawn"
                                  ? read_dispute_event(object, event)
                                  : Result<bool>(false);
    if (!ours) {
        return ours.error();
    }
    return *ours ? std::optional(std::move(event)) : std::nullopt;
}

} // namespace statybos::payments_stripe::stripe
