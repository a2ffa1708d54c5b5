// Channels that fail again and again are left alone for a while, so that they do not hold workers.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include <statybos/instant.hpp>

namespace statybos::notifications {

/// Of this node, and forgotten at a restart. Any thread.
class ChannelRest {
public:
    static constexpr int failures_before_rest = 3;
    static constexpr std::int64_t longest_us = 60'000'000;

    /// How long the channel still rests; zero: it can be tried.
    std::int64_t left_us(std::string_view channel, Instant now) const;
    void succeeded(std::string_view channel);
    /// From the third failure in a row on it rests: 2 s, then twice as long each time.
    void failed(std::string_view channel, Instant now);

private:
    struct State {
        int failures = 0;
        Instant until;
    };
    mutable std::mutex mutex_;
    std::map<std::string, State, std::less<>> channels_;
};

/// How long a message waits after so many tries: 5 s, then twice as long each time, at most an
/// hour; up to a quarter shorter by `chance` (0 to 255), so that what failed together does not come
/// back together.
std::int64_t pause_after_us(int attempts, std::uint8_t chance);

} // namespace statybos::notifications
