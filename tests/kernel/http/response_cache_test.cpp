#include "http/response_cache.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace statybos::kernel::http {
namespace {

using namespace std::chrono_literals;

const ResponseCache::Clock::time_point start{std::chrono::hours(1)};
constexpr std::size_t roomy = 64 * 1024 * 1024;

std::shared_ptr<const CachedAnswer> answer(std::string body) {
    auto made = std::make_shared<CachedAnswer>();
    made->body = std::move(body);
    return made;
}

void invalidate(ResponseCache& cache, std::string_view tag) {
    cache.invalidate(std::span(&tag, 1));
}

std::string body_of(ResponseCache& cache, std::string_view key,
                    ResponseCache::Clock::time_point now = start) {
    const auto found = cache.find(key, now);
    return found ? found->body : "nothing";
}

TEST(ResponseCacheTest, KeepsAnAnswerUntilATagIsDropped) {
    ResponseCache cache(roomy);
    const std::vector<std::string> tags{"product:1", "category:2"};
    ASSERT_TRUE(cache.store("a", answer("A"), tags, cache.begin(), start + 60s));
    EXPECT_EQ(body_of(cache, "a"), "A");
    invalidate(cache, "product:9");
    EXPECT_EQ(body_of(cache, "a"), "A");
    invalidate(cache, "category:2");
    EXPECT_EQ(body_of(cache, "a"), "nothing");
    EXPECT_EQ(cache.entries(), 0u);
}

TEST(ResponseCacheTest, NeverStoresWhatWasComputedBeforeAnInvalidation) {
    ResponseCache cache(roomy);
    const std::vector<std::string> tags{"product:1"};
    const auto ticket = cache.begin();
    invalidate(cache, "product:1");
    EXPECT_FALSE(cache.store("a", answer("old"), tags, ticket, start + 60s));
    EXPECT_EQ(body_of(cache, "a"), "nothing");
    EXPECT_TRUE(cache.store("a", answer("new"), tags, cache.begin(), start + 60s));
    EXPECT_EQ(body_of(cache, "a"), "new");
}

TEST(ResponseCacheTest, ForgetsAtTheEndOfTheLifetime) {
    ResponseCache cache(roomy);
    ASSERT_TRUE(cache.store("a", answer("A"), {}, cache.begin(), start + 60s));
    EXPECT_EQ(body_of(cache, "a", start + 59s), "A");
    EXPECT_EQ(body_of(cache, "a", start + 60s), "nothing");
}

TEST(ResponseCacheTest, InvalidatingAllLeavesNothing) {
    ResponseCache cache(roomy);
    const auto ticket = cache.begin();
    ASSERT_TRUE(cache.store("a", answer("A"), {}, ticket, start + 60s));
    cache.invalidate_all();
    EXPECT_EQ(body_of(cache, "a"), "nothing");
    EXPECT_FALSE(cache.store("a", answer("A"), {}, ticket, start + 60s));
    EXPECT_EQ(cache.bytes(), 0u);
}

TEST(ResponseCacheTest, StaysWithinItsBytesByDroppingTheLeastRecentlyUsed) {
    constexpr std::size_t capacity = 16 * 64 * 1024;
    ResponseCache cache(capacity);
    for (int i = 0; i < 5000; ++i) {
        cache.store("key " + std::to_string(i), answer(std::string(1000, 'x')), {}, cache.begin(),
                    start + 60s);
        EXPECT_EQ(body_of(cache, "key 0").size(), 1000u) << "used all the time";
        ASSERT_LE(cache.bytes(), capacity);
    }
    EXPECT_GT(cache.entries(), 300u);
    EXPECT_LT(cache.entries(), 1100u);
    EXPECT_FALSE(
        cache.store("big", answer(std::string(20'000, 'x')), {}, cache.begin(), start + 60s));
}

TEST(ResponseCacheTest, WithoutCapacityItKeepsNothing) {
    ResponseCache cache(0);
    EXPECT_FALSE(cache.store("a", answer("A"), {}, cache.begin(), start + 60s));
    EXPECT_EQ(body_of(cache, "a"), "nothing");
}

// Writers change a value, then drop its tag; readers compute from the value and store. Once
// invalidate() has returned, nobody may find a value older than the one it announced.
TEST(ResponseCacheTest, ThreadsNeverSeeAValueOlderThanTheLastInvalidation) {
    ResponseCache cache(roomy);
    std::atomic<int> value{0};
    std::atomic<int> announced{0};
    std::atomic<bool> over{false};
    std::atomic<int> stale{0};
    const std::vector<std::string> tags{"value"};
    std::vector<std::thread> readers;
    for (int t = 0; t < 3; ++t) {
        readers.emplace_back([&] {
            while (!over) {
                const int least = announced;
                if (const auto found = cache.find("v", start)) {
                    stale += std::stoi(found->body) < least ? 1 : 0;
                    continue;
                }
                const auto ticket = cache.begin();
                cache.store("v", answer(std::to_string(value)), tags, ticket, start + 60s);
            }
        });
    }
    for (int i = 1; i <= 3000; ++i) {
        value = i;
        invalidate(cache, "value");
        announced = i;
    }
    over = true;
    for (auto& reader : readers) {
        reader.join();
    }
    EXPECT_EQ(stale, 0);
    invalidate(cache, "value");
    EXPECT_EQ(body_of(cache, "v"), "nothing");
}

} // namespace
} // namespace statybos::kernel::http
