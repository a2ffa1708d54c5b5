#include "service/channel_rest.hpp"

#include <gtest/gtest.h>

namespace statybos::notifications {
namespace {

constexpr std::int64_t second = 1'000'000;
const Instant noon = Instant::from_seconds(43'200);

TEST(ChannelRestTest, RestsFromTheThirdFailureInARowAndEachTimeLonger) {
    ChannelRest rest;
    rest.failed("sms", noon);
    rest.failed("sms", noon);
    EXPECT_EQ(rest.left_us("sms", noon), 0);
    rest.failed("sms", noon);
    EXPECT_EQ(rest.left_us("sms", noon), 2 * second);
    EXPECT_EQ(rest.left_us("sms", noon.plus_seconds(2)), 0);
    EXPECT_EQ(rest.left_us("email", noon), 0);
    rest.failed("sms", noon);
    EXPECT_EQ(rest.left_us("sms", noon), 4 * second);
    for (int i = 0; i < 100; ++i) {
        rest.failed("sms", noon);
    }
    EXPECT_EQ(rest.left_us("sms", noon), 60 * second);
    rest.succeeded("sms");
    EXPECT_EQ(rest.left_us("sms", noon), 0);
    rest.failed("sms", noon);
    EXPECT_EQ(rest.left_us("sms", noon), 0) << "counted anew";
}

TEST(ChannelRestTest, AMessageWaitsLongerAfterEachTry) {
    EXPECT_EQ(pause_after_us(1, 0), 5 * second);
    EXPECT_EQ(pause_after_us(2, 0), 10 * second);
    EXPECT_EQ(pause_after_us(5, 0), 80 * second);
    EXPECT_EQ(pause_after_us(50, 0), 3'600 * second);
    EXPECT_EQ(pause_after_us(1, 255), 3'750'000);
}

} // namespace
} // namespace statybos::notifications
