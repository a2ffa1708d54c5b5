#include "events/crew.hpp"

#include <algorithm>

#include "core/abi.hpp"
#include "core/log.hpp"

namespace statybos::kernel::events {

Crew::Crew(std::string name, std::size_t size, std::chrono::milliseconds interval, Work work)
    : name_(std::move(name)), size_(size), interval_(interval), work_(std::move(work)) {
    for (std::size_t i = 0; i < size; ++i) {
        threads_.emplace_back([this] { run(); });
    }
}

Crew::~Crew() {
    stop();
}

void Crew::wake() {
    {
        const std::lock_guard lock(mutex_);
        signals_ = std::min(signals_ + 1, size_);
    }
    changed_.notify_one();
}

void Crew::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    stopped_.notify_all();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) {
            thread.join();
        }
    }
}

void Crew::run() {
    for (;;) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) {
                return;
            }
        }
        if (work_guarded()) {
            wake();
        } else {
            idle();
        }
    }
}

bool Crew::work_guarded() {
    try {
        return work_();
    } catch (...) {
        const Error error = current_exception_as_error();
        log(LogLevel::error, name_, error.message(), {{"code", error.slug()}});
        pause();
        return false;
    }
}

// Not cut short by wake(): what failed a moment ago, such as the database, would fail again.
void Crew::pause() {
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, interval_, [&] { return stopping_; });
}

void Crew::idle() {
    std::unique_lock lock(mutex_);
    const auto called = [&] { return stopping_ || signals_ > 0; };
    if (lookout_) {
        changed_.wait(lock, [&] { return called() || !lookout_; });
    } else {
        lookout_ = true;
        changed_.wait_for(lock, interval_, called);
        lookout_ = false;
        changed_.notify_one();
    }
    if (signals_ > 0) {
        --signals_;
    }
}

} // namespace statybos::kernel::events
