#include "database/pool.hpp"

#include <gtest/gtest.h>

#include "support/test_database.hpp"

namespace statybos::kernel::database {
namespace {

using namespace std::chrono_literals;

class PoolTest : public ::testing::Test {
protected:
    statybos::testing::TestDatabase database_;
};

TEST_F(PoolTest, OpensAConnectionOnlyWhenOneIsNeeded) {
    Pool pool(database_.settings(3));
    EXPECT_EQ(pool.figures().open, 0u);
    {
        const Lease lease = pool.lease();
        EXPECT_EQ(lease->query("SELECT 40 + $1::int", 2).front().integer(0), 42);
        EXPECT_EQ(pool.figures().in_use, 1u);
    }
    pool.lease();
    EXPECT_EQ(pool.figures().in_use, 0u);
    EXPECT_EQ(pool.figures().open, 1u);
    EXPECT_EQ(pool.figures().opened, 1u);
    EXPECT_EQ(pool.figures().leases, 2u);
}

TEST_F(PoolTest, RefusesPoolExhaustedWhenNothingComesFreeInTime) {
    PoolSettings settings = database_.settings(1);
    settings.lease_timeout = 20ms;
    Pool pool(settings);
    const Lease held = pool.lease();
    try {
        pool.lease();
        FAIL() << "leased the same connection twice";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.error().code(), Errc::unavailable);
        EXPECT_EQ(failure.error().slug(), "pool_exhausted");
    }
    EXPECT_EQ(pool.figures().exhausted, 1u);
    EXPECT_EQ(pool.figures().waiting, 0u);
}

} // namespace
} // namespace statybos::kernel::database
