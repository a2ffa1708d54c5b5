#include "shipping_plugin.hpp"

#include <gtest/gtest.h>

#include <statybos/testing/fake_host.hpp>

namespace statybos::shipping {
namespace {

constexpr const char* settings = R"({"home_country":"LT",
    "bands":[{"up_to_kg":5,"price":{"amount":"6.05","currency":"EUR"}},
             {"up_to_kg":30,"price":{"amount":"12.10","currency":"EUR"}}],
    "countries":[{"country":"LT","percent":100}]})";

ShippingQuestion question(std::int64_t grams, std::vector<std::string> kinds) {
    ShippingQuestion asked;
    asked.vendor_id = VendorId::make();
    asked.vendor_city = "Kaunas";
    asked.vendor_country = "LT";
    asked.lines = {{ProductId::make(), Quantity::of(1), grams, std::move(kinds)}};
    asked.currency = "EUR";
    asked.language = "en";
    return asked;
}

class Broken final : public ShippingMethod {
public:
    Result<std::optional<ShippingOffer>> offer(Ctx&, const ShippingQuestion&) override {
        throw Failure(Errc::unavailable, "carrier_down", "the carrier is away");
    }
};

class Generous final : public ShippingMethod {
public:
    Result<std::optional<ShippingOffer>> offer(Ctx&, const ShippingQuestion&) override {
        return std::optional<ShippingOffer>(ShippingOffer{"By balloon", eur(1), "soon", false, {}});
    }
};

class ShippingPluginTest : public ::testing::Test {
protected:
    statybos::testing::FakeHost host{settings};
    Ctx ctx = host.ctx();
};

TEST_F(ShippingPluginTest, OffersPickupForNothing) {
    host.create<ShippingPlugin>();
    const auto offer = host.provided<ShippingMethod>("pickup")->offer(ctx, question(1, {"pickup"}));
    ASSERT_TRUE(offer->has_value());
    EXPECT_EQ((*offer)->name, "Pickup: Kaunas");
    EXPECT_EQ((*offer)->price, eur(0));
    EXPECT_FALSE((*offer)->needs_address);
}

TEST_F(ShippingPluginTest, OffersOnlyWhatEveryLineAllows) {
    host.create<ShippingPlugin>();
    auto asked = question(1000, {"pickup", "delivery"});
    asked.lines.push_back({ProductId::make(), Quantity::of(1), 1000, {"pickup"}});
    EXPECT_TRUE(host.provided<ShippingMethod>("pickup")->offer(ctx, asked)->has_value());
    EXPECT_FALSE(host.provided<ShippingMethod>("delivery")->offer(ctx, asked)->has_value());
}

TEST_F(ShippingPluginTest, DeliversByTheWeightOfAllLines) {
    host.create<ShippingPlugin>();
    auto asked = question(4'000, {"delivery"});
    asked.lines.push_back({ProductId::make(), Quantity::of(1), 4'000, {"delivery"}});
    const auto offer = host.provided<ShippingMethod>("delivery")->offer(ctx, asked);
    ASSERT_TRUE(offer->has_value());
    EXPECT_EQ((*offer)->price, eur(1210));
    EXPECT_TRUE((*offer)->needs_address);
}

TEST_F(ShippingPluginTest, DoesNotDeliverInAnotherCurrencyOrTooHeavy) {
    host.create<ShippingPlugin>();
    auto dollars = question(1, {"delivery"});
    dollars.currency = "USD";
    EXPECT_FALSE(host.provided<ShippingMethod>("delivery")->offer(ctx, dollars)->has_value());
    EXPECT_FALSE(host.provided<ShippingMethod>("delivery")
                     ->offer(ctx, question(30'001, {"delivery"}))
                     ->has_value());
    EXPECT_FALSE(host.provided<ShippingMethod>("delivery")
                     ->offer(ctx, question(INT64_MAX, {"delivery"}))
                     ->has_value());
}

TEST_F(ShippingPluginTest, LeavesABrokenMethodOutOfTheQuotes) {
    Broken broken;
    Generous generous;
    host.give<ShippingMethod>(broken, "broken");
    host.give<ShippingMethod>(generous, "generous");
    host.create<ShippingPlugin>();
    const auto quotes = host.provided<Quotes>()->quote(ctx, {question(1, {"pickup"})});
    ASSERT_EQ(quotes->size(), 1u);
    ASSERT_EQ(quotes->front().options.size(), 1u);
    EXPECT_EQ(quotes->front().options.front().method, "generous");
    EXPECT_EQ(host.log_lines(), std::vector<std::string>{"a shipping method failed"});
}

} // namespace
} // namespace statybos::shipping
