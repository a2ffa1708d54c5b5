// Tells live listeners, best effort, on a thread of its own.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "events/event.hpp"

namespace statybos::kernel::events {

/// Keeps at most `capacity` events that wait; beyond, the oldest are dropped and counted.
class LiveDispatcher {
public:
    /// @param missed  called when events were dropped, before any later one is told; may be empty
    LiveDispatcher(MakeContext make_context, std::chrono::milliseconds handler_time,
                   std::function<void()> missed = {}, std::size_t capacity = 10'000);
    ~LiveDispatcher();

    void start();
    void stop();
    /// Never blocks. Any thread.
    void push(std::vector<Event> events);
    std::uint64_t dropped() const { return dropped_; }

private:
    void run();
    void tell(const Event& event);

    const MakeContext make_context_;
    const std::chrono::milliseconds handler_time_;
    const std::function<void()> missed_;
    const std::size_t capacity_;
    std::atomic<std::uint64_t> dropped_{0};
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Event> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace statybos::kernel::events
