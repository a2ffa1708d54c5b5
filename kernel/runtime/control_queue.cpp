#include "runtime/control_queue.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "core/abi.hpp"
#include "core/log.hpp"

namespace statybos::kernel {
namespace {

void run_guarded(const ControlQueue::Task& task) {
    try {
        task();
    } catch (...) {
        log(LogLevel::error, "control", current_exception_as_error().message());
    }
}

} // namespace

void block_signals() {
    sigset_t set;
    sigemptyset(&set);
    for (int signal : {SIGTERM, SIGINT, SIGHUP}) {
        sigaddset(&set, signal);
    }
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

ControlQueue::ControlQueue() : wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (wake_ < 0) {
        throw std::system_error(errno, std::generic_category(), "eventfd");
    }
}

ControlQueue::~ControlQueue() {
    ::close(wake_);
    if (signals_ >= 0) {
        ::close(signals_);
    }
}

void ControlQueue::wake() noexcept {
    const std::uint64_t one = 1;
    // It fails only where the counter is full, and then the reader is awake.
    [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof(one));
}

void ControlQueue::post(Task task) {
    {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
    }
    wake();
}

void ControlQueue::quit() {
    {
        const std::lock_guard lock(mutex_);
        quitting_ = true;
    }
    wake();
}

bool ControlQueue::idle() {
    const std::lock_guard lock(mutex_);
    return tasks_.empty();
}

void ControlQueue::on_signal(int signal, Task task) {
    handlers_.emplace_back(signal, std::move(task));
    sigset_t set;
    sigemptyset(&set);
    for (const auto& [number, handler] : handlers_) {
        sigaddset(&set, number);
    }
    signals_ = ::signalfd(signals_, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (signals_ < 0) {
        throw std::system_error(errno, std::generic_category(), "signalfd");
    }
}

bool ControlQueue::run_one() {
    Task task;
    {
        const std::lock_guard lock(mutex_);
        if (tasks_.empty()) {
            return false;
        }
        task = std::move(tasks_.front());
        tasks_.pop_front();
    }
    run_guarded(task);
    return true;
}

void ControlQueue::take_signals() {
    signalfd_siginfo info{};
    while (signals_ >= 0 && ::read(signals_, &info, sizeof(info)) == sizeof(info)) {
        for (const auto& [signal, task] : handlers_) {
            if (signal == static_cast<int>(info.ssi_signo)) {
                run_guarded(task);
            }
        }
    }
}

void ControlQueue::wait(Clock::time_point deadline) {
    std::array<pollfd, 2> events{pollfd{wake_, POLLIN, 0}, pollfd{signals_, POLLIN, 0}};
    int timeout = -1;
    if (deadline != Clock::time_point::max()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        timeout = static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
    }
    ::poll(events.data(), signals_ < 0 ? 1 : 2, timeout);
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t drained = ::read(wake_, &count, sizeof(count));
    take_signals();
}

void ControlQueue::run() {
    const auto quitting = [this] {
        const std::lock_guard lock(mutex_);
        return quitting_;
    };
    run_until(quitting, Clock::time_point::max());
}

bool ControlQueue::run_until(const std::function<bool()>& done, Clock::time_point deadline) {
    while (!done()) {
        if (run_one()) {
            continue;
        }
        if (Clock::now() >= deadline) {
            return false;
        }
        wait(deadline);
    }
    return true;
}

} // namespace statybos::kernel
