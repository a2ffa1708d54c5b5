#include "http/account_routes.hpp"

namespace statybos::users {

void AccountRoutes::declare(Host& host) {
    Router router(host, *this, "accounts");
    router.post("/api/auth/register", &AccountRoutes::register_user)
        .access(Access::anyone)
        .status(201)
        .rate_limit("auth")
        .summary("Make an account; a verification mail is sent");
    router.post("/api/auth/verify", &AccountRoutes::verify)
        .access(Access::anyone)
        .rate_limit("auth")
        .summary("Verify the e-mail address by the token of the mail");
    router.post("/api/auth/verify/resend", &AccountRoutes::resend)
        .access(Access::anyone)
        .status(202)
        .rate_limit("auth")
        .summary("Send the verification mail again, if the account exists");
    router.post("/api/auth/password/forgot", &AccountRoutes::forgot)
        .access(Access::anyone)
        .status(202)
        .rate_limit("auth")
        .summary("Send a link that sets a new password, if the account exists");
    router.post("/api/auth/password/reset", &AccountRoutes::reset)
        .access(Access::anyone)
        .rate_limit("auth")
        .summary("Set a new password; ends all sessions");
    router.get("/api/auth/me", &AccountRoutes::show_me)
        .access(Access::signed_in)
        .summary("The signed-in user");
    router.patch("/api/auth/me", &AccountRoutes::change_me)
        .access(Access::signed_in)
        .summary("Change one's profile");
    router.remove("/api/auth/me", &AccountRoutes::forget_me)
        .access(Access::signed_in)
        .summary("Anonymise the account and end all sessions");
    router.get("/api/auth/me/export", &AccountRoutes::export_me)
        .access(Access::signed_in)
        .summary("All data held about the signed-in user");
    router.get("/api/admin/users", &AccountRoutes::list_users)
        .roles({"admin", "support"})
        .summary("All users, newest first");
}

Result<UserAnswer> AccountRoutes::register_user(Ctx& ctx, const RegisterBody& body) {
    NewAccount account;
    account.email = body.email;
    account.password = body.password;
    account.name = body.name;
    account.user_type = body.user_type;
    account.company = body.company;
    account.phone = body.phone;
    account.language = body.language.value_or(std::string(ctx.language()));
    auto user = accounts_.register_user(ctx, account);
    if (!user) {
        return user.error();
    }
    return UserAnswer{view_of(*user)};
}

Result<UserAnswer> AccountRoutes::verify(Ctx& ctx, const TokenBody& body) {
    auto user = accounts_.verify_email(ctx, body.token);
    if (!user) {
        return user.error();
    }
    return UserAnswer{view_of(*user)};
}

Result<void> AccountRoutes::resend(Ctx& ctx, const EmailBody& body) {
    accounts_.resend_verification(ctx, body.email);
    return {};
}

Result<void> AccountRoutes::forgot(Ctx& ctx, const EmailBody& body) {
    accounts_.forget_password(ctx, body.email);
    return {};
}

Result<void> AccountRoutes::reset(Ctx& ctx, const PasswordResetBody& body) {
    return accounts_.reset_password(ctx, body.token, body.password);
}

Result<UserView> AccountRoutes::show_me(Ctx& ctx) {
    Session session(ctx);
    auto user = accounts_.get(session, ctx.require_user());
    return user ? Result<UserView>(view_of(*user)) : Result<UserView>(user.error());
}

Result<UserView> AccountRoutes::change_me(Ctx& ctx, const ProfileBody& body) {
    auto user = accounts_.change_profile(ctx, ctx.require_user(),
                                         {body.name, body.language, body.phone, body.company});
    return user ? Result<UserView>(view_of(*user)) : Result<UserView>(user.error());
}

Result<void> AccountRoutes::forget_me(Ctx& ctx) {
    accounts_.anonymise(ctx, ctx.require_user());
    return {};
}

Result<AccountExport> AccountRoutes::export_me(Ctx& ctx) {
    auto user = show_me(ctx);
    if (!user) {
        return user.error();
    }
    AccountExport all{*user, {}};
    for (SessionRow& row : sign_in_.sessions_of(ctx, ctx.require_user())) {
        row.cookie_hash.reset();
        row.csrf_token.reset();
        all.sessions.push_back(Json::trusted(write_json(row)));
    }
    return all;
}

Result<UserList> AccountRoutes::list_users(Ctx& ctx, const UserListQuery& query) {
    auto after = id_of_cursor<UserId>(query.cursor);
    if (!after) {
        return after.error();
    }
    Session session(ctx);
    return page_of<UserList>(accounts_.list(session, *after, query.limit + 1),
                             static_cast<std::size_t>(query.limit));
}

} // namespace statybos::users
