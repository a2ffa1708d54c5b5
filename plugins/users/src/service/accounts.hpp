// Accounts: making, verifying, changing and forgetting them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/host.hpp>
#include <statybos/users/user_reader.hpp>

#include "service/account_tokens.hpp"
#include "service/open_sessions.hpp"
#include "service/passwords.hpp"
#include "store/session_store.hpp"
#include "store/user_store.hpp"

namespace statybos::users {

struct NewAccount {
    std::string email;
    std::string password;
    std::string name;
    UserType user_type = UserType::private_;
    std::optional<Company> company;
    std::string language;
    std::vector<std::string> roles = {"customer"};
    std::optional<std::string> phone;
    bool verified = false; ///< made by the operator: no mail is sent
};

struct ProfileChange {
    Maybe<std::string> name;
    Maybe<std::string> language;
    Change<std::string> phone;
    Change<Company> company;
};

class Accounts : public UserReader {
public:
    Accounts(Host host, UserStore& users, SessionStore& sessions, OpenSessions& open_sessions,
             const Passwords& passwords);

    /// @errors conflict email_taken
    /// @errors invalid validation_failed  too easy a password, or a company where none belongs
    virtual Result<UserRow> register_user(Ctx ctx, const NewAccount& account);
    /// @errors invalid invalid_token
    Result<UserRow> verify_email(Ctx ctx, std::string_view token);
    /// Mails another link when that makes sense; tells nobody whether it did.
    void resend_verification(Ctx ctx, std::string_view email);
    void forget_password(Ctx ctx, std::string_view email);
    /// Ends all sessions. @errors invalid invalid_token, validation_failed
    Result<void> reset_password(Ctx ctx, std::string_view token, std::string_view password);

    /// @errors not_found
    Result<UserRow> get(Session& session, UserId id);
    std::vector<UserRow> list(Session& session, std::optional<UserId> after, std::int32_t limit);
    virtual Result<UserRow> change_profile(Ctx ctx, UserId id, const ProfileChange& change);
    /// Ends all sessions and forgets who it was.
    virtual void anonymise(Ctx ctx, UserId id);

    Result<UserSnapshot> find(Session& session, UserId id) override;
    Result<std::vector<UserSnapshot>> with_role(Session& session, std::string_view role) override;
    Result<std::string> verification_token(Session& session, UserId id) override;
    Result<std::string> password_token(Session& session, UserId id) override;

private:
    void close_sessions(Transaction& tx, UserId id);

    Host host_;
    UserStore& users_;
    SessionStore& sessions_;
    OpenSessions& open_sessions_;
    const Passwords& passwords_;
    AccountTokens tokens_;
};

} // namespace statybos::users
