// Stripe's webhook events in our words. Pure.
#pragma once

#include <optional>
#include <string_view>

#include <statybos/payments/payment_gateway.hpp>

namespace statybos::payments_stripe::stripe {

/// The event; nothing for one that says nothing of money, or is not of a payment that we made.
///
/// @errors malformed malformed_webhook  signed, and yet not an event of Stripe's
Result<std::optional<payments::GatewayEvent>> read_event(std::string_view body);

} // namespace statybos::payments_stripe::stripe
