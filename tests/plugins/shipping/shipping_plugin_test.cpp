// The quotes as other plugins get them, on what the database would have given.
#include "shipping_plugin.hpp"

#include <gtest/gtest.h>

#include <statybos/testing/fake_host.hpp>

namespace statybos::shipping {
namespace {

constexpr const char* settings =
    R"({"home_country":"LT","terminals_offered":50,"collection":{"attempts":5,"pause":900000}})";

ShippingQuestion question(VendorId vendor, std::int64_t grams, std::vector<std::string> kinds) {
    ShippingQuestion asked;
    asked.vendor_id = vendor;
    asked.vendor_city = "Kaunas";
    asked.vendor_country = "LT";
    asked.lines = {{ProductId::make(), Quantity::of(1), grams, std::move(kinds)}};
    asked.currency = "EUR";
    asked.language = "en";
    asked.goods = eur(1'000);
    return asked;
}

class NoVendors final : public users::VendorReader {
public:
    Result<std::vector<users::VendorSnapshot>> find_many(Session&,
                                                         const std::vector<VendorId>&) override {
        return std::vector<users::VendorSnapshot>();
    }
    Result<users::VendorSnapshot> find(Session&, std::string_view) override {
        return Error(Errc::not_found, "not_found", "there is no such vendor");
    }
};

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
    ShippingPluginTest() {
        host.give<users::VendorReader>(vendors);
        given();
    }

    /// What the one statement answers.
    void given(const std::string& rates = "[]", const std::string& points = "[]") {
        const std::string zone = R"([{"id":")" + zone_id.to_string() +
                                 R"(","name":"Lietuva","position":1,)"
                                 R"("areas":[{"country":"LT","postal_codes":[]}]}])";
        host.answer_sql("FROM shipping.zone", {{zone, rates, points, "[]"}});
    }
    std::string rate(const std::string& method) const {
        return R"({"id":")" + RateId::make().to_string() + R"(","zone_id":")" +
               zone_id.to_string() + R"(","vendor_id":null,"method":")" + method +
               R"(","offered":true,"currency":"EUR","bands":[{"up_to_grams":5000,"price":605},)"
               R"({"up_to_grams":30000,"price":1210}]})";
    }

    statybos::testing::FakeHost host{settings};
    NoVendors vendors;
    Ctx ctx = host.ctx();
    ZoneId zone_id = ZoneId::make();
    VendorId vendor = VendorId::make();
};

TEST_F(ShippingPluginTest, OffersPickupForNothing) {
    host.create<ShippingPlugin>();
    const auto offer =
        host.provided<ShippingMethod>("pickup")->offer(ctx, question(vendor, 1, {"pickup"}));
    ASSERT_TRUE(offer->has_value());
    EXPECT_EQ((*offer)->name, "Pickup: Kaunas");
    EXPECT_EQ((*offer)->price, eur(0));
    EXPECT_FALSE((*offer)->needs_address);
    EXPECT_TRUE((*offer)->pickup_points.empty());
}

TEST_F(ShippingPluginTest, OffersTheVendorsPickupPointsWithTheirHours) {
    const auto point = [](VendorId owner, const char* name) {
        return R"({"vendor_id":")" + owner.to_string() + R"(","point":{"id":"p","name":")" + name +
               R"(","address":{"street":"Statybininkų g. 7","city":"Kaunas","postal_code":"50172",)"
               R"("country":"LT"},"opening_hours":[{"day":"monday","opens":"08:00",)"
               R"("closes":"17:00"}],"note":"Vartai nr. 3"}})";
    };
    given("[]", "[" + point(vendor, "Sandėlis") + "," + point(VendorId::make(), "Kito") + "]");
    host.create<ShippingPlugin>();
    const auto offer =
        host.provided<ShippingMethod>("pickup")->offer(ctx, question(vendor, 1, {"pickup"}));
    ASSERT_EQ((*offer)->pickup_points.size(), 1U);
    EXPECT_EQ((*offer)->pickup_points[0].name, "Sandėlis");
    EXPECT_EQ((*offer)->pickup_points[0].opening_hours,
              (std::vector<OpeningHours>{{Weekday::monday, "08:00", "17:00"}}));
    EXPECT_EQ((*offer)->pickup_points[0].note, "Vartai nr. 3");
}

TEST_F(ShippingPluginTest, OffersOnlyWhatEveryLineAllows) {
    given("[" + rate("delivery") + "]");
    host.create<ShippingPlugin>();
    auto asked = question(vendor, 1000, {"pickup", "delivery"});
    EXPECT_TRUE(host.provided<ShippingMethod>("delivery")->offer(ctx, asked)->has_value());
    asked.lines.push_back({ProductId::make(), Quantity::of(1), 1000, {"pickup"}});
    EXPECT_TRUE(host.provided<ShippingMethod>("pickup")->offer(ctx, asked)->has_value());
    EXPECT_FALSE(host.provided<ShippingMethod>("delivery")->offer(ctx, asked)->has_value());
}

TEST_F(ShippingPluginTest, DeliversByTheWeightOfAllLines) {
    given("[" + rate("delivery") + "]");
    host.create<ShippingPlugin>();
    auto asked = question(vendor, 4'000, {"delivery"});
    asked.lines.push_back({ProductId::make(), Quantity::of(1), 4'000, {"delivery"}});
    const auto offer = host.provided<ShippingMethod>("delivery")->offer(ctx, asked);
    ASSERT_TRUE(offer->has_value());
    EXPECT_EQ((*offer)->price, eur(1210));
    EXPECT_TRUE((*offer)->needs_address);
    asked.lines.push_back({ProductId::make(), Quantity::of(1), INT64_MAX, {"delivery"}});
    EXPECT_FALSE(host.provided<ShippingMethod>("delivery")->offer(ctx, asked)->has_value());
}

TEST_F(ShippingPluginTest, DoesNotDeliverInAnotherCurrencyOrCountry) {
    given("[" + rate("delivery") + "]");
    host.create<ShippingPlugin>();
    auto dollars = question(vendor, 1, {"delivery"});
    dollars.currency = "USD";
    EXPECT_FALSE(host.provided<ShippingMethod>("delivery")->offer(ctx, dollars)->has_value());
    auto abroad = question(vendor, 1, {"delivery"});
    abroad.address = Address{{}, {}, "Rua 1", "Porto", {}, "4000", "PT", {}, {}, {}};
    EXPECT_FALSE(host.provided<ShippingMethod>("delivery")->offer(ctx, abroad)->has_value());
}

TEST_F(ShippingPluginTest, LeavesABrokenMethodOutOfTheQuotes) {
    Broken broken;
    Generous generous;
    host.give<ShippingMethod>(broken, "broken");
    host.give<ShippingMethod>(generous, "generous");
    host.create<ShippingPlugin>();
    const auto quotes = host.provided<Quotes>()->quote(ctx, {question(vendor, 1, {"pickup"})});
    ASSERT_EQ(quotes->size(), 1u);
    ASSERT_EQ(quotes->front().options.size(), 1u);
    EXPECT_EQ(quotes->front().options.front().method, "generous");
    EXPECT_EQ(host.log_lines(), std::vector<std::string>{"a shipping method failed"});
}

TEST_F(ShippingPluginTest, QuotesMethodsThatExistByTheirRatesUnlessAPluginHasThem) {
    Generous generous;
    host.give<ShippingMethod>(generous, "generous");
    given("[" + rate("crane") + "," + rate("generous") + "]");
    host.create<ShippingPlugin>();
    const auto quotes =
        host.provided<Quotes>()->quote(ctx, {question(vendor, 10'000, {"delivery"})});
    ASSERT_EQ(quotes->front().options.size(), 2u);
    EXPECT_EQ(quotes->front().options[0].offer.price, eur(1));
    EXPECT_EQ(quotes->front().options[1].method, "crane");
    EXPECT_EQ(quotes->front().options[1].offer.price, eur(1210));
}

TEST_F(ShippingPluginTest, AsksNobodyElseOnceTheBuyerHasChosen) {
    Broken broken;
    host.give<ShippingMethod>(broken, "broken");
    given("[" + rate("crane") + "," + rate("express") + "]");
    host.create<ShippingPlugin>();
    auto chosen = question(vendor, 10'000, {"delivery"});
    chosen.method = "crane";
    const auto quotes = host.provided<Quotes>()->quote(ctx, {chosen});
    ASSERT_EQ(quotes->front().options.size(), 1u);
    EXPECT_EQ(quotes->front().options[0].method, "crane");
    EXPECT_TRUE(host.log_lines().empty());
}

TEST_F(ShippingPluginTest, ReadsOnceForAnyNumberOfVendors) {
    host.create<ShippingPlugin>();
    std::vector<ShippingQuestion> questions;
    for (int i = 0; i < 30; ++i) {
        questions.push_back(question(VendorId::make(), 1, {"pickup", "delivery"}));
    }
    const auto quotes = host.provided<Quotes>()->quote(ctx, questions);
    EXPECT_EQ(quotes->size(), 30U);
    EXPECT_EQ(host.statements().size(), 1U);
}

} // namespace
} // namespace statybos::shipping
