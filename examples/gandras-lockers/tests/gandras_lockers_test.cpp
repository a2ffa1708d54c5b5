#include "gandras_lockers.hpp"

#include <cstdio>
#include <fstream>

#include <gtest/gtest.h>

#include <statybos/testing/fake_host.hpp>

namespace gandras {
namespace {

constexpr const char* head = "id;name;street;city;postal_code\n";

/// A list of lockers, and the plugin that reads it.
class GandrasLockersTest : public ::testing::Test {
protected:
    ~GandrasLockersTest() override { std::remove(file.c_str()); }

    void list(const std::string& content) { std::ofstream(file) << content; }

    std::optional<ShippingOffer> offer_for(std::vector<ParcelLine> lines,
                                           const char* currency = "EUR") {
        statybos::testing::FakeHost host(
            R"({"lockers":")" + file +
                R"(","country":"LT","bands":[)"
                R"({"up_to_kg":5,"price":{"amount":"2.49","currency":"EUR"}},)"
                R"({"up_to_kg":30,"price":{"amount":"4.99","currency":"EUR"}}]})",
            "gandras");
        host.create<GandrasLockers>().start();
        ShippingQuestion question;
        question.lines = std::move(lines);
        question.currency = currency;
        question.language = "lt";
        Ctx ctx = host.ctx();
        return host.provided<ShippingMethod>("gandras")->offer(ctx, question).value();
    }

    static ParcelLine line(std::int64_t grams, std::vector<std::string> kinds = {"delivery"}) {
        return {ProductId::make(), Quantity::of(1), grams, std::move(kinds)};
    }

    std::string fault_of(const std::string& content) {
        list(content);
        const auto lockers = read_lockers(file, "LT");
        return lockers ? "none" : lockers.error().message();
    }

    const std::string file = ::testing::TempDir() + "lockers-" +
                             ::testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(GandrasLockersTest, OffersEveryLockerToChooseFrom) {
    list(std::string(head) +
         "a;Akropolis;Ozo g. 25;Vilnius;07150\nb;Mega;Islandijos pl. 32;Kaunas;47446\n");
    const auto offer = offer_for({line(1)});
    ASSERT_TRUE(offer.has_value());
    EXPECT_EQ(offer->name, "„Gandro“ paštomatas");
    EXPECT_FALSE(offer->needs_address);
    ASSERT_EQ(offer->pickup_points.size(), 2u);
    EXPECT_EQ(offer->pickup_points[1].id, "b");
    EXPECT_EQ(offer->pickup_points[1].address.city, "Kaunas");
    EXPECT_EQ(offer->pickup_points[1].address.country, "LT");
}

TEST_F(GandrasLockersTest, PricesTheWeightOfAllLinesTogether) {
    list(std::string(head) + "a;Akropolis;Ozo g. 25;Vilnius;07150");
    EXPECT_EQ(offer_for({line(4'000), line(1'000)})->price, eur(249));
    EXPECT_EQ(offer_for({line(4'000), line(1'001)})->price, eur(499));
    EXPECT_EQ(offer_for({line(30'000)})->price, eur(499));
}

TEST_F(GandrasLockersTest, OffersNothingForWhatDoesNotFit) {
    list(std::string(head) + "a;Akropolis;Ozo g. 25;Vilnius;07150\n");
    EXPECT_FALSE(offer_for({line(30'001)}));
    EXPECT_FALSE(offer_for({line(INT64_MAX), line(INT64_MAX)}));
    EXPECT_FALSE(offer_for({line(1), line(1, {"pickup"})}));
    EXPECT_FALSE(offer_for({line(1)}, "USD"));
}

TEST_F(GandrasLockersTest, NamesTheInvalidLineOfTheList) {
    const std::string good = std::string(head) + "a;Akropolis;Ozo g. 25;Vilnius;07150\n";
    EXPECT_EQ(fault_of(good), "none");
    EXPECT_EQ(fault_of(good + "b;Mega;Kaunas\n"),
              file + ":3: expected id;name;street;city;postal_code");
    EXPECT_EQ(fault_of(good + "b;;Islandijos pl. 32;Kaunas;47446\n"),
              file + ":3: expected id;name;street;city;postal_code");
    EXPECT_EQ(fault_of(good + "b;Mega;Islandijos pl. 32;Kaunas;47446;x\n"),
              file + ":3: expected id;name;street;city;postal_code");
    EXPECT_EQ(fault_of("a;Akropolis;Ozo g. 25;Vilnius;07150\n"),
              file + ":1: expected id;name;street;city;postal_code");
    EXPECT_EQ(fault_of(head), file + ": cannot be read, or lists no locker");
    EXPECT_EQ(read_lockers("/nowhere", "LT").error().message(),
              "/nowhere: cannot be read, or lists no locker");
}

} // namespace
} // namespace gandras
