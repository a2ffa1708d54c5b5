#include "events/live_dispatcher.hpp"

#include <gtest/gtest.h>

namespace statybos::kernel::events {
namespace {

TEST(LiveDispatcherTest, SaysWhenItDropsWhatNobodyWillBeTold) {
    int missed = 0;
    LiveDispatcher dispatcher([] { return std::unique_ptr<Context>(); },
                              std::chrono::milliseconds(100), [&] { ++missed; }, 3);
    dispatcher.push(std::vector<Event>(3));
    EXPECT_EQ(missed, 0);
    EXPECT_EQ(dispatcher.dropped(), 0u);
    dispatcher.push(std::vector<Event>(2));
    EXPECT_EQ(missed, 1) << "once for what is dropped together";
    EXPECT_EQ(dispatcher.dropped(), 2u);
}

} // namespace
} // namespace statybos::kernel::events
