#include "database/pool.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "database/transact.hpp"
#include "support/test_cluster.hpp"
#include "support/test_database.hpp"

namespace statybos::kernel::database {
namespace {

using namespace std::chrono_literals;

class PoolTest : public ::testing::Test {
protected:
    template <class Fn>
    static std::string refusal(Fn&& fn) {
        try {
            fn();
            return "";
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.error().code(), Errc::unavailable);
            return failure.error().slug();
        }
    }

    void terminate(int process) {
        database_.pool().lease()->query("SELECT pg_terminate_backend($1, 5000)", process);
    }

    statybos::testing::TestDatabase database_;
};

template <class Condition>
void wait_until(Condition&& condition) {
    while (!condition()) {
        std::this_thread::sleep_for(1ms);
    }
}

TEST_F(PoolTest, OpensAConnectionOnlyWhenOneIsNeeded) {
    Pool pool(database_.settings(3));
    EXPECT_EQ(pool.figures().size, 3u);
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

TEST_F(PoolTest, PoolExhaustedWhenNothingComesFreeInTime) {
    PoolSettings settings = database_.settings(1);
    settings.lease_timeout = 20ms;
    Pool pool(settings);
    const Lease held = pool.lease();
    EXPECT_EQ(refusal([&] { pool.lease(); }), "pool_exhausted");
    EXPECT_EQ(pool.figures().exhausted, 1u);
    EXPECT_EQ(pool.figures().waiting, 0u);
}

TEST_F(PoolTest, NeverWaitsBeyondTheDeadline) {
    PoolSettings settings = database_.settings(1);
    settings.lease_timeout = 1h;
    Pool pool(settings);
    const Lease held = pool.lease();
    EXPECT_EQ(refusal([&] { pool.lease(Pool::Clock::now() + 20ms); }), "pool_exhausted");
    EXPECT_EQ(refusal([&] { pool.lease(Pool::Clock::now()); }), "pool_exhausted");
}

TEST_F(PoolTest, ServesWhoWaitsInTheOrderTheyCame) {
    PoolSettings settings = database_.settings(1);
    settings.lease_timeout = 1h;
    Pool pool(settings);
    Lease held = pool.lease();
    std::vector<int> served; // guarded by the one connection
    std::vector<std::thread> threads;
    for (int number = 0; number < 5; ++number) {
        threads.emplace_back([&, number] {
            const Lease lease = pool.lease();
            served.push_back(number);
        });
        wait_until([&] { return pool.figures().waiting == static_cast<std::size_t>(number) + 1; });
    }
    held.release();
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(served, (std::vector{0, 1, 2, 3, 4}));
}

TEST_F(PoolTest, ATransactionLeftOpenIsRolledBackWhenTheLeaseEnds) {
    Pool pool(database_.settings(1));
    pool.lease()->script("CREATE TABLE t (id int)");
    {
        const Lease lease = pool.begin();
        lease->execute("INSERT INTO t VALUES (1)");
    }
    const Lease next = pool.lease();
    EXPECT_FALSE(next->in_transaction());
    EXPECT_EQ(next->query("SELECT count(*) FROM t").front().integer(0), 0);
}

TEST_F(PoolTest, ReplacesAConnectionThatBrokeWhileIdle) {
    Pool pool(database_.settings(1));
    const int process = pool.lease()->server_process();
    terminate(process);
    const Lease lease = pool.lease();
    EXPECT_NE(lease->server_process(), process);
    EXPECT_EQ(lease->query("SELECT 1").front().integer(0), 1);
    EXPECT_EQ(pool.figures().lost, 1u);
    EXPECT_EQ(pool.figures().opened, 2u);
}

TEST_F(PoolTest, DropsAConnectionThatBrokeInUse) {
    Pool pool(database_.settings(1));
    {
        const Lease lease = pool.lease();
        terminate(lease->server_process());
        EXPECT_THROW(lease->query("SELECT 1"), DatabaseError);
    }
    EXPECT_EQ(pool.figures().open, 0u);
    EXPECT_EQ(pool.figures().lost, 1u);
    EXPECT_EQ(pool.lease()->query("SELECT 1").front().integer(0), 1);
}

TEST_F(PoolTest, DatabaseUnavailableAtOnceWhilePostgresqlIsAway) {
    PoolSettings settings = database_.settings(2);
    settings.url = "postgresql://nobody@127.0.0.1:1/none";
    Pool pool(settings);
    for (int attempt = 0; attempt < 50; ++attempt) {
        EXPECT_EQ(refusal([&] { pool.lease(); }), "database_unavailable");
    }
    EXPECT_EQ(pool.check().error().slug(), "database_unavailable");
    // The others were refused without an attempt.
    EXPECT_LT(pool.figures().failures, 10u);
    EXPECT_EQ(pool.figures().in_use, 0u);
    EXPECT_EQ(pool.figures().lost, 0u);
}

TEST_F(PoolTest, CheckAsksPostgresql) {
    Pool pool(database_.settings(1));
    EXPECT_TRUE(pool.check());
    const Lease held = pool.lease();
    EXPECT_EQ(pool.check(10ms).error().slug(), "pool_exhausted");
}

TEST_F(PoolTest, ADedicatedConnectionIsBesideThePool) {
    Pool pool(database_.settings(1));
    const auto own = pool.dedicated();
    const Lease lease = pool.lease();
    EXPECT_NE(own->server_process(), lease->server_process());
    EXPECT_EQ(pool.figures().open, 1u);
}

/// Threads that work on one pool without pause and sort what they meet.
class Load {
public:
    explicit Load(Pool& pool) : pool_(pool) {
        for (int i = 0; i < 6; ++i) {
            threads_.emplace_back([this] { work(); });
        }
    }
    ~Load() { stop(); }

    void stop() {
        stopping_ = true;
        for (std::thread& thread : threads_) {
            if (thread.joinable()) {
                thread.join();
            }
        }
    }

    std::atomic<std::int64_t> done{0};
    std::atomic<std::int64_t> unavailable{0};
    std::atomic<std::int64_t> other{0};

private:
    void work() {
        while (!stopping_) {
            try {
                transact(pool_, [](Connection& connection) {
                    connection.execute("UPDATE counter SET n = n + 1 WHERE id = $1", 1);
                });
                ++done;
            } catch (const Failure& failure) {
                ++(failure.error().code() == Errc::unavailable ? unavailable : other);
                std::this_thread::sleep_for(1ms); // a hot loop of refusals teaches nothing
            }
        }
    }

    Pool& pool_;
    std::atomic<bool> stopping_{false};
    std::vector<std::thread> threads_;
};

TEST(PoolOutageTest, ServesAgainAfterPostgresqlWasStoppedAndStartedUnderLoad) {
    const statybos::testing::TemporaryFolder folder;
    const EmbeddedSettings server{
        .folder = folder.path() / "pg", .max_connections = 20, .durable = false};
    auto postgres = std::make_unique<EmbeddedPostgres>(server);
    PoolSettings settings;
    settings.url = postgres->url();
    settings.size = 4;
    Pool pool(settings);
    pool.lease()->script("CREATE TABLE counter (id int PRIMARY KEY, n bigint);"
                         "INSERT INTO counter VALUES (1, 0)");
    Load load(pool);
    for (int round = 0; round < 2; ++round) {
        const auto before = load.done.load();
        wait_until([&] { return load.done > before + 20; });
        const auto refused = load.unavailable.load();
        postgres.reset();
        wait_until([&] { return load.unavailable > refused + 20; });
        postgres = std::make_unique<EmbeddedPostgres>(server);
    }
    const auto before = load.done.load();
    wait_until([&] { return load.done > before + 20; });
    load.stop();
    EXPECT_EQ(load.other, 0);
    EXPECT_EQ(pool.figures().in_use, 0u);
    const auto counted = pool.lease()->query("SELECT n FROM counter").front().integer(0);
    // A commit whose answer was lost in the stop may count; nothing else may differ.
    EXPECT_GE(counted, load.done);
    EXPECT_LE(counted, load.done + load.unavailable);
}

} // namespace
} // namespace statybos::kernel::database
