#include "database/transact.hpp"

#include <atomic>
#include <barrier>
#include <thread>

#include <gtest/gtest.h>

#include "support/test_database.hpp"

namespace statybos::kernel::database {
namespace {

class TransactTest : public ::testing::Test {
protected:
    TransactTest() {
        pool().lease()->script("CREATE TABLE box (id int PRIMARY KEY, n bigint);"
                               "INSERT INTO box VALUES (1, 0), (2, 0)");
    }

    Pool& pool() { return database_.pool(); }
    std::int64_t value(int id) {
        return pool().lease()->query("SELECT n FROM box WHERE id = $1", id).front().integer(0);
    }

    statybos::testing::TestDatabase database_;
};

TEST_F(TransactTest, CommitsAndReturnsWhatTheFunctionReturns) {
    const auto got = transact(pool(), [](Connection& connection) {
        return connection.query("UPDATE box SET n = 7 WHERE id = 1 RETURNING n").front().integer(0);
    });
    EXPECT_EQ(got, 7);
    EXPECT_EQ(value(1), 7);
}

TEST_F(TransactTest, WhatTheFunctionThrowsRollsBackAndIsNotRepeated) {
    int runs = 0;
    EXPECT_THROW(transact(pool(),
                          [&](Connection& connection) {
                              ++runs;
                              connection.execute("UPDATE box SET n = 7");
                              throw Failure(Errc::conflict, "no", "no");
                          }),
                 Failure);
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(value(1), 0);
    EXPECT_EQ(pool().figures().in_use, 0u);
}

TEST_F(TransactTest, RepeatsSerializationFailuresUntilAllSucceed) {
    constexpr int threads = 4;
    constexpr int rounds = 10;
    std::atomic<int> runs{0};
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; ++i) {
        workers.emplace_back([&] {
            for (int round = 0; round < rounds; ++round) {
                transact(
                    pool(),
                    [&](Connection& connection) {
                        ++runs;
                        const auto n =
                            connection.query("SELECT n FROM box WHERE id = 1").front().integer(0);
                        connection.execute("UPDATE box SET n = $1 WHERE id = 1", n + 1);
                    },
                    {.begin = "ISOLATION LEVEL SERIALIZABLE", .attempts = 200});
            }
        });
    }
    for (std::thread& worker : workers) {
        worker.join();
    }
    EXPECT_EQ(value(1), threads * rounds);
    EXPECT_GE(runs, threads * rounds);
}

TEST_F(TransactTest, RepeatsTheLoserOfADeadlock) {
    std::barrier both_hold_one(2);
    std::atomic<int> runs{0};
    const auto work = [&](int first, int second) {
        bool met = false;
        transact(pool(), [&](Connection& connection) {
            ++runs;
            connection.script("SET LOCAL deadlock_timeout = '10ms'");
            connection.execute("UPDATE box SET n = n + 1 WHERE id = $1", first);
            if (!std::exchange(met, true)) {
                both_hold_one.arrive_and_wait();
            }
            connection.execute("UPDATE box SET n = n + 1 WHERE id = $1", second);
        });
    };
    std::thread other(work, 2, 1);
    work(1, 2);
    other.join();
    EXPECT_GE(runs, 3); // PostgreSQL may pick both as victims
    EXPECT_EQ(value(1), 2);
    EXPECT_EQ(value(2), 2);
}

TEST_F(TransactTest, GivesUpAfterTheAttemptsAndSaysWhy) {
    int runs = 0;
    try {
        transact(pool(),
                 [&](Connection& connection) {
                     ++runs;
                     connection.query(
                         "DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; "
                         "END $$");
                 },
                 {.begin = {}, .attempts = 3});
        FAIL();
    } catch (const DatabaseError& error) {
        EXPECT_TRUE(error.is_serialization_failure());
    }
    EXPECT_EQ(runs, 3);
}

TEST_F(TransactTest, ACommitOfUnknownOutcomeIsNotRepeated) {
    pool().lease()->script(
        "CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;"
        "CREATE CONSTRAINT TRIGGER late AFTER UPDATE ON box"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hang_up()");
    int runs = 0;
    try {
        transact(pool(), [&](Connection& connection) {
            ++runs;
            connection.execute("UPDATE box SET n = 1 WHERE id = 1");
        });
        FAIL();
    } catch (const DatabaseError& error) {
        EXPECT_TRUE(error.outcome_is_unknown());
    }
    EXPECT_EQ(runs, 1);
}

} // namespace
} // namespace statybos::kernel::database
