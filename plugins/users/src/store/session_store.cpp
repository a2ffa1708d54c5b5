#include "store/session_store.hpp"

namespace statybos::users {

void SessionStore::insert(Transaction& tx, const SessionRow& session) {
    tx.execute("INSERT INTO users.session (id, user_id, kind, cookie_hash, csrf_token, user_agent,"
               " ip, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               session.id, session.user_id, session.kind, session.cookie_hash, session.csrf_token,
               session.user_agent, session.ip, session.expires_at);
}

std::optional<SessionUser> SessionStore::find_open(Session& session, SessionId id) {
    return session.one<SessionUser>(
        "SELECT s.id, s.user_id, s.csrf_token, u.roles, v.id FROM users.session s"
        " JOIN users.\"user\" u ON u.id = s.user_id LEFT JOIN users.vendor v ON v.user_id = u.id"
        " WHERE s.id = $1 AND s.closed_at IS NULL AND s.expires_at > now() AND u.status = 'active'",
        id);
}

std::optional<SessionUser> SessionStore::find_open_by_cookie(Session& session,
                                                             std::string_view cookie_hash) {
    return session.one<SessionUser>(
        "SELECT s.id, s.user_id, s.csrf_token, u.roles, v.id FROM users.session s"
        " JOIN users.\"user\" u ON u.id = s.user_id LEFT JOIN users.vendor v ON v.user_id = u.id"
        " WHERE s.cookie_hash = $1 AND s.closed_at IS NULL AND s.expires_at > now()"
        " AND u.status = 'active'",
        cookie_hash);
}

std::vector<SessionRow> SessionStore::list_open(Session& session, UserId user) {
    return session.query<SessionRow>(
        "SELECT id, user_id, kind, cookie_hash, csrf_token, user_agent, ip, created_at,"
        " last_seen_at, expires_at FROM users.session"
        " WHERE user_id = $1 AND closed_at IS NULL AND expires_at > now()"
        " ORDER BY last_seen_at DESC, id LIMIT 100",
        user);
}

void SessionStore::add_refresh_token(Transaction& tx, SessionId session,
                                     std::string_view token_hash) {
    tx.execute("INSERT INTO users.refresh_token (token_hash, session_id) VALUES ($1, $2)",
               token_hash, session);
}

std::optional<RefreshRow> SessionStore::find_refresh_token(Session& session,
                                                           std::string_view token_hash) {
    return session.one<RefreshRow>(
        "SELECT r.session_id, r.used_at IS NOT NULL,"
        " s.closed_at IS NULL AND s.expires_at > now() AND u.status = 'active'"
        " FROM users.refresh_token r JOIN users.session s ON s.id = r.session_id"
        " JOIN users.\"user\" u ON u.id = s.user_id WHERE r.token_hash = $1",
        token_hash);
}

bool SessionStore::use_refresh_token(Transaction& tx, std::string_view token_hash) {
    // The condition decides between two clients that refresh with one token at the same time.
    return tx.execute("UPDATE users.refresh_token SET used_at = now()"
                      " WHERE token_hash = $1 AND used_at IS NULL",
                      token_hash) == 1;
}

void SessionStore::replace_cookie(Transaction& tx, SessionId id, std::string_view cookie_hash,
                                  std::string_view csrf_token) {
    tx.execute("UPDATE users.session SET cookie_hash = $2, csrf_token = $3 WHERE id = $1", id,
               cookie_hash, csrf_token);
}

void SessionStore::extend(Transaction& tx, SessionId id, Instant expires_at) {
    tx.execute("UPDATE users.session SET last_seen_at = now(), expires_at = $2 WHERE id = $1", id,
               expires_at);
}

bool SessionStore::close(Transaction& tx, SessionId id, UserId user) {
    return tx.execute("UPDATE users.session SET closed_at = now()"
                      " WHERE id = $1 AND user_id = $2 AND closed_at IS NULL",
                      id, user) == 1;
}

std::vector<SessionId> SessionStore::close_all(Transaction& tx, UserId user) {
    return tx.query<SessionId>("UPDATE users.session SET closed_at = now()"
                               " WHERE user_id = $1 AND closed_at IS NULL RETURNING id",
                               user);
}

void SessionStore::close_stolen(Session& session, SessionId id) {
    session.execute(
        "UPDATE users.session SET closed_at = now() WHERE id = $1 AND closed_at IS NULL", id);
}

void SessionStore::purge(Session& session, Instant before) {
    session.execute("DELETE FROM users.session WHERE expires_at < $1 OR closed_at < $1", before);
}

} // namespace statybos::users
