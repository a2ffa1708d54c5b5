#include "events/crew.hpp"

#include <atomic>
#include <condition_variable>
#include <stdexcept>

#include <gtest/gtest.h>

namespace statybos::kernel::events {
namespace {

using namespace std::chrono_literals;

// Counts up; tests wait until it has got somewhere.
class Tally {
public:
    void add() {
        {
            const std::lock_guard lock(mutex_);
            ++value_;
        }
        changed_.notify_all();
    }
    void wait_for(int value) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return value_ >= value; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int value_ = 0;
};

TEST(CrewTest, LooksByItself) {
    Tally looks;
    Crew crew("test", 2, 1ms, [&] {
        looks.add();
        return false;
    });
    looks.wait_for(20);
}

TEST(CrewTest, WorksAtOnceWhenWoken) {
    std::atomic<int> pieces{0};
    Tally done;
    Crew crew("test", 3, 1h, [&] {
        int left = pieces.load();
        while (left > 0 && !pieces.compare_exchange_weak(left, left - 1)) {
        }
        if (left > 0) {
            done.add();
        }
        return left > 0;
    });
    for (int i = 1; i <= 200; ++i) {
        ++pieces;
        crew.wake();
        done.wait_for(i);
    }
}

TEST(CrewTest, WakesOneMoreForEachPieceFound) {
    std::mutex mutex;
    std::condition_variable changed;
    int pieces = 3;
    int at_work = 0;
    Crew crew("test", 3, 1h, [&] {
        std::unique_lock lock(mutex);
        if (pieces == 0) {
            return false;
        }
        --pieces;
        ++at_work;
        changed.notify_all();
        changed.wait(lock, [&] { return at_work == 3; }); // each piece needs all three threads
        return true;
    });
    crew.wake();
    crew.wake();
    crew.wake();
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return at_work == 3; });
}

TEST(CrewTest, GoesOnAfterAnException) {
    Tally looks;
    Crew crew("test", 1, 1ms, [&]() -> bool {
        looks.add();
        throw std::runtime_error("the test's own");
    });
    looks.wait_for(3);
}

TEST(CrewTest, StopsWhileItSleeps) {
    Crew crew("test", 4, 1h, [] { return false; });
    crew.stop();
    crew.wake();
    crew.stop();
}

} // namespace
} // namespace statybos::kernel::events
