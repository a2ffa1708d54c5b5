// The control thread's work: one task at a time, and the process' signals.
#pragma once

#include <chrono>
#include <csignal>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace statybos::kernel {

/// Tasks come from any thread and run on the one that calls run() or run_until(): the control
/// thread. What a task throws is logged.
class ControlQueue {
public:
    using Task = std::function<void()>;
    using Clock = std::chrono::steady_clock;

    ControlQueue();
    ~ControlQueue();
    ControlQueue(const ControlQueue&) = delete;
    ControlQueue& operator=(const ControlQueue&) = delete;

    void post(Task task);

    /// Runs `task` on the control thread for each `signal` that the process gets while the queue
    /// runs. The signal must be blocked in all threads (block_signals()).
    void on_signal(int signal, Task task);

    /// Runs tasks until quit().
    void run();
    void quit();
    /// Whether no task waits.
    bool idle();
    /// Runs tasks until `done()`, which is asked after each; false: `deadline` came first.
    bool run_until(const std::function<bool()>& done, Clock::time_point deadline);

private:
    bool run_one();
    void wait(Clock::time_point deadline);
    void take_signals();
    void wake() noexcept;

    std::mutex mutex_;
    std::deque<Task> tasks_;
    bool quitting_ = false;
    int wake_ = -1;    // eventfd
    int signals_ = -1; // signalfd, or -1
    std::vector<std::pair<int, Task>> handlers_;
};

/// Blocks SIGTERM, SIGINT and SIGHUP in this thread and all that it starts, and ignores SIGPIPE. To
/// be called first in main().
void block_signals();

} // namespace statybos::kernel
