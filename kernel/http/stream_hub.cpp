#include "http/stream_hub.hpp"

#include <algorithm>

namespace statybos::kernel::http {

Result<std::shared_ptr<OpenStream>> StreamHub::open(std::string_view topic) {
    const std::lock_guard lock(mutex_);
    if (size_ >= settings_.total) {
        return Error(Errc::unavailable, "overloaded", "There are too many open streams.");
    }
    auto& followers = topics_[std::string(topic)];
    if (followers.size() >= settings_.per_topic) {
        return Error(Errc::rate_limited, "too_many_streams",
                     "You follow this already as often as is allowed; close one first.");
    }
    followers.reserve(followers.size() + 1);
    auto stream = std::make_shared<OpenStream>(*this, std::string(topic), settings_.queue_bytes);
    followers.push_back(stream.get());
    ++size_;
    return stream;
}

void StreamHub::send(std::string_view topic, const SharedMessage& message) {
    const std::lock_guard lock(mutex_);
    const auto found = topics_.find(std::string(topic));
    if (found == topics_.end()) {
        return;
    }
    for (OpenStream* stream : found->second) {
        hears_others_ ? stream->push(message) : stream->close();
    }
}

void StreamHub::close_all() noexcept {
    const std::lock_guard lock(mutex_);
    close_each();
}

void StreamHub::lose_others() noexcept {
    const std::lock_guard lock(mutex_);
    hears_others_ = false;
}

void StreamHub::hear_others() noexcept {
    const std::lock_guard lock(mutex_);
    hears_others_ = true;
    close_each();
}

void StreamHub::close_each() noexcept {
    for (const auto& [topic, followers] : topics_) {
        for (OpenStream* stream : followers) {
            stream->close();
        }
    }
}

void StreamHub::leave(OpenStream& stream) noexcept {
    const std::lock_guard lock(mutex_);
    const auto found = topics_.find(stream.topic());
    if (found == topics_.end() || std::erase(found->second, &stream) == 0) {
        return;
    }
    --size_;
    if (found->second.empty()) {
        topics_.erase(found);
    }
}

} // namespace statybos::kernel::http
