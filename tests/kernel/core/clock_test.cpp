#include "core/clock.hpp"

#include <gtest/gtest.h>

#include "core/host.hpp"

namespace statybos::kernel {
namespace {

using namespace std::chrono_literals;

TEST(ManualClockTest, StandsStillUntilMoved) {
    ManualClock clock(1'000'000);
    EXPECT_EQ(clock.now_us(), 1'000'000);
    EXPECT_EQ(clock.monotonic_ns(), 0);
    clock.advance(1500us);
    EXPECT_EQ(clock.now_us(), 1'001'500);
    EXPECT_EQ(clock.monotonic_ns(), 1'500'000);
}

TEST(SystemClockTest, NeverGoesBack) {
    const std::int64_t first = system_clock().monotonic_ns();
    EXPECT_GE(system_clock().monotonic_ns(), first);
    EXPECT_GT(system_clock().now_us(), 1'700'000'000'000'000);
}

TEST(ClockApiTest, AnswersWithTheHostsClock) {
    ManualClock clock(42);
    Engines engines{.clock = &clock};
    HostSide side{"test.plugin", "test", &engines};
    const sty_host host{sizeof(sty_host), STY_ABI_EPOCH, STY_ABI_LEVEL, 0, &side, nullptr};
    EXPECT_EQ(clock_api().now_us(&host), 42);
    clock.advance(1us);
    EXPECT_EQ(clock_api().now_us(&host), 43);
    EXPECT_EQ(clock_api().monotonic_ns(&host), 1000);
    side.engines = nullptr;
    EXPECT_GT(clock_api().now_us(&host), 1'700'000'000'000'000);
}

} // namespace
} // namespace statybos::kernel
