#include "service/fee_rules.hpp"

#include <gtest/gtest.h>

namespace statybos::payments {
namespace {

VendorId vendor(int number) {
    VendorId id;
    id.value = Uuid::parse("01890a5d-ac96-774b-bcce-b302099a800" + std::to_string(number)).value();
    return id;
}

CommissionRuleRow rule(std::optional<std::int32_t> position, std::optional<VendorId> of,
                       std::optional<std::string> category, int basis_points) {
    CommissionRuleRow row;
    row.position = position;
    row.vendor_id = of;
    row.category = std::move(category);
    row.rate = Percent{basis_points};
    return row;
}

CommissionLine line(std::int64_t net, const char* quantity = "1",
                    std::vector<std::string> categories = {"medziagos", "katilai"}) {
    CommissionLine made;
    made.category = categories.back();
    made.categories = std::move(categories);
    made.quantity = Quantity::parse(quantity).value();
    made.net = eur(net);
    made.gross = percent_of(eur(net), Percent{12'100});
    return made;
}

// In the operator's order: one vendor's boilers, all boilers, one vendor, all else.
const std::vector<CommissionRuleRow> rules{
    rule(1, vendor(1), "katilai", 100), rule(2, std::nullopt, "katilai", 200),
    rule(5, vendor(2), std::nullopt, 300), rule(std::nullopt, std::nullopt, std::nullopt, 400)};

struct Match {
    const char* name;
    int vendor;
    std::vector<std::string> categories;
    int basis_points;
};

class DecidingRuleTest : public testing::TestWithParam<Match> {};

TEST_P(DecidingRuleTest, IsTheFirstThatMatches) {
    const auto* decided =
        deciding_rule(rules, vendor(GetParam().vendor), line(100, "1", GetParam().categories));
    ASSERT_NE(decided, nullptr);
    EXPECT_EQ(decided->rate->basis_points, GetParam().basis_points);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, DecidingRuleTest,
    testing::Values(Match{"VendorAndCategory", 1, {"medziagos", "katilai"}, 100},
                    Match{"CategoryOfAnotherVendor", 3, {"medziagos", "katilai"}, 200},
                    Match{"CategoryBeforeAVendorFurtherDown", 2, {"medziagos", "katilai"}, 200},
                    Match{"DescendantOfTheCategory", 3, {"medziagos", "katilai", "dujiniai"}, 200},
                    Match{"VendorInAnyOtherCategory", 2, {"medziagos", "plyteles"}, 300},
                    Match{"AncestorIsNotTheCategory", 3, {"medziagos"}, 400},
                    Match{"SameWordInAnotherPlace", 3, {"dujiniai-katilai"}, 400}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(DecidingRuleTest, SkipsARuleWithAmountsInAnotherCurrencyButNeverTheDefault) {
    auto dollars = rules;
    dollars[1].currency = "USD";
    dollars[1].minimum = 100;
    dollars[3].currency = "USD";
    dollars[3].minimum = 100;
    const auto* decided = deciding_rule(dollars, vendor(3), line(1'000));
    ASSERT_NE(decided, nullptr);
    EXPECT_EQ(decided->rate->basis_points, 400);
    EXPECT_EQ(fee_by(*decided, Percent{}, line(1'000)).fee, eur(40));
}

struct Fee {
    const char* name;
    int basis_points;
    std::optional<std::int64_t> minimum, maximum, per_unit;
    std::int64_t net;
    const char* quantity;
    std::int64_t fee;
};

class FeeTest : public testing::TestWithParam<Fee> {};

TEST_P(FeeTest, IsInCents) {
    const Fee& given = GetParam();
    auto decided = rule(1, std::nullopt, std::nullopt, given.basis_points);
    decided.currency = "EUR";
    decided.minimum = given.minimum;
    decided.maximum = given.maximum;
    decided.per_unit = given.per_unit;
    EXPECT_EQ(fee_by(decided, Percent{}, line(given.net, given.quantity)).fee, eur(given.fee));
}

constexpr std::nullopt_t none = std::nullopt;

INSTANTIATE_TEST_SUITE_P(
    Fees, FeeTest,
    testing::Values(Fee{"TenPercentOfTheNet", 1000, none, none, none, 10'000, "1", 1'000},
                    Fee{"HalfUp", 1000, none, none, none, 1'005, "1", 101},
                    Fee{"BelowHalfDown", 1000, none, none, none, 1'004, "1", 100},
                    Fee{"Nothing", 0, none, none, none, 10'000, "1", 0},
                    Fee{"Floor", 1000, 250, none, none, 1'000, "1", 250},
                    Fee{"FloorIsPerLineNotPerUnit", 1000, 250, none, none, 1'000, "7", 250},
                    Fee{"FloorNeverAboveTheNet", 1000, 250, none, none, 90, "1", 90},
                    Fee{"Cap", 1000, none, 500, none, 10'000, "1", 500},
                    Fee{"FloorAndCapInBetween", 1000, 100, 500, none, 3'000, "1", 300},
                    Fee{"PerUnit", 0, none, none, 50, 10'000, "3", 150},
                    Fee{"PerFractionHalfUp", 0, none, none, 50, 10'000, "14.51", 726},
                    Fee{"RateAndPerUnit", 1000, none, none, 50, 10'000, "3", 1'150},
                    Fee{"PerUnitUnderTheCap", 1000, none, 1'100, 50, 10'000, "3", 1'100},
                    Fee{"PerUnitNeverAboveTheNet", 0, none, none, 500, 1'000, "3", 1'000},
                    Fee{"OfAFreeLine", 1000, 250, none, 50, 0, "3", 0}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(FeeTest, FollowsTheConfiguredRateWhereTheDefaultRuleHasNone) {
    CommissionRuleRow by_default;
    const CommissionFee fee = fee_by(by_default, Percent{1'250}, line(10'000));
    EXPECT_EQ(fee.fee, eur(1'250));
    EXPECT_EQ(fee.rate, Percent{1'250});
}

} // namespace
} // namespace statybos::payments
