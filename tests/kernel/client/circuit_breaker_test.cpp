#include "client/circuit_breaker.hpp"

#include <gtest/gtest.h>

namespace statybos::kernel::client {
namespace {

using namespace std::chrono_literals;

class CircuitBreakerTest : public testing::Test {
protected:
    void fail(const std::string& peer, int times) {
        for (int i = 0; i < times; ++i) {
            auto permit = breaker.ask(peer);
            ASSERT_TRUE(permit);
            permit.failed();
        }
    }
    bool may_call(const std::string& peer) { return static_cast<bool>(breaker.ask(peer)); }

    ManualClock clock;
    CircuitBreaker breaker{{.failures = 3, .open = 10s, .max_peers = 4}, clock};
};

TEST_F(CircuitBreakerTest, OpensAfterFailuresInARow) {
    fail("a", 2);
    EXPECT_TRUE(may_call("a"));
    fail("a", 1);
    EXPECT_FALSE(may_call("a"));
    EXPECT_TRUE(may_call("b"));
}

TEST_F(CircuitBreakerTest, StartsCountingAnewAfterASuccess) {
    fail("a", 2);
    breaker.ask("a").succeeded();
    fail("a", 2);
    EXPECT_TRUE(may_call("a"));
}

TEST_F(CircuitBreakerTest, LetsOneProbeThroughAndClosesOnItsSuccess) {
    fail("a", 3);
    clock.advance(9'999ms);
    EXPECT_FALSE(may_call("a"));
    clock.advance(1ms);
    auto probe = breaker.ask("a");
    ASSERT_TRUE(probe);
    EXPECT_FALSE(may_call("a"));
    probe.succeeded();
    EXPECT_TRUE(may_call("a"));
    fail("a", 2);
    EXPECT_TRUE(may_call("a"));
}

TEST_F(CircuitBreakerTest, OpensAgainOnAFailedProbe) {
    fail("a", 3);
    clock.advance(10s);
    fail("a", 1);
    EXPECT_FALSE(may_call("a"));
    clock.advance(10s);
    EXPECT_TRUE(may_call("a"));
}

TEST_F(CircuitBreakerTest, AnAbandonedProbeLeavesRoomForAnother) {
    fail("a", 3);
    clock.advance(10s);
    { const auto probe = breaker.ask("a"); }
    EXPECT_TRUE(may_call("a"));
}

TEST_F(CircuitBreakerTest, ForgetsTheHealthyBeforeTheOpen) {
    fail("open", 3);
    for (const char* peer : {"a", "b", "c", "d", "e"}) {
        fail(peer, 1);
    }
    EXPECT_FALSE(may_call("open"));
}

} // namespace
} // namespace statybos::kernel::client
