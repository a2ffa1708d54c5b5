// The plugin on one screen: settings in, services made, routes declared, events heard.
#pragma once

#include <statybos/plugin.hpp>

#include "http/collection_routes.hpp"
#include "http/pickup_point_routes.hpp"
#include "http/rate_routes.hpp"
#include "http/terminal_routes.hpp"
#include "http/zone_routes.hpp"
#include "parts.hpp"
#include "service/load_demo.hpp"
#include "service/load_terminals.hpp"
#include "service/pickup.hpp"
#include "service/quote_service.hpp"
#include "settings.hpp"

namespace statybos::shipping {

class ShippingPlugin : public Plugin {
public:
    explicit ShippingPlugin(Host host, const Parts& parts = Parts());

private:
    Settings settings_;
    ZoneStore zone_store_;
    RateStore rate_store_;
    PickupPointStore pickup_point_store_;
    TerminalStore terminal_store_;
    CollectionStore collection_store_;
    OfferStore offer_store_;
    Use<users::VendorReader> vendors_;
    OfferBooks books_;
    Pickup pickup_;
    std::unique_ptr<RatedMethod> delivery_;
    RatedMethod parcel_terminal_;
    QuoteService quotes_;
    Zones zones_;
    Rates rates_;
    PickupPoints pickup_points_;
    Terminals terminals_;
    Collections collections_;
    LoadTerminals load_terminals_;
    LoadDemo load_demo_;
    ZoneRoutes zone_routes_;
    RateRoutes rate_routes_;
    PickupPointRoutes pickup_point_routes_;
    TerminalRoutes terminal_routes_;
    CollectionRoutes collection_routes_;
};

} // namespace statybos::shipping
