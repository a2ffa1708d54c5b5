#include "database/statement_cache.hpp"

#include <gmock/gmock.h>

namespace statybos::kernel::database {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(StatementCacheTest, CountsTheUsesOfAText) {
    StatementCache cache(2);
    EXPECT_EQ(cache.use("a")->uses, 1u);
    EXPECT_EQ(cache.use("a")->uses, 2u);
    EXPECT_EQ(cache.use("b")->uses, 1u);
    EXPECT_EQ(cache.size(), 2u);
}

TEST(StatementCacheTest, DropsTheLeastRecentlyUsedAndNamesWhatTheServerStillHolds) {
    StatementCache cache(2);
    cache.use("a")->name = "s1";
    cache.use("b")->name = "s2";
    cache.use("a");
    cache.use("c");
    EXPECT_EQ(cache.size(), 2u);
    EXPECT_THAT(cache.take_garbage(), ElementsAre("s2"));
    EXPECT_THAT(cache.take_garbage(), IsEmpty());
    EXPECT_EQ(cache.use("a")->name, "s1");
    EXPECT_EQ(cache.use("b")->name, "");
}

TEST(StatementCacheTest, WhatWasNeverPreparedLeavesNoGarbage) {
    StatementCache cache(1);
    for (int i = 0; i < 100; ++i) {
        cache.use("SELECT " + std::to_string(i));
    }
    EXPECT_EQ(cache.size(), 1u);
    EXPECT_THAT(cache.take_garbage(), IsEmpty());
}

TEST(StatementCacheTest, KeepsNothingWhenItIsOffOrTheTextIsLong) {
    StatementCache off(0);
    EXPECT_EQ(off.use("a"), nullptr);
    StatementCache cache(2);
    EXPECT_EQ(cache.use(std::string(StatementCache::longest_text + 1, 'x')), nullptr);
    EXPECT_NE(cache.use(std::string(StatementCache::longest_text, 'x')), nullptr);
}

TEST(StatementCacheTest, AnInvalidatedStatementIsPreparedUnderANewName) {
    StatementCache cache(2);
    StatementCache::Entry* entry = cache.use("a");
    entry->name = cache.next_name();
    const std::string old_name = entry->name;
    cache.invalidate(*entry);
    EXPECT_EQ(entry->name, "");
    EXPECT_THAT(cache.take_garbage(), ElementsAre(old_name));
    EXPECT_NE(cache.next_name(), old_name);
}

TEST(StatementCacheTest, ANewConnectionKnowsNone) {
    StatementCache cache(2);
    cache.use("a")->name = "s1";
    cache.clear();
    EXPECT_EQ(cache.size(), 0u);
    EXPECT_THAT(cache.take_garbage(), IsEmpty());
    EXPECT_EQ(cache.use("a")->uses, 1u);
}

} // namespace
} // namespace statybos::kernel::database
