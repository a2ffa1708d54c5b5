#include "http/idempotency_gate.hpp"

namespace statybos::kernel::http {

IdempotencyGate::Entry IdempotencyGate::enter(const IdempotencyKey& key, Waiter waiter) {
    std::lock_guard lock(mutex_);
    const auto [place, first] =
        running_.try_emplace(Name(key.scope, key.key), Running{std::string(key.hash), {}});
    if (first) {
        return Entry::leader;
    }
    if (place->second.hash != key.hash) {
        return Entry::mismatch;
    }
    place->second.waiters.push_back(std::move(waiter));
    return Entry::waiting;
}

void IdempotencyGate::leave(const IdempotencyKey& key, std::shared_ptr<const StoredAnswer> answer) {
    std::vector<Waiter> waiters;
    {
        std::lock_guard lock(mutex_);
        const auto found = running_.find(Name(key.scope, key.key));
        if (found == running_.end()) {
            return;
        }
        waiters = std::move(found->second.waiters);
        running_.erase(found);
    }
    for (const Waiter& waiter : waiters) {
        waiter(answer);
    }
}

} // namespace statybos::kernel::http
