// Who follows which topic on this node.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <statybos/error.hpp>

#include "http/open_stream.hpp"
#include "http/settings.hpp"

namespace statybos::kernel::http {

/// Any thread. Outlives its streams.
class StreamHub {
public:
    explicit StreamHub(const StreamSettings& settings) : settings_(settings) {}

    /// A stream that follows `topic` from now on.
    ///
    /// @errors too_many_streams  the topic has as many as it may (429)
    /// @errors overloaded        this node has (503)
    Result<std::shared_ptr<OpenStream>> open(std::string_view topic);

    /// To all that follow `topic` now. Never blocks for a client.
    void send(std::string_view topic, const SharedMessage& message);

    /// Something was or may have been missed: all end, and their clients come back with the last
    /// id that they got.
    void close_all() noexcept;

    /// What other nodes say is missed from now on. A message of this node's own must not pass what
    /// is missed before it: streams that it is sent to end without it.
    void lose_others() noexcept;
    /// Nothing is missed any more, and all end as by close_all().
    void hear_others() noexcept;

    std::size_t size() const noexcept { return size_; }
    /// Streams that ended because their clients read too slowly.
    std::uint64_t cut() const noexcept { return cut_; }
    void count_cut() noexcept { ++cut_; }

private:
    friend class OpenStream;
    void leave(OpenStream& stream) noexcept;
    void close_each() noexcept;

    const StreamSettings settings_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::vector<OpenStream*>> topics_;
    bool hears_others_ = true;
    std::atomic<std::size_t> size_{0};
    std::atomic<std::uint64_t> cut_{0};
};

} // namespace statybos::kernel::http
