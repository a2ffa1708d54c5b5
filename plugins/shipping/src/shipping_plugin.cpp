#include "shipping_plugin.hpp"

namespace statybos::shipping {

ShippingPlugin::ShippingPlugin(Host host, const Parts& parts)
    : Plugin(host),
      settings_(host.settings<Settings>()),
      vendors_(host.require<users::VendorReader>()),
      books_(offer_store_, terminal_store_, settings_),
      pickup_(books_),
      delivery_(parts.make_delivery(books_)),
      parcel_terminal_(books_, "parcel_terminal"),
      quotes_(host, host.require_all<ShippingMethod>(), books_),
      zones_(host, zone_store_),
      rates_(host, rate_store_, zone_store_, vendors_),
      pickup_points_(host, pickup_point_store_),
      terminals_(terminal_store_),
      collections_(collection_store_, settings_.collection),
      load_terminals_(terminals_),
      load_demo_(zones_, rates_, pickup_points_, terminals_, vendors_),
      zone_routes_(zones_),
      rate_routes_(rates_),
      pickup_point_routes_(pickup_points_),
      terminal_routes_(terminals_),
      collection_routes_(collections_) {
    host.provide<ShippingMethod>(pickup_, "pickup");
    host.provide<ShippingMethod>(*delivery_, "delivery");
    host.provide<ShippingMethod>(parcel_terminal_, "parcel_terminal");
    host.provide<Quotes>(quotes_);
    host.provide<CollectionCodes>(collections_);
    host.provide<Command>(load_terminals_, "terminals load");
    host.provide<Command>(load_demo_, "demo load shipping");

    zone_routes_.declare(host);
    rate_routes_.declare(host);
    pickup_point_routes_.declare(host);
    terminal_routes_.declare(host);
    collection_routes_.declare(host);

    host.on_in_transaction<orders::OrderStatusChanged>(
        "collections", [this](Transaction& tx, const orders::OrderStatusChanged& changed) {
            collections_.hear(tx, changed);
            return Result<void>();
        });
}

} // namespace statybos::shipping
