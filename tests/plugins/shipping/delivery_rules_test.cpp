#include "service/delivery_rules.hpp"

#include <gtest/gtest.h>

namespace statybos::shipping {
namespace {

Settings demo_settings() {
    Settings settings;
    settings.home_country = "LT";
    settings.bands = {{5, eur(605)}, {30, eur(1210)}, {300, eur(3630)}};
    settings.beyond = Beyond{eur(10)};
    settings.countries = {{"LT", 100}, {"LV", 200}};
    return settings;
}

struct Case {
    const char* name;
    std::int64_t grams;
    const char* country;
    std::optional<Money> price;
};

class DeliveryPriceTest : public testing::TestWithParam<Case> {};

TEST_P(DeliveryPriceTest, FollowsBandAndCountry) {
    const Case& one = GetParam();
    EXPECT_EQ(delivery_price(demo_settings(), one.grams, one.country), one.price);
}

INSTANTIATE_TEST_SUITE_P(Weights, DeliveryPriceTest,
                         testing::Values(Case{"Nothing", 0, "LT", eur(605)},
                                         Case{"JustFive", 5'000, "LT", eur(605)},
                                         Case{"OverFive", 5'001, "LT", eur(1210)},
                                         Case{"Twenty", 20'000, "LT", eur(1210)},
                                         Case{"JustThirty", 30'000, "LT", eur(1210)},
                                         Case{"JustThreeHundred", 300'000, "LT", eur(3630)},
                                         Case{"OneStartedKilogramMore", 300'001, "LT", eur(3640)},
                                         Case{"OneKilogramMore", 301'000, "LT", eur(3640)},
                                         Case{"AThousandKilograms", 1'000'000, "LT", eur(10'630)},
                                         Case{"TwiceInLatvia", 20'000, "LV", eur(2420)},
                                         Case{"NowhereElse", 20'000, "DE", std::nullopt}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(DeliveryPriceTest, RefusesWhatIsTooHeavyWithoutBeyond) {
    Settings settings = demo_settings();
    settings.beyond.reset();
    EXPECT_EQ(delivery_price(settings, 300'000, "LT"), eur(3630));
    EXPECT_EQ(delivery_price(settings, 300'001, "LT"), std::nullopt);
}

TEST(DeliverySettingsTest, RefuseBandsThatDoNotGrow) {
    Settings settings = demo_settings();
    EXPECT_TRUE(check_settings(settings).has_value());
    settings.bands[1].up_to_kg = 5;
    EXPECT_EQ(check_settings(settings).error().slug(), "bad_settings");
}

TEST(DeliverySettingsTest, RefuseTwoCurrencies) {
    Settings settings = demo_settings();
    settings.beyond->per_kg = Money{10, Currency("PLN")};
    EXPECT_EQ(check_settings(settings).error().message(),
              "beyond.per_kg must have the currency of the bands");
}

} // namespace
} // namespace statybos::shipping
