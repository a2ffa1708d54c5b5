// Which sessions are known to be open, so that a request need not ask the database each time.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include <statybos/instant.hpp>

#include "store/session_store.hpp"

namespace statybos::users {

/// Believed for a short time only; a session that is closed is forgotten at once and stays refused,
/// also when a look-up that began before the closing ends after it. Safe for any number of threads.
class OpenSessions {
public:
    /// `key`: the session's id, or the hash of its cookie.
    std::optional<SessionUser> find(const std::string& key, Instant now);
    /// @param asked_at  when the database was asked
    void remember(const std::string& key, const SessionUser& user, Instant asked_at);
    void forget(SessionId id, Instant now);

private:
    static constexpr std::int64_t believed_us = 30'000'000;
    static constexpr std::size_t most = 20'000;
    struct Entry {
        SessionUser user;
        Instant until;
    };

    std::mutex mutex_;
    std::unordered_map<std::string, Entry> open_;
    std::unordered_map<SessionId, Instant> closed_;
};

} // namespace statybos::users
