#include "database/outage.hpp"

#include <gtest/gtest.h>

namespace statybos::kernel::database {
namespace {

using namespace std::chrono_literals;

const Outage::Clock::time_point start{1000s};

TEST(OutageTest, LetsEverybodyConnectWhilePostgresqlIsThere) {
    Outage outage;
    EXPECT_FALSE(outage.refusal(start));
    EXPECT_FALSE(outage.refusal(start));
    EXPECT_FALSE(outage.succeeded());
    EXPECT_FALSE(outage.refusal(start));
}

TEST(OutageTest, OneCallerAtATimeTriesAfterAPause) {
    Outage outage;
    EXPECT_TRUE(outage.failed("refused", start));
    EXPECT_EQ(outage.refusal(start), "refused");
    EXPECT_EQ(outage.refusal(start + Outage::first_pause / 2 - 1ms), "refused");
    EXPECT_FALSE(outage.refusal(start + Outage::first_pause)); // this one tries
    EXPECT_EQ(outage.refusal(start + Outage::first_pause), "refused");
    EXPECT_TRUE(outage.succeeded());
    EXPECT_FALSE(outage.refusal(start));
}

TEST(OutageTest, AttemptsThatWereUnderWayCountAsOne) {
    Outage outage;
    EXPECT_FALSE(outage.refusal(start));
    EXPECT_FALSE(outage.refusal(start));
    EXPECT_TRUE(outage.failed("one", start));
    EXPECT_FALSE(outage.failed("two", start));
    EXPECT_FALSE(outage.refusal(start + Outage::first_pause));
}

TEST(OutageTest, ThePauseGrowsUpToTwoSeconds) {
    Outage outage;
    auto now = start;
    outage.failed("away", now);
    for (int attempt = 0; attempt < 20; ++attempt) {
        now += Outage::longest_pause;
        ASSERT_FALSE(outage.refusal(now)) << attempt;
        outage.failed("away", now);
    }
    EXPECT_TRUE(outage.refusal(now + Outage::longest_pause / 2 - 1ms));
    EXPECT_FALSE(outage.refusal(now + Outage::longest_pause));
}

TEST(JitteredPauseTest, IsBetweenHalfAndWhole) {
    for (int i = 0; i < 1000; ++i) {
        const auto pause = jittered_pause(10ms, 3, 1s);
        EXPECT_GE(pause, 40ms);
        EXPECT_LE(pause, 80ms);
    }
    EXPECT_LE(jittered_pause(10ms, 4'000'000, 1s), 1s);
}

} // namespace
} // namespace statybos::kernel::database
