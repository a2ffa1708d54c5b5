#include "http/response_cache.hpp"

#include <algorithm>
#include <functional>

namespace statybos::kernel::http {
namespace {

std::uint16_t slot_of(std::string_view tag) noexcept {
    const std::size_t hash = std::hash<std::string_view>()(tag);
    return static_cast<std::uint16_t>(hash ^ (hash >> 16) ^ (hash >> 32) ^ (hash >> 48));
}

// Raises `place` to `value`; never lowers it.
void raise(std::atomic<std::uint64_t>& place, std::uint64_t value) noexcept {
    std::uint64_t seen = place.load();
    while (seen < value && !place.compare_exchange_weak(seen, value)) {
    }
}

} // namespace

ResponseCache::ResponseCache(std::size_t capacity)
    : shard_capacity_(capacity / shard_count), slots_(slot_count) {}

ResponseCache::Shard& ResponseCache::shard_of(std::string_view key) {
    return shards_[(std::hash<std::string_view>()(key) >> 7) % shard_count];
}

bool ResponseCache::valid(std::span<const std::uint16_t> slots, Ticket ticket) const noexcept {
    if (all_.load() > ticket) {
        return false;
    }
    return std::all_of(slots.begin(), slots.end(),
                       [&](std::uint16_t slot) { return slots_[slot].load() <= ticket; });
}

void ResponseCache::erase(Shard& shard, Entries::iterator entry) {
    shard.bytes -= entry->cost;
    shard.by_key.erase(entry->key);
    shard.entries.erase(entry);
}

std::shared_ptr<const CachedAnswer> ResponseCache::find(std::string_view key,
                                                        Clock::time_point now) {
    if (shard_capacity_ == 0) {
        return nullptr;
    }
    Shard& shard = shard_of(key);
    std::lock_guard lock(shard.mutex);
    const auto found = shard.by_key.find(key);
    if (found == shard.by_key.end()) {
        return nullptr;
    }
    const Entries::iterator entry = found->second;
    if (entry->expires <= now || !valid(entry->slots, entry->ticket)) {
        erase(shard, entry);
        return nullptr;
    }
    if (entry != shard.entries.begin()) {
        shard.entries.splice(shard.entries.begin(), shard.entries, entry);
    }
    return entry->answer;
}

bool ResponseCache::store(std::string_view key, std::shared_ptr<const CachedAnswer> answer,
                          std::span<const std::string> tags, Ticket ticket,
                          Clock::time_point expires) {
    Entry made{std::string(key), std::move(answer), {}, ticket, expires, 0};
    for (const std::string& tag : tags) {
        made.slots.push_back(slot_of(tag));
    }
    std::sort(made.slots.begin(), made.slots.end());
    made.slots.erase(std::unique(made.slots.begin(), made.slots.end()), made.slots.end());
    made.cost = sizeof(Entry) + sizeof(CachedAnswer) + 128 + made.key.size() +
                made.slots.size() * sizeof(std::uint16_t) + made.answer->head.size() +
                made.answer->not_modified.size() + made.answer->body.size() +
                made.answer->etag.size();
    if (made.cost > shard_capacity_ / 8 || !valid(made.slots, ticket)) {
        return false;
    }
    Shard& shard = shard_of(key);
    std::lock_guard lock(shard.mutex);
    if (const auto found = shard.by_key.find(key); found != shard.by_key.end()) {
        erase(shard, found->second);
    }
    shard.bytes += made.cost;
    shard.entries.push_front(std::move(made));
    shard.by_key.emplace(shard.entries.front().key, shard.entries.begin());
    while (shard.bytes > shard_capacity_) {
        erase(shard, std::prev(shard.entries.end()));
    }
    return true;
}

void ResponseCache::invalidate(std::span<const std::string_view> tags) {
    const std::uint64_t number = ++sequence_;
    for (const std::string_view tag : tags) {
        raise(slots_[slot_of(tag)], number);
    }
}

void ResponseCache::invalidate_all() {
    raise(all_, ++sequence_);
    for (Shard& shard : shards_) {
        std::lock_guard lock(shard.mutex);
        shard.by_key.clear();
        shard.entries.clear();
        shard.bytes = 0;
    }
}

std::size_t ResponseCache::bytes() const {
    std::size_t total = 0;
    for (const Shard& shard : shards_) {
        std::lock_guard lock(shard.mutex);
        total += shard.bytes;
    }
    return total;
}

std::size_t ResponseCache::entries() const {
    std::size_t total = 0;
    for (const Shard& shard : shards_) {
        std::lock_guard lock(shard.mutex);
        total += shard.entries.size();
    }
    return total;
}

} // namespace statybos::kernel::http
