// Threads that do what they find in the database.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace statybos::kernel::events {

/// A crew sleeps until somebody wakes it; one of its threads also looks for work by itself each
/// `interval`. Whoever finds work wakes one more, so that a crew is as large as its work.
class Crew {
public:
    /// Does one piece of work; false: there was none. What it throws is logged under `name`, and
    /// that thread pauses for `interval`.
    using Work = std::function<bool()>;

    Crew(std::string name, std::size_t size, std::chrono::milliseconds interval, Work work);
    ~Crew();
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    void wake();
    /// Returns when each thread has finished the piece it was at.
    void stop();

private:
    void run();
    bool work_guarded();
    void pause();
    void idle();

    const std::string name_;
    const std::size_t size_;
    const std::chrono::milliseconds interval_;
    const Work work_;
    std::mutex mutex_;
    std::condition_variable changed_; // idle threads wait here, and only they: wake() wakes one
    std::condition_variable stopped_;
    std::size_t signals_ = 0;
    bool lookout_ = false; // somebody waits with a timeout
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace statybos::kernel::events
