// The plugin on one screen: settings in, the gateway made and provided.
#pragma once

#include <statybos/plugin.hpp>

#include "service/stripe_gateway.hpp"
#include "settings.hpp"
#include "store/intent_store.hpp"
#include "stripe/client.hpp"

namespace statybos::payments_stripe {

class StripePlugin final : public Plugin {
public:
    explicit StripePlugin(Host host);

private:
    Settings settings_;
    IntentStore intents_;
    stripe::Client client_;
    StripeGateway gateway_;
};

} // namespace statybos::payments_stripe
