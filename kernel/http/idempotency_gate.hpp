// Lets one of several equal requests through and hands its answer to the others.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "http/idempotency_store.hpp"

namespace statybos::kernel::http {

/// In-process half of Idempotency-Key: requests that run at the same time on this node. A waiting
/// request holds no thread; it leaves a function behind.
class IdempotencyGate {
public:
    /// Called once, on the thread of the request waited for. Null: that one failed, try again.
    using Waiter = std::function<void(std::shared_ptr<const StoredAnswer>)>;

    enum class Entry {
        leader,   // goes through: leave() must follow
        waiting,  // `waiter` will be called
        mismatch, // the same key is under way with another hash
    };

    Entry enter(const IdempotencyKey& key, Waiter waiter);
    /// @param answer  Null when the attempt left nothing to repeat.
    void leave(const IdempotencyKey& key, std::shared_ptr<const StoredAnswer> answer);

private:
    struct Running {
        std::string hash;
        std::vector<Waiter> waiters;
    };
    using Name = std::pair<std::string, std::string>;

    std::mutex mutex_;
    std::map<Name, Running> running_;
};

} // namespace statybos::kernel::http
