#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/postgres_idempotency_store.hpp"
#include "support/test_database.hpp"

namespace statybos::kernel::http {
namespace {

using Kind = IdempotencyOutcome::Kind;

const std::string hash_1(64, '1');
const std::string hash_2(64, '2');

class PostgresIdempotencyTest : public ::testing::Test {
protected:
    PostgresIdempotencyTest() : store_(database_.pool()) {}

    void pass(const std::string& interval) {
        database_.pool().lease()->query(
            "UPDATE kernel.idempotency_key SET expires_at = expires_at - $1::text::interval",
            interval);
    }

    testing::TestDatabase database_{testing::Migrated{}};
    PostgresIdempotencyStore store_;
    const IdempotencyKey key_{"user 1", "k", hash_1, std::chrono::minutes(2)};
    const IdempotencyKey other_body_{"user 1", "k", hash_2};
};

TEST_F(PostgresIdempotencyTest, RepeatsTheFirstAnswerToTheByte) {
    using namespace std::string_literals;
    ASSERT_EQ(store_.begin(key_)->kind, Kind::fresh);
    EXPECT_EQ(store_.begin(key_)->kind, Kind::busy);
    const std::string body = "{\"a\":\"\0\xFFą\"}\r\n"s;
    ASSERT_TRUE(store_.finish(
        key_, {201, {{"Location", "/x: y"}, {"Set-Cookie", "a=b"}, {"Set-Cookie", "c=d"}}, body}));
    const auto again = store_.begin(key_);
    ASSERT_EQ(again->kind, Kind::replay);
    EXPECT_EQ(again->answer->status, 201u);
    EXPECT_THAT(again->answer->headers,
                ::testing::ElementsAre(::testing::Pair("Location", "/x: y"),
                                       ::testing::Pair("Set-Cookie", "a=b"),
                                       ::testing::Pair("Set-Cookie", "c=d")));
    EXPECT_EQ(again->answer->body, body);
    EXPECT_EQ(store_.begin(other_body_)->kind, Kind::mismatch);
    EXPECT_EQ(store_.begin({"user 2", "k", hash_2})->kind, Kind::fresh);
}

TEST_F(PostgresIdempotencyTest, AnAbandonedAttemptLeavesNothing) {
    ASSERT_EQ(store_.begin(key_)->kind, Kind::fresh);
    ASSERT_TRUE(store_.abandon(key_));
    EXPECT_EQ(store_.begin(other_body_)->kind, Kind::fresh);
    ASSERT_TRUE(store_.abandon(key_)) << "not ours any more, so nothing happens";
    EXPECT_EQ(store_.begin(other_body_)->kind, Kind::busy);
}

TEST_F(PostgresIdempotencyTest, ClaimsEndWhenTheirTimeIsOverAndAnswersAfterADay) {
    ASSERT_EQ(store_.begin(key_)->kind, Kind::fresh);
    pass("1 minute");
    EXPECT_EQ(store_.begin(key_)->kind, Kind::busy);
    pass("1 minute");
    EXPECT_EQ(store_.begin(other_body_)->kind, Kind::fresh) << "its node died";
    EXPECT_EQ(store_.finish(key_, {}).error().slug(), "idempotency_claim_lost");
    ASSERT_TRUE(store_.finish(other_body_, {}));
    pass("23 hours");
    EXPECT_EQ(store_.begin(other_body_)->kind, Kind::replay);
    EXPECT_EQ(*store_.remove_expired(), 0u);
    pass("1 hour");
    EXPECT_EQ(*store_.remove_expired(), 1u);
    EXPECT_EQ(store_.begin(key_)->kind, Kind::fresh);
}

TEST_F(PostgresIdempotencyTest, OneOfManyThreadsGetsTheKey) {
    std::atomic<int> fresh{0};
    std::atomic<int> busy{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 20; ++i) {
                const std::string name = "k" + std::to_string(i);
                const auto outcome = store_.begin({"user 1", name, hash_1});
                ASSERT_TRUE(outcome) << outcome.error().message();
                fresh += outcome->kind == Kind::fresh ? 1 : 0;
                busy += outcome->kind == Kind::busy ? 1 : 0;
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(fresh, 20);
    EXPECT_EQ(busy, 60);
}

TEST_F(PostgresIdempotencyTest, ADatabaseThatIsAwayIsUnavailable) {
    auto settings = database_.settings();
    settings.url = "postgresql:///nowhere?host=/nonexistent";
    database::Pool away(settings);
    PostgresIdempotencyStore store(away);
    EXPECT_EQ(store.begin(key_).error().code(), Errc::unavailable);
    EXPECT_EQ(store.finish(key_, {}).error().code(), Errc::unavailable);
}

} // namespace
} // namespace statybos::kernel::http
