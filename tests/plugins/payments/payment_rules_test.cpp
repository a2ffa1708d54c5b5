#include "service/payment_rules.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace statybos::payments {
namespace {

struct Case {
    const char* name;
    std::vector<EventFact> events;
    Standing standing;
};

class StandingTest : public testing::TestWithParam<Case> {};

// Whatever order the events came in.
TEST_P(StandingTest, FollowsFromAllEventsInAnyOrder) {
    auto events = GetParam().events;
    const auto less = [](const EventFact& a, const EventFact& b) {
        return std::pair(a.kind, a.amount) < std::pair(b.kind, b.amount);
    };
    std::sort(events.begin(), events.end(), less);
    do {
        EXPECT_EQ(standing_of(10'000, events), GetParam().standing);
    } while (std::next_permutation(events.begin(), events.end(), less));
}

constexpr auto captured = EventKind::captured;
constexpr auto refunded = EventKind::refunded;

INSTANTIATE_TEST_SUITE_P(
    Events, StandingTest,
    testing::Values(Case{"Nothing", {}, {PaymentStatus::pending, 0, 0, 0}},
                    Case{"WaitsForTheBuyer",
                         {{EventKind::action_required, 10'000}},
                         {PaymentStatus::action_required, 0, 0, 0}},
                    Case{"Refused",
                         {{EventKind::action_required, 10'000}, {EventKind::failed, 10'000}},
                         {PaymentStatus::failed, 0, 0, 0}},
                    Case{"Authorized",
                         {{EventKind::authorized, 10'000}},
                         {PaymentStatus::authorized, 10'000, 0, 0}},
                    Case{"Paid",
                         {{EventKind::authorized, 10'000}, {captured, 10'000}},
                         {PaymentStatus::paid, 10'000, 10'000, 0}},
                    Case{"PaidAfterAFailedTry",
                         {{EventKind::failed, 10'000}, {captured, 10'000}},
                         {PaymentStatus::paid, 0, 10'000, 0}},
                    Case{"ToldTwiceOfOneCapture",
                         {{captured, 10'000}, {captured, 10'000}},
                         {PaymentStatus::paid, 0, 10'000, 0}},
                    Case{"PartlyCaptured",
                         {{EventKind::authorized, 10'000}, {captured, 4'000}},
                         {PaymentStatus::paid, 10'000, 4'000, 0}},
                    Case{"PartlyRefunded",
                         {{captured, 10'000}, {refunded, 6'000}},
                         {PaymentStatus::partially_refunded, 0, 10'000, 6'000}},
                    Case{"RefundedInParts",
                         {{captured, 10'000}, {refunded, 6'000}, {refunded, 4'000}},
                         {PaymentStatus::refunded, 0, 10'000, 10'000}},
                    Case{"NeverRefundedBeyondTheCapture",
                         {{captured, 10'000}, {refunded, 6'000}, {refunded, 6'000}},
                         {PaymentStatus::refunded, 0, 10'000, 10'000}},
                    Case{"TakenBackByTheBank",
                         {{captured, 10'000}, {EventKind::chargeback, 10'000}},
                         {PaymentStatus::refunded, 0, 10'000, 10'000}},
                    Case{"LetGo",
                         {{EventKind::authorized, 10'000}, {EventKind::voided, 10'000}},
                         {PaymentStatus::voided, 10'000, 0, 0}},
                    Case{"AMismatchChangesNothing",
                         {{EventKind::mismatched, 99'999}},
                         {PaymentStatus::pending, 0, 0, 0}}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(AmountFitsTest, RefusesWhatCannotBeTrueOfThePayment) {
    EXPECT_TRUE(amount_fits({captured, 10'000}, 10'000, 0));
    EXPECT_FALSE(amount_fits({captured, 9'999}, 10'000, 0));
    EXPECT_FALSE(amount_fits({captured, 10'001}, 10'000, 0));
    EXPECT_FALSE(amount_fits({captured, 0}, 10'000, 0));
    EXPECT_FALSE(amount_fits({EventKind::authorized, 9'999}, 10'000, 0));
    EXPECT_TRUE(amount_fits({EventKind::failed, 0}, 10'000, 0));
}

TEST(AmountFitsTest, KnowsThePartThatWasCapturedOnOurWord) {
    EXPECT_TRUE(amount_fits({captured, 4'000}, 10'000, 4'000));
    EXPECT_FALSE(amount_fits({captured, 4'001}, 10'000, 4'000));
}

TEST(AmountFitsTest, LetsAnyPartGoBackAndNoMore) {
    EXPECT_TRUE(amount_fits({refunded, 1}, 10'000, 10'000));
    EXPECT_FALSE(amount_fits({refunded, 10'001}, 10'000, 10'000));
    EXPECT_FALSE(amount_fits({EventKind::chargeback, 0}, 10'000, 10'000));
}

TEST(StandingOfNothingTest, IsPaidOnceACaptureIsTold) {
    const std::vector<EventFact> told = {{captured, 0}};
    EXPECT_EQ(standing_of(0, told), (Standing{PaymentStatus::paid, 0, 0, 0}));
    EXPECT_EQ(standing_of(0, {}), Standing{});
    EXPECT_EQ(standing_of(1, told), Standing{});
}

} // namespace
} // namespace statybos::payments
