// Answers kept in memory, and the rule that none is served after what it shows has changed.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace statybos::kernel::http {

/// An answer ready for the wire but for the few lines that differ from request to request.
struct CachedAnswer {
    std::string head;         // status line and fields of the 200, each with its CRLF
    std::string not_modified; // the same of the 304
    std::string body;
    std::string etag;
};

/// Each tag falls into one of 65,536 slots, and a slot remembers the number of the last
/// invalidation that touched it. An answer carries the number that was current when its making
/// *began* and is valid while none of its slots has a higher one. So an answer that was computed
/// before an invalidation can be neither stored nor served after it, in whatever order threads run;
/// two tags in one slot cost at most a needless miss.
class ResponseCache {
public:
    using Clock = std::chrono::steady_clock;
    using Ticket = std::uint64_t;

    /// @param capacity  Bytes in all, keys and book-keeping included; the least recently used
    ///                  answers go first. 0 keeps nothing.
    explicit ResponseCache(std::size_t capacity);

    /// The answer under `key`, or null.
    std::shared_ptr<const CachedAnswer> find(std::string_view key, Clock::time_point now);

    /// To be taken before anything that the answer depends on is read.
    Ticket begin() const noexcept { return sequence_.load(std::memory_order_acquire); }

    /// Keeps `answer` until `expires` unless one of `tags` was dropped since `ticket`. An answer
    /// above an eighth of a shard is not kept.
    ///
    /// @returns whether it was kept
    bool store(std::string_view key, std::shared_ptr<const CachedAnswer> answer,
               std::span<const std::string> tags, Ticket ticket, Clock::time_point expires);

    /// From its return on, no answer that carries one of `tags` is served.
    void invalidate(std::span<const std::string_view> tags);
    void invalidate_all();

    std::size_t bytes() const;
    std::size_t entries() const;

private:
    static constexpr std::size_t slot_count = 65536;
    static constexpr std::size_t shard_count = 16;

    struct Entry {
        std::string key;
        std::shared_ptr<const CachedAnswer> answer;
        std::vector<std::uint16_t> slots;
        Ticket ticket = 0;
        Clock::time_point expires;
        std::size_t cost = 0;
    };
    using Entries = std::list<Entry>; // most recently used first

    struct Shard {
        mutable std::mutex mutex;
        Entries entries;
        std::unordered_map<std::string_view, Entries::iterator> by_key;
        std::size_t bytes = 0;
    };

    Shard& shard_of(std::string_view key);
    bool valid(std::span<const std::uint16_t> slots, Ticket ticket) const noexcept;
    static void erase(Shard& shard, Entries::iterator entry);

    const std::size_t shard_capacity_;
    std::atomic<std::uint64_t> sequence_{1};
    std::atomic<std::uint64_t> all_{0}; // the last invalidation of everything
    std::vector<std::atomic<std::uint64_t>> slots_;
    std::array<Shard, shard_count> shards_;
};

} // namespace statybos::kernel::http
