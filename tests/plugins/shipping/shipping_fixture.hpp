// The services of shipping on a real database.
#pragma once

#include <map>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include "service/collections.hpp"
#include "service/pickup_points.hpp"
#include "service/quote_service.hpp"
#include "service/rated_method.hpp"
#include "service/rates.hpp"
#include "service/terminals.hpp"
#include "service/zones.hpp"
#include "support/plugin_database.hpp"

namespace statybos::shipping {

/// Those that a test names.
class KnownVendors final : public users::VendorReader {
public:
    std::vector<VendorId> known;

    Result<std::vector<users::VendorSnapshot>>
    find_many(Session&, const std::vector<VendorId>& ids) override {
        std::vector<users::VendorSnapshot> found;
        for (const VendorId& id : ids) {
            if (std::find(known.begin(), known.end(), id) != known.end()) {
                users::VendorSnapshot vendor;
                vendor.id = id;
                found.push_back(vendor);
            }
        }
        return found;
    }
    Result<users::VendorSnapshot> find(Session&, std::string_view) override {
        return Error(Errc::unsupported, "unsupported", "not asked here");
    }
};

/// The plugin's services, within reach.
class Services final : public Plugin {
public:
    explicit Services(Host host)
        : Plugin(host),
          settings{"LT", 3, {5, 900'000}},
          books(offer_store, terminal_store, settings),
          quotes(host, host.require_all<ShippingMethod>(), books),
          zones(host, zone_store),
          rates(host, rate_store, zone_store, host.require<users::VendorReader>()),
          points(host, point_store),
          terminals(terminal_store),
          collections(collection_store, settings.collection) {}

    Settings settings;
    ZoneStore zone_store;
    RateStore rate_store;
    PickupPointStore point_store;
    TerminalStore terminal_store;
    CollectionStore collection_store;
    OfferStore offer_store;
    OfferBooks books;
    QuoteService quotes;
    Zones zones;
    Rates rates;
    PickupPoints points;
    Terminals terminals;
    Collections collections;
};

class ShippingTest : public ::testing::Test {
protected:
    using Request = statybos::testing::PluginDatabase::Request;

    ShippingTest() {
        host.give<users::VendorReader>(vendors);
        services = &host.create<Services>();
        database = std::make_unique<statybos::testing::PluginDatabase>(
            host, std::vector<std::string>{"shipping"});
        request = std::make_unique<Request>(*database);
        vendors.known = {a, b};
    }
    ~ShippingTest() override { request.reset(); }

    Ctx ctx() { return request->ctx(); }

    ZoneId given_zone(const std::string& name, std::vector<Area> areas,
                      std::optional<std::int32_t> position = {}) {
        return services->zones.create(ctx(), {name, position, std::move(areas)}).value().id;
    }

    static NewRate flat(ZoneId zone, std::int64_t price, std::string method = "delivery") {
        NewRate rate;
        rate.zone_id = zone;
        rate.method = std::move(method);
        rate.bands = {{std::nullopt, eur(price)}};
        return rate;
    }

    RateId given_rate(NewRate rate) {
        return services->rates.create(ctx(), std::nullopt, std::move(rate)).value().id;
    }

    static ShippingQuestion question(VendorId vendor, std::optional<Address> address = {}) {
        ShippingQuestion asked;
        asked.vendor_id = vendor;
        asked.lines = {{ProductId::make(), Quantity::of(1), 20'000, {"pickup", "delivery"}}};
        asked.currency = "EUR";
        asked.language = "lt";
        asked.goods = eur(10'000);
        asked.address = std::move(address);
        return asked;
    }

    static Address address(std::string city, std::string postal_code, std::string country = "LT") {
        return {{}, {}, "Ozo g. 1", std::move(city), {}, std::move(postal_code), std::move(country),
                {}, {}, {}};
    }

    /// {method: cents} of what is offered for one question.
    std::map<std::string, std::int64_t> prices(Ctx ctx, const ShippingQuestion& asked) {
        std::map<std::string, std::int64_t> found;
        const auto quotes = services->quotes.quote(ctx, {asked}).value();
        for (const ShippingOption& option : quotes.front().options) {
            found[option.method] = option.offer.price.minor;
        }
        return found;
    }
    std::map<std::string, std::int64_t> prices(const ShippingQuestion& asked) {
        return prices(ctx(), asked);
    }

    statybos::testing::FakeHost host;
    KnownVendors vendors;
    Services* services = nullptr;
    std::unique_ptr<statybos::testing::PluginDatabase> database;
    std::unique_ptr<Request> request;
    VendorId a = VendorId::make();
    VendorId b = VendorId::make();
};

/// {method: cents}
using Prices = std::map<std::string, std::int64_t>;

} // namespace statybos::shipping
