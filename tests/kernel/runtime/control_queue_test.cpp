#include "runtime/control_queue.hpp"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace statybos::kernel {
namespace {

using ::testing::ElementsAre;

TEST(ControlQueueTest, RunsTasksOfAllThreadsInOrderOnOne) {
    ControlQueue queue;
    std::vector<int> ran;
    std::vector<std::thread::id> threads;
    const auto task = [&](int number) {
        return [&, number] {
            ran.push_back(number);
            threads.push_back(std::this_thread::get_id());
        };
    };
    std::thread([&] {
        queue.post(task(1));
        queue.post(task(2));
    }).join();
    queue.post([&queue] { queue.quit(); });
    queue.run();
    EXPECT_THAT(ran, ElementsAre(1, 2));
    EXPECT_THAT(threads, ElementsAre(std::this_thread::get_id(), std::this_thread::get_id()));
}

TEST(ControlQueueTest, OutlivesATaskThatThrows) {
    ControlQueue queue;
    bool ran = false;
    queue.post([] { throw std::runtime_error("a task's own mistake"); });
    queue.post([&] { ran = true; });
    EXPECT_TRUE(queue.run_until([&] { return ran; }, ControlQueue::Clock::time_point::max()));
}

TEST(ControlQueueTest, WakesForATaskThatComesLate) {
    ControlQueue queue;
    std::thread late([&queue] { queue.post([&queue] { queue.quit(); }); });
    queue.run();
    late.join();
}

TEST(ControlQueueTest, EndsAtTheDeadline) {
    ControlQueue queue;
    EXPECT_FALSE(queue.run_until([] { return false; }, ControlQueue::Clock::now()));
    EXPECT_TRUE(queue.idle());
}

TEST(ControlQueueTest, RunsATaskForASignal) {
    sigset_t mask;
    sigset_t before;
    sigemptyset(&mask);
    sigaddset(&mask, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &mask, &before);
    {
        ControlQueue queue;
        int hangups = 0;
        queue.on_signal(SIGHUP, [&] {
            ++hangups;
            queue.quit();
        });
        queue.post([] { pthread_kill(pthread_self(), SIGHUP); });
        queue.run();
        EXPECT_EQ(hangups, 1);
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

} // namespace
} // namespace statybos::kernel
