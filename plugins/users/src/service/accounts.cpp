#include "service/accounts.hpp"

#include <statybos/secrets.hpp>
#include <statybos/users/events.hpp>

namespace statybos::users {
namespace {

Error no_such_user() {
    return Error(Errc::not_found, "not_found", "there is no such user");
}

Error unusable_mailed_token() {
    return Error(Errc::invalid, "invalid_token", "the link is wrong, old or was used before");
}

std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return lower;
}

std::optional<Json> company_json(const std::optional<Company>& company) {
    return company ? std::optional<Json>(Json::trusted(write_json(*company))) : std::nullopt;
}

UserSnapshot snapshot_of(const UserRow& user) {
    UserSnapshot snapshot;
    snapshot.id = user.id;
    snapshot.email = user.email;
    snapshot.name = user.name;
    snapshot.language = user.language;
    snapshot.phone = user.phone;
    snapshot.email_verified = user.email_verified_at.has_value();
    snapshot.roles = user.roles;
    if (user.company) {
        snapshot.company = read_stored_json<Company>(user.company->text()).value();
    }
    snapshot.vendor_id = user.vendor_id;
    return snapshot;
}

Result<void> check_company(UserType type, bool has_company) {
    if ((type == UserType::business) == has_company) {
        return {};
    }
    return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
        .field("/company", has_company ? "not_allowed" : "required",
               has_company ? "a private user has no company" : "a business user names its company");
}

} // namespace

Accounts::Accounts(Host host, UserStore& users, SessionStore& sessions, OpenSessions& open_sessions,
                   const Passwords& passwords)
    : host_(host),
      users_(users),
      sessions_(sessions),
      open_sessions_(open_sessions),
      passwords_(passwords),
      tokens_(host) {}

Result<UserRow> Accounts::register_user(Ctx ctx, const NewAccount& account) {
    if (auto fits = check_company(account.user_type, account.company.has_value()); !fits) {
        return fits.error();
    }
    if (auto fits = Passwords::check(account.password, "/password"); !fits) {
        return fits.error();
    }
    UserRow user;
    user.id = new_id<UserId>(host_);
    user.email = lower_ascii(account.email);
    user.name = account.name;
    user.user_type = account.user_type;
    user.company = company_json(account.company);
    user.language = account.language == "en" ? "en" : "lt";
    user.phone = account.phone;
    user.password_hash = passwords_.hash(account.password);
    user.roles = account.roles;
    user.created_at = host_.now();
    if (account.verified) {
        user.email_verified_at = user.created_at;
    }
    try {
        transact(ctx, [&](Transaction& tx) {
            users_.insert(tx, user);
            if (!account.verified) {
                tx.publish(UserRegistered{user.id});
            }
        });
    } catch (const Failure& failure) {
        if (constraint_of(failure.error()) == "user_email_key") {
            return Error(Errc::conflict, "email_taken", "somebody has registered this address");
        }
        throw;
    }
    return user;
}

Result<UserRow> Accounts::verify_email(Ctx ctx, std::string_view token) {
    const auto opened = tokens_.open(TokenPurpose::verify_email, token);
    if (!opened) {
        return unusable_mailed_token();
    }
    const bool marked =
        transact(ctx, [&](Transaction& tx) { return users_.mark_verified(tx, opened->user_id); });
    Session session(ctx);
    auto user = users_.find(session, opened->user_id);
    if (!marked || !user) {
        return unusable_mailed_token();
    }
    return *user;
}

void Accounts::resend_verification(Ctx ctx, std::string_view email) {
    Session session(ctx);
    const auto user = users_.find_by_email(session, email);
    if (user && user->status == UserStatus::active && !user->email_verified_at) {
        transact(ctx, [&](Transaction& tx) { tx.publish(VerificationRequested{user->id}); });
    }
}

void Accounts::forget_password(Ctx ctx, std::string_view email) {
    Session session(ctx);
    const auto user = users_.find_by_email(session, email);
    if (user && user->status == UserStatus::active) {
        transact(ctx, [&](Transaction& tx) { tx.publish(PasswordForgotten{user->id}); });
    }
}

Result<void> Accounts::reset_password(Ctx ctx, std::string_view token, std::string_view password) {
    if (auto fits = Passwords::check(password, "/password"); !fits) {
        return fits.error();
    }
    const auto opened = tokens_.open(TokenPurpose::reset_password, token);
    if (!opened) {
        return unusable_mailed_token();
    }
    const std::string hash = passwords_.hash(password);
    return transact(ctx, [&](Transaction& tx) -> Result<void> {
        const auto user = users_.find(tx, opened->user_id);
        if (!user || user->secret_version != opened->secret_version) {
            return unusable_mailed_token();
        }
        users_.set_password(tx, user->id, hash);
        close_sessions(tx, user->id);
        return {};
    });
}

void Accounts::close_sessions(Transaction& tx, UserId id) {
    for (const SessionId& session : sessions_.close_all(tx, id)) {
        open_sessions_.forget(session, host_.now());
    }
}

Result<UserRow> Accounts::get(Session& session, UserId id) {
    auto user = users_.find(session, id);
    return user ? Result<UserRow>(std::move(*user)) : Result<UserRow>(no_such_user());
}

std::vector<UserRow> Accounts::list(Session& session, std::optional<UserId> after,
                                    std::int32_t limit) {
    return users_.list(session, after, limit);
}

Result<UserRow> Accounts::change_profile(Ctx ctx, UserId id, const ProfileChange& change) {
    return transact(ctx, [&](Transaction& tx) -> Result<UserRow> {
        auto user = users_.find(tx, id);
        if (!user) {
            return no_such_user();
        }
        user->name = change.name.value_or(user->name);
        user->language = change.language.value_or(user->language);
        change.phone.apply_to(user->phone);
        if (change.company.present()) {
            if (auto fits = check_company(user->user_type, !change.company.cleared()); !fits) {
                return fits.error();
            }
            user->company =
                change.company.has_value() ? company_json(change.company.value()) : std::nullopt;
        }
        users_.update_profile(tx, *user);
        return std::move(*user);
    });
}

void Accounts::anonymise(Ctx ctx, UserId id) {
    transact(ctx, [&](Transaction& tx) {
        users_.anonymise(tx, id);
        close_sessions(tx, id);
    });
}

Result<UserSnapshot> Accounts::find(Session& session, UserId id) {
    const auto user = users_.find(session, id);
    return user ? Result<UserSnapshot>(snapshot_of(*user)) : Result<UserSnapshot>(no_such_user());
}

Result<std::vector<UserSnapshot>> Accounts::with_role(Session& session, std::string_view role) {
    std::vector<UserSnapshot> found;
    for (const UserRow& user : users_.with_role(session, role)) {
        found.push_back(snapshot_of(user));
    }
    return found;
}

Result<std::string> Accounts::verification_token(Session& session, UserId id) {
    const auto user = users_.find(session, id);
    if (!user) {
        return no_such_user();
    }
    return tokens_.issue(TokenPurpose::verify_email, *user);
}

Result<std::string> Accounts::password_token(Session& session, UserId id) {
    const auto user = users_.find(session, id);
    if (!user) {
        return no_such_user();
    }
    return tokens_.issue(TokenPurpose::reset_password, *user);
}

} // namespace statybos::users
