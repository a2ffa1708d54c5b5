#include "store/user_store.hpp"

#include <string>

namespace statybos::users {
namespace {

constexpr std::string_view user_query =
    "SELECT u.id, u.email, u.name, u.user_type, u.company, u.language, u.phone, u.password_hash,"
    " u.secret_version, u.roles, u.status, u.email_verified_at, u.created_at, v.id"
    " FROM users.\"user\" u LEFT JOIN users.vendor v ON v.user_id = u.id ";

std::string select_user(std::string_view rest) {
    return std::string(user_query) + std::string(rest);
}

} // namespace

void UserStore::insert(Transaction& tx, const UserRow& user) {
    tx.execute("INSERT INTO users.\"user\" (id, email, name, user_type, company, language, phone,"
               " password_hash, roles, email_verified_at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
               user.id, user.email, user.name, user.user_type, user.company, user.language,
               user.phone, user.password_hash, user.roles, user.email_verified_at);
}

std::optional<UserRow> UserStore::find(Session& session, UserId id) {
    static const std::string sql = select_user("WHERE u.id = $1 AND u.status <> 'anonymised'");
    return session.one<UserRow>(sql, id);
}

std::optional<UserRow> UserStore::find_by_email(Session& session, std::string_view email) {
    static const std::string sql = select_user("WHERE u.email = lower($1)");
    return session.one<UserRow>(sql, email);
}

std::vector<UserRow> UserStore::with_role(Session& session, std::string_view role) {
    static const std::string sql = select_user(
        "WHERE $1 = ANY (u.roles) AND u.status = 'active' ORDER BY u.created_at, u.id LIMIT 1000");
    return session.query<UserRow>(sql, role);
}

std::vector<UserRow> UserStore::list(Session& session, std::optional<UserId> after,
                                     std::int32_t limit) {
    static const std::string sql =
        select_user("WHERE $1::uuid IS NULL OR u.id < $1 ORDER BY u.id DESC LIMIT $2");
    return session.query<UserRow>(sql, after, limit);
}

void UserStore::update_profile(Transaction& tx, const UserRow& user) {
    tx.execute("UPDATE users.\"user\" SET name = $2, company = $3, language = $4, phone = $5,"
               " updated_at = now() WHERE id = $1",
               user.id, user.name, user.company, user.language, user.phone);
}

bool UserStore::mark_verified(Transaction& tx, UserId id) {
    return tx.execute("UPDATE users.\"user\" SET email_verified_at = now(), updated_at = now()"
                      " WHERE id = $1 AND email_verified_at IS NULL",
                      id) == 1;
}

void UserStore::set_password(Transaction& tx, UserId id, std::string_view password_hash) {
    tx.execute("UPDATE users.\"user\" SET password_hash = $2, secret_version = secret_version + 1,"
               " updated_at = now() WHERE id = $1",
               id, password_hash);
}

void UserStore::add_role(Transaction& tx, UserId id, std::string_view role) {
    tx.execute("UPDATE users.\"user\" SET roles = array_append(roles, $2), updated_at = now()"
               " WHERE id = $1 AND NOT ($2 = ANY (roles))",
               id, role);
}

void UserStore::anonymise(Transaction& tx, UserId id) {
    tx.execute("UPDATE users.\"user\" SET email = 'anonymised-' || id || '@invalid', name = '-',"
               " company = NULL, phone = NULL, password_hash = '-', status = 'anonymised',"
               " secret_version = secret_version + 1, roles = '{customer}', updated_at = now()"
               " WHERE id = $1",
               id);
}

void UserStore::note_wrong_password(Session& session, std::string_view email_hash) {
    session.execute("INSERT INTO users.wrong_password (email_hash) VALUES ($1)", email_hash);
}

std::int64_t UserStore::wrong_passwords(Session& session, std::string_view email_hash,
                                        Instant since) {
    return session.single<std::int64_t>(
        "SELECT count(*) FROM users.wrong_password WHERE email_hash = $1 AND at > $2", email_hash,
        since);
}

void UserStore::forget_wrong_passwords(Session& session, std::string_view email_hash) {
    session.execute("DELETE FROM users.wrong_password WHERE email_hash = $1", email_hash);
}

void UserStore::purge_wrong_passwords(Session& session, Instant before) {
    session.execute("DELETE FROM users.wrong_password WHERE at < $1", before);
}

} // namespace statybos::users
