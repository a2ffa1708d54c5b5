#include "http/worker_pool.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "support/fake_application.hpp"

namespace statybos::kernel::http {
namespace {

using test::Door;

TEST(WorkerPoolTest, ASlowPluginCannotTakeAllThreads) {
    WorkerPool pool({4, 100, 0, {{"slow", 2}}});
    Door stuck;
    Door done;
    for (int i = 0; i < 10; ++i) {
        ASSERT_TRUE(pool.submit("slow", [&] { stuck.wait(); }));
    }
    stuck.wait_for_waiting(2);
    ASSERT_TRUE(pool.submit("quick", [&] { done.wait(); }));
    done.wait_for_waiting(1);
    EXPECT_EQ(pool.running(), 3u);
    EXPECT_EQ(pool.waiting(), 8u);
    done.open();
    stuck.open();
    pool.stop();
}

TEST(WorkerPoolTest, TheDefaultShareIsThreeQuarters) {
    WorkerPool pool({4, 100, 0, {}});
    Door stuck;
    for (int i = 0; i < 4; ++i) {
        ASSERT_TRUE(pool.submit("slow", [&] { stuck.wait(); }));
    }
    stuck.wait_for_waiting(3);
    EXPECT_EQ(pool.running(), 3u);
    EXPECT_EQ(pool.waiting(), 1u);
    stuck.open();
}

TEST(WorkerPoolTest, RefusesAtOnceWhenTheQueueIsFull) {
    WorkerPool pool({1, 4, 1, {}});
    Door stuck;
    ASSERT_TRUE(pool.submit("a", [&] { stuck.wait(); }));
    stuck.wait_for_waiting(1);
    EXPECT_TRUE(pool.submit("a", [] {}));
    EXPECT_TRUE(pool.submit("a", [] {}));
    EXPECT_FALSE(pool.submit("a", [] {})) << "one bulkhead has at most half of the queue";
    EXPECT_TRUE(pool.submit("b", [] {}));
    EXPECT_TRUE(pool.submit("c", [] {}));
    EXPECT_FALSE(pool.submit("d", [] {}));
    stuck.open();
}

TEST(WorkerPoolTest, StoppingRunsWhatWaitsAndTakesNoMore) {
    std::atomic<int> ran{0};
    WorkerPool pool({2, 1000, 0, {}});
    for (int i = 0; i < 200; ++i) {
        ASSERT_TRUE(pool.submit(i % 2 == 0 ? "a" : "b", [&] { ++ran; }));
    }
    pool.stop();
    EXPECT_EQ(ran, 200);
    EXPECT_FALSE(pool.submit("a", [&] { ++ran; }));
    EXPECT_EQ(ran, 200);
}

TEST(WorkerPoolTest, ManyThreadsSubmitEverythingOnce) {
    std::atomic<int> ran{0};
    {
        WorkerPool pool({3, 1'000'000, 0, {}});
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 2000; ++i) {
                    ASSERT_TRUE(pool.submit("plugin " + std::to_string(t), [&] { ++ran; }));
                }
            });
        }
        for (auto& thread : threads) {
            thread.join();
        }
    }
    EXPECT_EQ(ran, 8000);
}

} // namespace
} // namespace statybos::kernel::http
