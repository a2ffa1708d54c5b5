#include "service/payout_rules.hpp"

#include <gtest/gtest.h>

namespace statybos::payments {
namespace {

/// An earning without commission, of which payouts carry some already.
PayableRow payable(std::int64_t earned, std::int64_t carried = 0) {
    PayableRow row;
    row.earning.order_id = OrderId::make();
    row.earning.amount = row.earning.captured = earned;
    row.carried = carried;
    return row;
}

std::vector<std::int64_t> amounts(const PayoutPlan& plan) {
    std::vector<std::int64_t> amounts;
    for (const PayoutEntryRow& entry : plan.entries) {
        amounts.push_back(entry.amount);
    }
    return amounts;
}

using Amounts = std::vector<std::int64_t>;

TEST(PayoutPlanTest, TakesAllThatIsLeft) {
    const std::vector rows{payable(5'000), payable(3'000, 1'000), payable(700, 700)};
    const PayoutPlan plan = plan_payout(rows, std::nullopt);
    EXPECT_EQ(plan.amount, 7'000);
    EXPECT_EQ(amounts(plan), (Amounts{5'000, 2'000}));
}

TEST(PayoutPlanTest, FillsAPartWithTheOldestEarnings) {
    const std::vector rows{payable(5'000), payable(3'000), payable(700)};
    const PayoutPlan plan = plan_payout(rows, 6'500);
    EXPECT_EQ(amounts(plan), (Amounts{5'000, 1'500}));
}

TEST(PayoutPlanTest, TakesBackWhatRefundsLeftUncoveredFirst) {
    const std::vector rows{payable(1'000, 4'000), payable(5'000), payable(700)};
    const PayoutPlan all = plan_payout(rows, std::nullopt);
    EXPECT_EQ(all.amount, 2'700);
    EXPECT_EQ(amounts(all), (Amounts{-3'000, 5'000, 700}));
    EXPECT_EQ(amounts(plan_payout(rows, 100)), (Amounts{-3'000, 3'100}));
}

TEST(PayoutPlanTest, HasNothingForWhoOwes) {
    const std::vector rows{payable(1'000, 4'000), payable(2'999)};
    const PayoutPlan plan = plan_payout(rows, std::nullopt);
    EXPECT_EQ(plan.available, -1);
    EXPECT_TRUE(plan.entries.empty());
}

TEST(PayoutPlanTest, HasNothingBeyondTheBalance) {
    const std::vector rows{payable(1'000)};
    EXPECT_EQ(plan_payout(rows, 1'000).entries.size(), 1u);
    const PayoutPlan beyond = plan_payout(rows, 1'001);
    EXPECT_EQ(beyond.available, 1'000);
    EXPECT_TRUE(beyond.entries.empty());
}

} // namespace
} // namespace statybos::payments
