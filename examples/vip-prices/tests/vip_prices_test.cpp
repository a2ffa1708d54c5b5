#include "vip_prices.hpp"

#include <gtest/gtest.h>

#include <statybos/testing/fake_host.hpp>

namespace acme {
namespace {

constexpr const char* settings = R"({"percent":"15","roles":["support"],
    "users":["01890a5d-ac96-774b-bcce-b302099a8057"]})";
const UserId vip = UserId::parse("01890a5d-ac96-774b-bcce-b302099a8057").value();

/// The rule that is decorated.
class OriginalPrices final : public PriceRules {
public:
    Result<std::vector<Money>> prices(Ctx&, const std::vector<PriceQuestion>& questions) override {
        if (questions.empty()) {
            return Error(Errc::unavailable, "no_prices", "nothing was asked");
        }
        std::vector<Money> prices;
        for (const PriceQuestion& question : questions) {
            prices.push_back(question.original_price);
        }
        return prices;
    }
};

class VipPricesTest : public ::testing::Test {
protected:
    VipPricesTest() { host.create<VipPricesPlugin>(); }

    Result<std::vector<Money>> prices_of(const std::vector<Money>& originals) {
        std::vector<PriceQuestion> questions;
        for (const Money& original : originals) {
            questions.push_back({{}, {}, "katilai", original, {}});
        }
        Ctx ctx = host.ctx();
        return host.decorated<PriceRules>(rules)->prices(ctx, questions);
    }

    OriginalPrices rules;
    statybos::testing::FakeHost host{settings};
};

TEST_F(VipPricesTest, LeavesThePricesOfOthersAlone) {
    EXPECT_EQ(*prices_of({eur(4999)}), std::vector{eur(4999)});
    host.sign_in(UserId::make(), {"customer", "vendor"});
    EXPECT_EQ(*prices_of({eur(4999)}), std::vector{eur(4999)});
}

TEST_F(VipPricesTest, TakesThePercentageOffToTheCent) {
    host.sign_in(vip);
    // 15 % are 7.4985, 0.015, 0.0045 and 0.
    EXPECT_EQ(*prices_of({eur(4999), eur(10), eur(3), eur(0)}),
              (std::vector{eur(4249), eur(8), eur(3), eur(0)}));
}

TEST_F(VipPricesTest, KnowsVipsByTheirRoleToo) {
    host.sign_in(UserId::make(), {"customer", "support"});
    EXPECT_EQ(*prices_of({eur(10'000)}), std::vector{eur(8'500)});
}

TEST_F(VipPricesTest, HandsOnTheErrorOfTheNextRule) {
    host.sign_in(vip);
    EXPECT_EQ(prices_of({}).error().slug(), "no_prices");
}

} // namespace
} // namespace acme
