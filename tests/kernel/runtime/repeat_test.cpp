#include "runtime/repeat.hpp"

#include <gtest/gtest.h>

namespace statybos::kernel {
namespace {

Error serialization() {
    return {Errc::serialization, "serialization_failure", "try again"};
}

class RepeatTest : public ::testing::Test {
protected:
    /// Fails `failures` times, then succeeds.
    Result<void> run(unsigned failures, bool repeatable, const Error& error = serialization()) {
        return with_repeats(context_, repeatable, [&]() -> Result<void> {
            return ++attempts_ <= failures ? Result<void>(error) : Result<void>();
        });
    }

    Context context_;
    unsigned attempts_ = 0;
};

TEST_F(RepeatTest, RunsOnceWhatSucceeds) {
    EXPECT_TRUE(run(0, true));
    EXPECT_EQ(attempts_, 1u);
}

TEST_F(RepeatTest, RunsAgainAfterASerializationFailure) {
    EXPECT_TRUE(run(2, true));
    EXPECT_EQ(attempts_, 3u);
}

TEST_F(RepeatTest, EndsAfterSomeAttempts) {
    const auto result = run(100, true);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().slug(), "serialization_failure");
    EXPECT_EQ(attempts_, most_attempts);
}

TEST_F(RepeatTest, LeavesAloneWhatIsNotRepeatable) {
    EXPECT_FALSE(run(1, false));
    EXPECT_EQ(attempts_, 1u);
}

TEST_F(RepeatTest, LeavesAloneOtherErrors) {
    EXPECT_FALSE(run(1, true, Error(Errc::conflict, "sold", "it is sold")));
    EXPECT_EQ(attempts_, 1u);
}

TEST_F(RepeatTest, DoesNotPauseBeyondTheDeadline) {
    context_.deadline = Context::Clock::now();
    EXPECT_FALSE(run(1, true));
    EXPECT_EQ(attempts_, 1u);
}

} // namespace
} // namespace statybos::kernel
