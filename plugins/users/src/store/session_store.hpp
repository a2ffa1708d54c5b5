// Rows of users.session and users.refresh_token.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::users {

STATYBOS_ID(SessionId)

enum class SessionKind : std::uint8_t { token, cookie };
STATYBOS_ENUM(SessionKind, token, cookie)

struct SessionRow {
    SessionId id;
    UserId user_id;
    SessionKind kind = SessionKind::token;
    std::optional<std::string> cookie_hash;
    std::optional<std::string> csrf_token;
    std::string user_agent;
    std::string ip;
    Instant created_at;
    Instant last_seen_at;
    Instant expires_at;
};
STATYBOS_RECORD(SessionRow, id, user_id, kind, cookie_hash, csrf_token, user_agent, ip, created_at,
                last_seen_at, expires_at)

/// What a session proves of its user now.
struct SessionUser {
    SessionId session_id;
    UserId user_id;
    std::optional<std::string> csrf_token;
    std::vector<std::string> roles;
    std::optional<VendorId> vendor_id;
};
STATYBOS_RECORD(SessionUser, session_id, user_id, csrf_token, roles, vendor_id)

struct RefreshRow {
    SessionId session_id;
    bool used = false;
    bool open = false; ///< the session is neither closed nor expired, its user active
};
STATYBOS_RECORD(RefreshRow, session_id, used, open)

class SessionStore {
public:
    void insert(Transaction& tx, const SessionRow& session);
    /// The open session of an active user, or nothing.
    std::optional<SessionUser> find_open(Session& session, SessionId id);
    std::optional<SessionUser> find_open_by_cookie(Session& session, std::string_view cookie_hash);
    std::vector<SessionRow> list_open(Session& session, UserId user);

    /// Makes `token_hash` the session's current refresh token.
    void add_refresh_token(Transaction& tx, SessionId session, std::string_view token_hash);
    std::optional<RefreshRow> find_refresh_token(Session& session, std::string_view token_hash);
    /// False when another call was faster or it had been used before.
    bool use_refresh_token(Transaction& tx, std::string_view token_hash);
    void replace_cookie(Transaction& tx, SessionId id, std::string_view cookie_hash,
                        std::string_view csrf_token);
    void extend(Transaction& tx, SessionId id, Instant expires_at);

    /// False when it is closed, or not this user's.
    bool close(Transaction& tx, SessionId id, UserId user);
    /// @returns the sessions that were open
    std::vector<SessionId> close_all(Transaction& tx, UserId user);
    void close_stolen(Session& session, SessionId id);
    void purge(Session& session, Instant before);
};

} // namespace statybos::users
