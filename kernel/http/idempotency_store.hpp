// Where answers wait for the repetition of their request.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <statybos/error.hpp>

namespace statybos::kernel::http {

/// What is kept of a 2xx answer.
struct StoredAnswer {
    unsigned status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

struct IdempotencyKey {
    std::string_view scope;                   // who: at most 100 characters
    std::string_view key;                     // as sent: at most 200
    std::string_view hash;                    // of method, target and body: 64 hexadecimal digits
    std::chrono::milliseconds claim{120'000}; // how long the work may take
};

struct IdempotencyOutcome {
    enum class Kind {
        fresh,    // ours to do: finish() or abandon() must follow
        replay,   // done before: `answer`
        mismatch, // the key was used for something else
        busy,     // being done elsewhere, by another node
    };
    Kind kind = Kind::fresh;
    std::optional<StoredAnswer> answer;
};

/// Shared by all nodes of a marketplace. All functions: [any thread], may block, never throw.
class IdempotencyStore {
public:
    virtual ~IdempotencyStore() = default;

    /// Claims the key. A claim that is neither finished nor abandoned, because its node died, is
    /// free again after `key.claim`; a finished one is kept for 24 hours.
    virtual Result<IdempotencyOutcome> begin(const IdempotencyKey& key) = 0;
    virtual Result<void> finish(const IdempotencyKey& key, const StoredAnswer& answer) = 0;
    virtual Result<void> abandon(const IdempotencyKey& key) = 0;
};

/// Keeps answers in this process: for tests, and for a kernel without a database.
class MemoryIdempotencyStore : public IdempotencyStore {
public:
    using Clock = std::chrono::steady_clock;

    explicit MemoryIdempotencyStore(std::function<Clock::time_point()> now = Clock::now)
        : now_(std::move(now)) {}

    Result<IdempotencyOutcome> begin(const IdempotencyKey& key) override;
    Result<void> finish(const IdempotencyKey& key, const StoredAnswer& answer) override;
    Result<void> abandon(const IdempotencyKey& key) override;

    std::size_t size() const;

private:
    struct Entry {
        std::string hash;
        std::optional<StoredAnswer> answer;
        Clock::time_point expires;
    };
    using Name = std::pair<std::string, std::string>;

    static Name name_of(const IdempotencyKey& key);

    std::function<Clock::time_point()> now_;
    mutable std::mutex mutex_;
    std::map<Name, Entry> entries_;
};

} // namespace statybos::kernel::http
