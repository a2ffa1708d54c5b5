// What one client of a stream is still to be sent.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

#include "http/stream_message.hpp"

namespace statybos::kernel::http {

class StreamHub;

/// Filled by any thread, emptied by its connection. Follows its topic until it is destroyed.
class OpenStream {
public:
    /// As StreamHub::open().
    OpenStream(StreamHub& hub, std::string topic, std::size_t most_bytes);
    ~OpenStream();
    OpenStream(const OpenStream&) = delete;
    OpenStream& operator=(const OpenStream&) = delete;

    const std::string& topic() const noexcept { return topic_; }

    // By the handler that makes it.

    /// What it begins with; once, before its connection takes anything.
    void begin(const SharedMessage& message);
    /// It ends after what it begins with.
    void pause();

    // By the hub.

    /// Never blocks. What its connection does not take in time closes it.
    void push(const SharedMessage& message);
    /// It ends after what waits.
    void close();

    // By its connection.

    struct Taken {
        std::string bytes;
        bool over = false; // nothing follows
    };
    /// All that waits: first what it begins with. What was pushed under the id of one of those is
    /// left out.
    Taken take();
    /// `ring` is called from any thread when there is something to take, also at once; it must not
    /// block. An empty one: no more.
    void on_news(std::function<void()> ring);

private:
    StreamHub& hub_;
    const std::string topic_;
    const std::size_t most_bytes_;

    std::mutex mutex_;
    std::string beginning_;
    std::unordered_set<std::string> begun_with_; // ids
    std::deque<SharedMessage> waiting_;
    std::size_t waiting_bytes_ = 0;
    bool over_ = false;
    std::function<void()> ring_;
};

} // namespace statybos::kernel::http
