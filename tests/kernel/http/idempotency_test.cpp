#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/idempotency_gate.hpp"
#include "http/idempotency_store.hpp"

namespace statybos::kernel::http {
namespace {

using namespace std::chrono_literals;
using Kind = IdempotencyOutcome::Kind;
using Entry = IdempotencyGate::Entry;

const IdempotencyKey key{"user 1", "k", "h1"};
const IdempotencyKey other_body{"user 1", "k", "h2"};
const IdempotencyKey other_user{"user 2", "k", "h1"};

TEST(MemoryIdempotencyStoreTest, RepeatsTheFirstAnswer) {
    MemoryIdempotencyStore store;
    EXPECT_EQ(store.begin(key)->kind, Kind::fresh);
    EXPECT_EQ(store.begin(key)->kind, Kind::busy);
    ASSERT_TRUE(store.finish(key, {201, {{"Location", "/x"}}, "body"}));
    const auto again = store.begin(key);
    ASSERT_EQ(again->kind, Kind::replay);
    EXPECT_EQ(again->answer->status, 201u);
    EXPECT_THAT(again->answer->headers, testing::ElementsAre(testing::Pair("Location", "/x")));
    EXPECT_EQ(again->answer->body, "body");
    EXPECT_EQ(store.begin(other_body)->kind, Kind::mismatch);
    EXPECT_EQ(store.begin(other_user)->kind, Kind::fresh);
}

TEST(MemoryIdempotencyStoreTest, AnAbandonedAttemptLeavesNothing) {
    MemoryIdempotencyStore store;
    EXPECT_EQ(store.begin(key)->kind, Kind::fresh);
    ASSERT_TRUE(store.abandon(key));
    EXPECT_EQ(store.size(), 0u);
    EXPECT_EQ(store.begin(other_body)->kind, Kind::fresh);
}

TEST(MemoryIdempotencyStoreTest, ClaimsAndAnswersEnd) {
    auto now = MemoryIdempotencyStore::Clock::time_point(1h);
    MemoryIdempotencyStore store([&] { return now; });
    EXPECT_EQ(store.begin(key)->kind, Kind::fresh);
    now += 2min;
    EXPECT_EQ(store.begin(key)->kind, Kind::fresh) << "its node died";
    ASSERT_TRUE(store.finish(key, {}));
    now += 24h - 1s;
    EXPECT_EQ(store.begin(key)->kind, Kind::replay);
    now += 1s;
    EXPECT_EQ(store.begin(other_body)->kind, Kind::fresh);
}

TEST(IdempotencyGateTest, HandsTheLeadersAnswerToThoseThatWait) {
    IdempotencyGate gate;
    std::vector<std::string> got;
    const auto waiter = [&](std::shared_ptr<const StoredAnswer> answer) {
        got.push_back(answer ? answer->body : "again");
    };
    EXPECT_EQ(gate.enter(key, waiter), Entry::leader);
    EXPECT_EQ(gate.enter(key, waiter), Entry::waiting);
    EXPECT_EQ(gate.enter(other_body, waiter), Entry::mismatch);
    EXPECT_EQ(gate.enter(other_user, waiter), Entry::leader);
    EXPECT_TRUE(got.empty());
    gate.leave(key, std::make_shared<StoredAnswer>(StoredAnswer{200, {}, "A"}));
    EXPECT_THAT(got, testing::ElementsAre("A"));
    gate.leave(key, nullptr);
    EXPECT_EQ(got.size(), 1u);
    EXPECT_EQ(gate.enter(other_body, waiter), Entry::leader);
    EXPECT_EQ(gate.enter(other_body, waiter), Entry::waiting);
    gate.leave(other_body, nullptr);
    EXPECT_THAT(got, testing::ElementsAre("A", "again"));
}

} // namespace
} // namespace statybos::kernel::http
