#include "stripe_plugin.hpp"

namespace statybos::payments_stripe {

StripePlugin::StripePlugin(Host host)
    : Plugin(host),
      settings_(host.settings<Settings>()),
      client_(host, settings_),
      gateway_(host, client_, intents_, settings_) {
    host.provide<payments::PaymentGateway>(gateway_, "stripe");
}

} // namespace statybos::payments_stripe
