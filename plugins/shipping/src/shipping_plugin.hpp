// The plugin on one screen.
#pragma once

#include <statybos/plugin.hpp>

#include "parts.hpp"
#include "service/delivery_rules.hpp"
#include "service/pickup.hpp"
#include "service/quote_service.hpp"
#include "settings.hpp"

namespace statybos::shipping {

class ShippingPlugin : public Plugin {
public:
    explicit ShippingPlugin(Host host, const Parts& parts = Parts())
        : Plugin(host),
          settings_(host.settings<Settings>()),
          delivery_(parts.make_delivery(settings_)),
          quotes_(host, host.require_all<ShippingMethod>()) {
        check_settings(settings_).value();
        host.provide<ShippingMethod>(pickup_, "pickup");
        host.provide<ShippingMethod>(*delivery_, "delivery");
        host.provide<Quotes>(quotes_);
    }

private:
    Settings settings_;
    Pickup pickup_;
    std::unique_ptr<Delivery> delivery_;
    QuoteService quotes_;
};

} // namespace statybos::shipping
