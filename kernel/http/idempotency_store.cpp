#include "http/idempotency_store.hpp"

namespace statybos::kernel::http {
namespace {

constexpr std::chrono::hours answer_lifetime{24};

} // namespace

MemoryIdempotencyStore::Name MemoryIdempotencyStore::name_of(const IdempotencyKey& key) {
    return {std::string(key.scope), std::string(key.key)};
}

Result<IdempotencyOutcome> MemoryIdempotencyStore::begin(const IdempotencyKey& key) {
    using Kind = IdempotencyOutcome::Kind;
    std::lock_guard lock(mutex_);
    const auto now = now_();
    const auto found = entries_.find(name_of(key));
    if (found == entries_.end() || found->second.expires <= now) {
        entries_.insert_or_assign(name_of(key), Entry{std::string(key.hash), {}, now + key.claim});
        return IdempotencyOutcome{Kind::fresh, {}};
    }
    if (found->second.hash != key.hash) {
        return IdempotencyOutcome{Kind::mismatch, {}};
    }
    if (!found->second.answer) {
        return IdempotencyOutcome{Kind::busy, {}};
    }
    return IdempotencyOutcome{Kind::replay, found->second.answer};
}

Result<void> MemoryIdempotencyStore::finish(const IdempotencyKey& key, const StoredAnswer& answer) {
    std::lock_guard lock(mutex_);
    entries_.insert_or_assign(name_of(key),
                              Entry{std::string(key.hash), answer, now_() + answer_lifetime});
    return {};
}

Result<void> MemoryIdempotencyStore::abandon(const IdempotencyKey& key) {
    std::lock_guard lock(mutex_);
    entries_.erase(name_of(key));
    return {};
}

std::size_t MemoryIdempotencyStore::size() const {
    std::lock_guard lock(mutex_);
    return entries_.size();
}

} // namespace statybos::kernel::http
