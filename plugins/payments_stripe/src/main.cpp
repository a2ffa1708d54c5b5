#include "stripe_plugin.hpp"

STATYBOS_PLUGIN(statybos::payments_stripe::StripePlugin, "statybos.payments_stripe", "0.1.0")
