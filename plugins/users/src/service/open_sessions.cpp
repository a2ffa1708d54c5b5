#include "service/open_sessions.hpp"

namespace statybos::users {

std::optional<SessionUser> OpenSessions::find(const std::string& key, Instant now) {
    const std::scoped_lock lock(mutex_);
    const auto found = open_.find(key);
    if (found == open_.end() || found->second.until <= now) {
        return std::nullopt;
    }
    return found->second.user;
}

void OpenSessions::remember(const std::string& key, const SessionUser& user, Instant asked_at) {
    const std::scoped_lock lock(mutex_);
    if (closed_.contains(user.session_id)) {
        return;
    }
    if (open_.size() >= most) {
        open_.clear();
    }
    open_.insert_or_assign(key, Entry{user, {asked_at.us + believed_us}});
}

void OpenSessions::forget(SessionId id, Instant now) {
    const std::scoped_lock lock(mutex_);
    std::erase_if(open_, [&](const auto& entry) { return entry.second.user.session_id == id; });
    std::erase_if(closed_, [&](const auto& entry) { return now - entry.second > believed_us; });
    closed_.emplace(id, now);
}

} // namespace statybos::users
