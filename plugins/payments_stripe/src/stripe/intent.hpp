// Stripe's objects, as far as a gateway needs them. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <statybos/json.hpp>
#include <statybos/payments/payment_gateway.hpp>

namespace statybos::payments_stripe::stripe {

/// A PaymentIntent.
struct Intent {
    std::string id;
    std::string status;
    std::int64_t amount_received = 0;
    std::optional<std::string> redirect_url;
    std::optional<std::string> decline_code; ///< of the last attempt, when that failed

    /// The buyer's bank was not asked yet.
    bool is_unconfirmed() const {
        return status == "requires_confirmation" ||
               (status == "requires_payment_method" && !decline_code);
    }
};

/// Nothing when the JSON is no PaymentIntent.
std::optional<Intent> read_intent(const Json& json);
payments::GatewayOutcome outcome_of(const Intent& intent);

struct Refund {
    std::string id;
    std::string status;
    std::optional<std::string> key; ///< ours, from its metadata
};

std::optional<Refund> read_refund(const Json& json);
payments::GatewayRefundOutcome outcome_of(const Refund& refund);

/// Stripe's code of a refusal in our words: snake_case, at most 60 characters.
std::string code_of(std::string_view stripes);

/// "EUR" as Stripe writes it: "eur".
std::string lower_case(std::string_view code);
/// The amount in Stripe's minor units of a currency in Stripe's spelling; nothing when there is no
/// such currency.
std::optional<Money> money_of(std::optional<std::int64_t> minor,
                              const std::optional<std::string>& currency);

} // namespace statybos::payments_stripe::stripe
