#include "service/rate_rules.hpp"

#include <gtest/gtest.h>

namespace statybos::shipping {
namespace {

RateRow demo_rate() {
    RateRow rate;
    rate.method = "delivery";
    rate.currency = "EUR";
    rate.bands = {{5'000, 605}, {30'000, 1'210}, {300'000, 3'630}};
    rate.per_kg = 10;
    return rate;
}

RateRow by_distance() {
    RateRow rate;
    rate.currency = "EUR";
    rate.bands = {{std::nullopt, 2'000}};
    rate.per_km = 85;
    rate.included_km = 10;
    rate.up_to_km = 100;
    return rate;
}

struct WeightCase {
    const char* name;
    std::int64_t grams;
    std::optional<Money> price;
};

class WeightTest : public testing::TestWithParam<WeightCase> {};

TEST_P(WeightTest, DecidesTheBand) {
    EXPECT_EQ(price_of(demo_rate(), {GetParam().grams, eur(0), {}}), GetParam().price);
}

INSTANTIATE_TEST_SUITE_P(
    Weights, WeightTest,
    testing::Values(WeightCase{"Nothing", 0, eur(605)}, WeightCase{"JustFive", 5'000, eur(605)},
                    WeightCase{"AGramOverFive", 5'001, eur(1'210)},
                    WeightCase{"Twenty", 20'000, eur(1'210)},
                    WeightCase{"JustThirty", 30'000, eur(1'210)},
                    WeightCase{"JustThreeHundred", 300'000, eur(3'630)},
                    WeightCase{"OneStartedKilogramMore", 300'001, eur(3'640)},
                    WeightCase{"OneKilogramMore", 301'000, eur(3'640)},
                    WeightCase{"AThousandKilograms", 1'000'000, eur(10'630)},
                    WeightCase{"AThousandTonnes", 1'000'000'000, eur(10'000'630)},
                    WeightCase{"MoreThanAnyRoadBears", 1'000'000'001, std::nullopt},
                    WeightCase{"Overflown", INT64_MAX, std::nullopt},
                    WeightCase{"Negative", -1, std::nullopt}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(RateTest, RefusesWhatIsTooHeavyWithoutAPricePerKilogram) {
    RateRow rate = demo_rate();
    rate.per_kg.reset();
    EXPECT_EQ(price_of(rate, {300'000, eur(0), {}}), eur(3'630));
    EXPECT_EQ(price_of(rate, {300'001, eur(0), {}}), std::nullopt);
}

TEST(RateTest, IsForItsCurrencyAndWhileItIsOffered) {
    RateRow rate = demo_rate();
    EXPECT_EQ(price_of(rate, {1, Money{0, Currency("USD")}, {}}), std::nullopt);
    rate.offered = false;
    EXPECT_EQ(price_of(rate, {1, eur(0), {}}), std::nullopt);
}

TEST(RateTest, IsFreeFromAnAmountButNotForWhatIsTooHeavy) {
    RateRow rate = demo_rate();
    rate.per_kg.reset();
    rate.free_from = 10'000;
    EXPECT_EQ(price_of(rate, {20'000, eur(9'999), {}}), eur(1'210));
    EXPECT_EQ(price_of(rate, {20'000, eur(10'000), {}}), eur(0));
    EXPECT_EQ(price_of(rate, {300'001, eur(10'000), {}}), std::nullopt);
}

struct DistanceCase {
    const char* name;
    std::int64_t metres;
    std::optional<Money> price;
};

class DistanceTest : public testing::TestWithParam<DistanceCase> {};

TEST_P(DistanceTest, IsChargedByStartedKilometres) {
    EXPECT_EQ(price_of(by_distance(), {1, eur(0), GetParam().metres}), GetParam().price);
}

INSTANTIATE_TEST_SUITE_P(Distances, DistanceTest,
                         testing::Values(DistanceCase{"None", 0, eur(2'000)},
                                         DistanceCase{"JustIncluded", 10'000, eur(2'000)},
                                         DistanceCase{"AMetreMore", 10'001, eur(2'085)},
                                         DistanceCase{"FiftyKilometres", 50'000, eur(5'400)},
                                         DistanceCase{"JustWithin", 100'000, eur(9'650)},
                                         DistanceCase{"AMetreTooFar", 100'001, std::nullopt}),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(RateTest, IsNotOfferedWhereTheDistanceIsUnknownUnlessOneIsAssumed) {
    RateRow rate = by_distance();
    EXPECT_EQ(price_of(rate, {1, eur(0), {}}), std::nullopt);
    rate.assumed_km = 60;
    EXPECT_EQ(price_of(rate, {1, eur(0), {}}), eur(6'250));
    EXPECT_EQ(price_of(rate, {1, eur(0), 20'000}), eur(2'850));
}

class RateChoiceTest : public testing::Test {
protected:
    RateChoiceTest() {
        zones = {{city, "Vilnius", 1, {{"LT", {"01*"}}}}, {country, "Lietuva", 2, {{"LT", {}}}}};
    }
    RateId add(ZoneId zone, std::optional<VendorId> owner, const char* method = "delivery") {
        RateRow rate = demo_rate();
        rate.id = RateId::make();
        rate.zone_id = zone;
        rate.vendor_id = owner;
        rate.method = method;
        rates.push_back(rate);
        return rate.id;
    }
    std::optional<RateId> chosen(const Place& place, const char* method = "delivery") {
        const RateRow* rate = rate_for(zones, rates, method, vendor, place);
        return rate != nullptr ? std::optional(rate->id) : std::nullopt;
    }

    ZoneId city = ZoneId::make();
    ZoneId country = ZoneId::make();
    VendorId vendor = VendorId::make();
    std::vector<ZoneRow> zones;
    std::vector<RateRow> rates;
};

TEST_F(RateChoiceTest, TheFirstZoneThatHasTheMethodDecides) {
    const RateId wide = add(country, {});
    const RateId near = add(city, {});
    const RateId terminals = add(country, {}, "parcel_terminal");
    EXPECT_EQ(chosen({"LT", "01103"}), near);
    EXPECT_EQ(chosen({"LT", "50172"}), wide);
    EXPECT_EQ(chosen({"LT", "01103"}, "parcel_terminal"), terminals);
    EXPECT_EQ(chosen({"EE", "01103"}), std::nullopt);
    EXPECT_EQ(chosen({"LT", "01103"}, "express"), std::nullopt);
}

TEST_F(RateChoiceTest, TheVendorsOwnStandsInPlaceOfTheMarketplaces) {
    add(city, {});
    add(country, VendorId::make());
    const RateId own = add(country, vendor);
    EXPECT_EQ(chosen({"LT", "01103"}), own);
    rates.back().offered = false;
    EXPECT_EQ(chosen({"LT", "01103"}), own);
}

} // namespace
} // namespace statybos::shipping
