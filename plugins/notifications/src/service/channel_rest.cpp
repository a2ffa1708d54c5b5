#include "service/channel_rest.hpp"

#include <algorithm>

namespace statybos::notifications {
namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t first_pause_us = 5 * second_us;
constexpr std::int64_t longest_pause_us = 3'600 * second_us;
constexpr int most_doublings = 20;

} // namespace

std::int64_t ChannelRest::left_us(std::string_view channel, Instant now) const {
    const std::lock_guard lock(mutex_);
    const auto found = channels_.find(channel);
    return found == channels_.end() ? 0 : std::max<std::int64_t>(0, found->second.until - now);
}

void ChannelRest::succeeded(std::string_view channel) {
    const std::lock_guard lock(mutex_);
    channels_.erase(std::string(channel));
}

void ChannelRest::failed(std::string_view channel, Instant now) {
    const std::lock_guard lock(mutex_);
    State& state = channels_[std::string(channel)];
    const int beyond = ++state.failures - failures_before_rest;
    if (beyond >= 0) {
        const std::int64_t rest = (2 * second_us) << std::min(beyond, most_doublings);
        state.until = {now.us + std::min(longest_us, rest)};
    }
}

std::int64_t pause_after_us(int attempts, std::uint8_t chance) {
    const int doublings = std::clamp(attempts - 1, 0, most_doublings);
    const std::int64_t most = std::min(longest_pause_us, first_pause_us << doublings);
    return most - most / 4 * chance / 255;
}

} // namespace statybos::notifications
