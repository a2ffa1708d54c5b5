// While PostgreSQL is away: who may try to connect, and when.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace statybos::kernel::database {

/// After a failed attempt the next one waits 50 ms, then twice as long each time up to 2 s, with
/// jitter; only one caller makes it. While PostgreSQL is known to be there, everybody may connect.
class Outage {
public:
    using Clock = std::chrono::steady_clock;

    /// Empty: the caller may try and must report with succeeded() or failed(). Otherwise why
    /// PostgreSQL could not be reached last time.
    std::optional<std::string> refusal(Clock::time_point now = Clock::now());
    /// True when this ends an outage.
    bool succeeded();
    /// True when this begins an outage.
    bool failed(std::string why, Clock::time_point now = Clock::now());

    static constexpr std::chrono::milliseconds first_pause{50};
    static constexpr std::chrono::milliseconds longest_pause{2000};

private:
    std::mutex mutex_;
    std::uint32_t failures_ = 0;
    bool trying_ = false;
    Clock::time_point next_attempt_{};
    std::string why_;
};

/// `pause` × 2^`failures`, at most `longest`, of which a random half is taken off.
std::chrono::milliseconds jittered_pause(std::chrono::milliseconds pause, std::uint32_t failures,
                                         std::chrono::milliseconds longest);

} // namespace statybos::kernel::database
