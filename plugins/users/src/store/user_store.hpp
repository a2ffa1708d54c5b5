// Rows of users.user.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/instant.hpp>
#include <statybos/users/user_reader.hpp>

namespace statybos::users {

enum class UserType : std::uint8_t { private_, business };
STATYBOS_ENUM(UserType, private_, business)

enum class UserStatus : std::uint8_t { active, suspended, anonymised };
STATYBOS_ENUM(UserStatus, active, suspended, anonymised)

struct UserRow {
    UserId id;
    std::string email;
    std::string name;
    UserType user_type = UserType::private_;
    std::optional<Json> company;
    std::string language;
    std::optional<std::string> phone;
    std::string password_hash;
    std::int32_t secret_version = 1;
    std::vector<std::string> roles;
    UserStatus status = UserStatus::active;
    std::optional<Instant> email_verified_at;
    Instant created_at;
    std::optional<VendorId> vendor_id;
};
STATYBOS_RECORD(UserRow, id, email, name, user_type, company, language, phone, password_hash,
                secret_version, roles, status, email_verified_at, created_at, vendor_id)

class UserStore {
public:
    /// @throws Failure unique_violation (user_email_key)  somebody has the address
    void insert(Transaction& tx, const UserRow& user);
    std::optional<UserRow> find(Session& session, UserId id);
    std::optional<UserRow> find_by_email(Session& session, std::string_view email);
    std::vector<UserRow> with_role(Session& session, std::string_view role);
    /// Newest first, beyond `after` when given.
    std::vector<UserRow> list(Session& session, std::optional<UserId> after, std::int32_t limit);

    void update_profile(Transaction& tx, const UserRow& user);
    /// False when it was verified before.
    bool mark_verified(Transaction& tx, UserId id);
    void set_password(Transaction& tx, UserId id, std::string_view password_hash);
    void add_role(Transaction& tx, UserId id, std::string_view role);
    /// Forgets who it was; the address can be used again.
    void anonymise(Transaction& tx, UserId id);

    void note_wrong_password(Session& session, std::string_view email_hash);
    std::int64_t wrong_passwords(Session& session, std::string_view email_hash, Instant since);
    void forget_wrong_passwords(Session& session, std::string_view email_hash);
    void purge_wrong_passwords(Session& session, Instant before);
};

} // namespace statybos::users
