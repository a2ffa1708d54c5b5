#include "http/open_stream.hpp"

#include "http/stream_hub.hpp"

namespace statybos::kernel::http {

OpenStream::OpenStream(StreamHub& hub, std::string topic, std::size_t most_bytes)
    : hub_(hub), topic_(std::move(topic)), most_bytes_(most_bytes) {}

OpenStream::~OpenStream() {
    hub_.leave(*this);
}

void OpenStream::begin(const SharedMessage& message) {
    const std::lock_guard lock(mutex_);
    beginning_ += message->frame;
    // What a mark names may have been added since it was read, and is still to be sent.
    if (!message->id.empty() && !message->is_mark) {
        begun_with_.insert(message->id);
    }
}

void OpenStream::pause() {
    const std::lock_guard lock(mutex_);
    over_ = true;
    waiting_.clear();
    waiting_bytes_ = 0;
}

void OpenStream::push(const SharedMessage& message) {
    const std::lock_guard lock(mutex_);
    if (over_) {
        return;
    }
    if (waiting_bytes_ + message->frame.size() > most_bytes_) {
        // Nothing may be missing in the middle: the client comes back with the last id that it got.
        over_ = true;
        hub_.count_cut();
        waiting_.clear();
        waiting_bytes_ = 0;
    } else {
        waiting_.push_back(message);
        waiting_bytes_ += message->frame.size();
    }
    if (ring_) {
        ring_();
    }
}

void OpenStream::close() {
    const std::lock_guard lock(mutex_);
    over_ = true;
    if (ring_) {
        ring_();
    }
}

OpenStream::Taken OpenStream::take() {
    const std::lock_guard lock(mutex_);
    Taken taken{std::move(beginning_), over_};
    beginning_.clear();
    for (const SharedMessage& message : waiting_) {
        if (begun_with_.count(message->id) == 0) {
            taken.bytes += message->frame;
        }
    }
    waiting_.clear();
    waiting_bytes_ = 0;
    return taken;
}

void OpenStream::on_news(std::function<void()> ring) {
    const std::lock_guard lock(mutex_);
    ring_ = std::move(ring);
    if (ring_ && (over_ || !waiting_.empty())) {
        ring_();
    }
}

} // namespace statybos::kernel::http
