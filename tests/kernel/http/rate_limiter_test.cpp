#include "http/rate_limiter.hpp"

#include <gtest/gtest.h>

namespace statybos::kernel::http {
namespace {

using namespace std::chrono_literals;

const RateLimiter::Clock::time_point start{std::chrono::hours(1)};

RateClass rate(double requests, std::chrono::seconds per, double burst = 0) {
    return {requests, per, burst, RateClass::Key::address};
}

TEST(RateLimiterTest, GrantsTheBurstThenTheRate) {
    RateLimiter limiter({{"default", rate(60, 60s, 3)}});
    const RateClass& each = *limiter.find("");
    EXPECT_EQ(limiter.take(each, "a", start), 0ns);
    EXPECT_EQ(limiter.take(each, "a", start), 0ns);
    EXPECT_EQ(limiter.take(each, "a", start), 0ns);
    EXPECT_EQ(limiter.take(each, "a", start), 1s);
    EXPECT_EQ(limiter.take(each, "a", start + 999ms), 1ms);
    EXPECT_EQ(limiter.take(each, "a", start + 1s), 0ns);
    EXPECT_EQ(limiter.take(each, "a", start + 1s), 1s);
}

TEST(RateLimiterTest, CountsClientsAndClassesApart) {
    RateLimiter limiter({{"default", rate(1, 60s)}, {"login", rate(1, 60s)}});
    EXPECT_EQ(limiter.take(*limiter.find("default"), "a", start), 0ns);
    EXPECT_EQ(limiter.take(*limiter.find("login"), "a", start), 0ns);
    EXPECT_EQ(limiter.take(*limiter.find("default"), "b", start), 0ns);
    EXPECT_EQ(limiter.take(*limiter.find("default"), "a", start), 60s);
}

TEST(RateLimiterTest, UnknownClassesAreTheDefaultOne) {
    RateLimiter limiter({{"default", rate(1, 60s)}});
    EXPECT_EQ(limiter.find("nonsense"), limiter.find("default"));
    EXPECT_EQ(RateLimiter({}).find("default"), nullptr);
}

TEST(RateLimiterTest, AFloodOfClientsDoesNotForgiveTheOneThatFloods) {
    RateLimiter limiter({{"default", rate(10, 60s)}});
    const RateClass& each = *limiter.find("");
    while (limiter.take(each, "flooder", start) == 0ns) {
    }
    for (int i = 0; i < 100'000; ++i) {
        limiter.take(each, "client " + std::to_string(i), start);
    }
    EXPECT_GT(limiter.take(each, "flooder", start), 0ns);
}

TEST(RateLimiterTest, AnIpv6HostIsItsNetwork) {
    EXPECT_EQ(rate_key("2001:db8:1:2::1"), rate_key("2001:db8:1:2:ffff::9"));
    EXPECT_NE(rate_key("2001:db8:1:2::1"), rate_key("2001:db8:1:3::1"));
    EXPECT_EQ(rate_key("192.0.2.1"), "192.0.2.1");
    EXPECT_NE(rate_key("::ffff:192.0.2.1"), rate_key("::ffff:192.0.2.2"));
}

} // namespace
} // namespace statybos::kernel::http
