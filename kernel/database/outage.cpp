#include "database/outage.hpp"

#include <algorithm>
#include <random>
#include <utility>

namespace statybos::kernel::database {

std::optional<std::string> Outage::refusal(Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    if (failures_ == 0) {
        return std::nullopt;
    }
    if (trying_ || now < next_attempt_) {
        return why_;
    }
    trying_ = true;
    return std::nullopt;
}

bool Outage::succeeded() {
    const std::lock_guard lock(mutex_);
    trying_ = false;
    return std::exchange(failures_, 0) > 0;
}

bool Outage::failed(std::string why, Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    why_ = std::move(why);
    // Several may have been on their way when the outage began: they count as one attempt.
    if (!std::exchange(trying_, false) && failures_ > 0) {
        return false;
    }
    next_attempt_ = now + jittered_pause(first_pause, failures_, longest_pause);
    return failures_++ == 0;
}

std::chrono::milliseconds jittered_pause(std::chrono::milliseconds pause, std::uint32_t failures,
                                         std::chrono::milliseconds longest) {
    thread_local std::minstd_rand random{std::random_device{}()};
    const auto whole = std::min(longest, pause * (1L << std::min<std::uint32_t>(failures, 20)));
    std::uniform_int_distribution<std::int64_t> half(whole.count() / 2, whole.count());
    return std::chrono::milliseconds(half(random));
}

} // namespace statybos::kernel::database
