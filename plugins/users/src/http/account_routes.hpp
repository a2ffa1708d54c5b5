// /api/auth: making and keeping an account.
#pragma once

#include <statybos/router.hpp>

#include "http/views.hpp"
#include "service/accounts.hpp"
#include "service/sign_in.hpp"

namespace statybos::users {

struct RegisterBody {
    std::string email;
    std::string password;
    std::string name;
    UserType user_type = UserType::private_;
    std::optional<Company> company;
    std::optional<std::string> phone;
    std::optional<std::string> language;
};
STATYBOS_RECORD(RegisterBody, email, password, name, user_type, company, phone, language)
STATYBOS_LIMITS(RegisterBody, pattern_email(&RegisterBody::email),
                length(&RegisterBody::password, 10, 200), length(&RegisterBody::name, 1, 200),
                pattern_phone(&RegisterBody::phone), pattern_language(&RegisterBody::language))

struct TokenBody {
    std::string token;
};
STATYBOS_RECORD(TokenBody, token)

struct EmailBody {
    std::string email;
};
STATYBOS_RECORD(EmailBody, email)
STATYBOS_LIMITS(EmailBody, pattern_email(&EmailBody::email))

struct PasswordResetBody {
    std::string token;
    std::string password;
};
STATYBOS_RECORD(PasswordResetBody, token, password)
STATYBOS_LIMITS(PasswordResetBody, length(&PasswordResetBody::password, 10, 200))

struct ProfileBody {
    Maybe<std::string> name;
    Maybe<std::string> language;
    Change<std::string> phone;
    Change<Company> company;
};
STATYBOS_RECORD(ProfileBody, name, language, phone, company)
STATYBOS_LIMITS(ProfileBody, length(&ProfileBody::name, 1, 200),
                pattern_language(&ProfileBody::language), pattern_phone(&ProfileBody::phone))

struct UserListQuery {
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
};
STATYBOS_PARAMETERS(UserListQuery, limit, cursor)
STATYBOS_LIMITS(UserListQuery, range(&UserListQuery::limit, 1, 100),
                defaulted(&UserListQuery::limit))

/// All that is held about a user.
struct AccountExport {
    UserView user;
    std::vector<Json> sessions;
};
STATYBOS_RECORD(AccountExport, user, sessions)

class AccountRoutes {
public:
    AccountRoutes(Accounts& accounts, SignIn& sign_in) : accounts_(accounts), sign_in_(sign_in) {}
    void declare(Host& host);

private:
    Result<UserAnswer> register_user(Ctx& ctx, const RegisterBody& body);
    Result<UserAnswer> verify(Ctx& ctx, const TokenBody& body);
    Result<void> resend(Ctx& ctx, const EmailBody& body);
    Result<void> forgot(Ctx& ctx, const EmailBody& body);
    Result<void> reset(Ctx& ctx, const PasswordResetBody& body);
    Result<UserView> show_me(Ctx& ctx);
    Result<UserView> change_me(Ctx& ctx, const ProfileBody& body);
    Result<void> forget_me(Ctx& ctx);
    Result<AccountExport> export_me(Ctx& ctx);
    Result<UserList> list_users(Ctx& ctx, const UserListQuery& query);

    Accounts& accounts_;
    SignIn& sign_in_;
};

} // namespace statybos::users
