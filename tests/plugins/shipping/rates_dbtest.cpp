// Zones and rates as they are kept, and the quotes that follow from them.
#include "plugins/shipping/shipping_fixture.hpp"

namespace statybos::shipping {
namespace {

class RatesTest : public ShippingTest {
protected:
    std::string refusal(const NewRate& rate, Rates::Owner owner = {}) {
        const auto made = services->rates.create(ctx(), owner, rate);
        return made ? "made" : made.error().slug();
    }
};

TEST_F(RatesTest, TheFirstZoneThatHasTheMethodDecides) {
    const ZoneId country = given_zone("Lietuva", {{"LT", {}}}, 2);
    const ZoneId city = given_zone("Vilnius", {{"LT", {"01*", "10000..12999"}}}, 1);
    given_rate(flat(country, 1'210));
    given_rate(flat(city, 605));
    given_rate(flat(country, 9'900, "crane"));
    EXPECT_EQ(prices(question(a)), (Prices{{"crane", 9'900}, {"delivery", 1'210}}));
    EXPECT_EQ(prices(question(a, address("Vilnius", "LT-01103"))),
              (Prices{{"crane", 9'900}, {"delivery", 605}}));
    EXPECT_EQ(prices(question(a, address("Rīga", "LV-1010", "LV"))), Prices{});
}

TEST_F(RatesTest, AVendorsOwnRateHoldsForThatVendorOnly) {
    const ZoneId zone = given_zone("Lietuva", {{"LT", {}}});
    given_rate(flat(zone, 1'210));
    const auto own = services->rates.create(ctx(), a, flat(zone, 700));
    ASSERT_TRUE(own.has_value());
    EXPECT_EQ(own->vendor_id, a);
    EXPECT_EQ(prices(question(a)), (Prices{{"delivery", 700}}));
    EXPECT_EQ(prices(question(b)), (Prices{{"delivery", 1'210}}));
    RateChange off;
    off.offered = false;
    ASSERT_TRUE(services->rates.change(ctx(), a, own->id, off).has_value());
    EXPECT_EQ(prices(question(a)), Prices{});
    ASSERT_TRUE(services->rates.remove(ctx(), a, own->id).has_value());
    EXPECT_EQ(prices(question(a)), (Prices{{"delivery", 1'210}}));
}

TEST_F(RatesTest, WhatIsSomebodyElsesIsNotFound) {
    const ZoneId zone = given_zone("Lietuva", {{"LT", {}}});
    const RateId common = given_rate(flat(zone, 1'210));
    const RateId others = services->rates.create(ctx(), b, flat(zone, 700))->id;
    for (const RateId id : {common, others, RateId::make()}) {
        EXPECT_EQ(services->rates.get(ctx(), a, id).error().code(), Errc::not_found);
        EXPECT_EQ(services->rates.change(ctx(), a, id, {}).error().code(), Errc::not_found);
        EXPECT_EQ(services->rates.remove(ctx(), a, id).error().code(), Errc::not_found);
    }
    EXPECT_EQ(prices(question(b)), (Prices{{"delivery", 700}}));
    NewRate for_other = flat(zone, 1);
    for_other.vendor_id = b;
    EXPECT_EQ(services->rates.create(ctx(), a, for_other).error().fields().front().code,
              "not_owner");
}

TEST_F(RatesTest, AMethodHasOneRateInAZoneForEachOwner) {
    const ZoneId zone = given_zone("Lietuva", {{"LT", {}}});
    EXPECT_EQ(refusal(flat(zone, 1)), "made");
    EXPECT_EQ(refusal(flat(zone, 2)), "rate_exists");
    EXPECT_EQ(refusal(flat(zone, 2), a), "made");
    EXPECT_EQ(refusal(flat(zone, 2), a), "rate_exists");
    EXPECT_EQ(refusal(flat(zone, 2), b), "made");
    EXPECT_EQ(services->rates.list(ctx(), {}, std::nullopt, 100).size(), 3U);
}

TEST_F(RatesTest, UnknownZoneAndVendorAreInvalidBothAtOnce) {
    NewRate rate = flat(ZoneId::make(), 1);
    rate.vendor_id = VendorId::make();
    const auto made = services->rates.create(ctx(), std::nullopt, rate);
    ASSERT_EQ(made.error().fields().size(), 2U);
    EXPECT_EQ(made.error().fields()[0].code, "unknown_zone");
    EXPECT_EQ(made.error().fields()[1].code, "unknown_vendor");
}

TEST_F(RatesTest, AChangeThatDoesNotFitLeavesTheRateAsItWas) {
    const ZoneId zone = given_zone("Lietuva", {{"LT", {}}});
    const RateId id = given_rate(flat(zone, 1'210));
    RateChange wrong;
    wrong.bands = std::vector<Band>();
    EXPECT_EQ(services->rates.change(ctx(), std::nullopt, id, wrong).error().slug(),
              "validation_failed");
    EXPECT_EQ(prices(question(a)), (Prices{{"delivery", 1'210}}));
}

TEST_F(RatesTest, PricesByDistanceWhereBothPlacesAreKnown) {
    NewRate rate = flat(given_zone("Lietuva", {{"LT", {}}}), 1'000);
    rate.per_km = eur(50);
    rate.included_km = 20;
    given_rate(rate);
    ShippingQuestion asked = question(a, address("Kaunas", "50172"));
    EXPECT_EQ(prices(asked), Prices{});
    asked.vendor_lat = 54.6872;
    asked.vendor_lon = 25.2797;
    asked.address->lat = 54.8985;
    asked.address->lon = 23.9036;
    // 91.292 km are 92 started ones, 20 of them included.
    EXPECT_EQ(prices(asked), (Prices{{"delivery", 1'000 + 72 * 50}}));
}

TEST_F(RatesTest, AZoneIsNamedOnceAndStaysWhileRatesAreInIt) {
    const ZoneId zone = given_zone("Lietuva", {{"LT", {"LT-01 *"}}});
    EXPECT_EQ(services->zones.get(ctx(), zone)->areas, (std::vector<Area>{{"LT", {"01*"}}}));
    EXPECT_EQ(services->zones.create(ctx(), {"Lietuva", {}, {{"LV", {}}}}).error().slug(),
              "name_taken");
    const RateId rate = given_rate(flat(zone, 1));
    EXPECT_EQ(services->zones.remove(ctx(), zone).error().slug(), "zone_in_use");
    services->rates.remove(ctx(), std::nullopt, rate).value();
    EXPECT_TRUE(services->zones.remove(ctx(), zone).has_value());
    EXPECT_EQ(services->zones.remove(ctx(), zone).error().code(), Errc::not_found);
    EXPECT_EQ(services->zones.change(ctx(), zone, {}).error().code(), Errc::not_found);
}

TEST_F(RatesTest, PostalCodesThatAreNoPatternAreInvalidWithTheirPlaces) {
    const auto made =
        services->zones.create(ctx(), {"Lietuva", {}, {{"LT", {"01*", "*1"}}, {"LV", {"9..1"}}}});
    ASSERT_EQ(made.error().fields().size(), 2U);
    EXPECT_EQ(made.error().fields()[0].pointer, "/areas/0/postal_codes/1");
    EXPECT_EQ(made.error().fields()[1].pointer, "/areas/1/postal_codes/0");
    EXPECT_TRUE(services->zones.list(ctx()).empty());
}

TEST_F(RatesTest, PickupPointsAreTheVendorsOwnAndBounded) {
    const NewPickupPoint point{"Sandėlis",
                               address("Kaunas", "50172"),
                               {{Weekday::monday, "08:00", "17:00"}},
                               "Vartai nr. 3"};
    const auto made = services->points.create(ctx(), a, point);
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(services->points.get(ctx(), b, made->id).error().code(), Errc::not_found);
    EXPECT_EQ(services->points.remove(ctx(), b, made->id).error().code(), Errc::not_found);
    PickupPointChange closed;
    closed.opening_hours = std::vector<OpeningHours>{{Weekday::monday, "17:00", "08:00"}};
    EXPECT_EQ(services->points.change(ctx(), a, made->id, closed).error().fields()[0].pointer,
              "/opening_hours/0/closes");
    EXPECT_EQ(services->points.get(ctx(), a, made->id)->opening_hours, point.opening_hours);
    for (std::int64_t i = 1; i < PickupPoints::most_of_vendor; ++i) {
        ASSERT_TRUE(services->points.create(ctx(), a, point).has_value());
    }
    EXPECT_EQ(services->points.create(ctx(), a, point).error().slug(), "too_many_pickup_points");
    EXPECT_TRUE(services->points.create(ctx(), b, point).has_value());
}

} // namespace
} // namespace statybos::shipping
