#include "service/sign_in.hpp"

#include <statybos/secrets.hpp>
#include <statybos/users/events.hpp>

namespace statybos::users {
namespace {

std::string hash_of(std::string_view token) {
    return to_hex(sha256(token));
}

std::string lower_email(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return lower;
}

Error invalid_credentials() {
    return Error(Errc::unauthenticated, "invalid_credentials",
                 "the address or the password is wrong");
}

Error invalid_token() {
    return Error(Errc::unauthenticated, "invalid_token", "sign in again");
}

std::string cut(std::string_view text, std::size_t most) {
    return std::string(text.substr(0, most));
}

} // namespace

SignIn::SignIn(Host host, UserStore& users, SessionStore& sessions, OpenSessions& open_sessions,
               const Passwords& passwords, AccessTokens& tokens, const Settings& settings)
    : host_(host),
      users_(users),
      sessions_(sessions),
      open_sessions_(open_sessions),
      passwords_(passwords),
      tokens_(tokens),
      settings_(settings) {}

Result<UserRow> SignIn::check_password(Session& session, std::string_view email,
                                       std::string_view password) {
    const std::string email_hash = hash_of(lower_email(email));
    const Instant since{host_.now().us - settings_.wrong_password_window * 1000};
    if (users_.wrong_passwords(session, email_hash, since) >= settings_.wrong_password_limit) {
        return Error(Errc::rate_limited, "too_many_wrong_passwords",
                     "too many wrong passwords: try again later, or set a new one");
    }
    auto user = users_.find_by_email(session, email);
    bool right = false;
    if (user && user->status != UserStatus::anonymised) {
        right = passwords_.verify(user->password_hash, password);
    } else {
        passwords_.verify_nothing(password);
    }
    if (!right) {
        users_.note_wrong_password(session, email_hash);
        return invalid_credentials();
    }
    users_.forget_wrong_passwords(session, email_hash);
    if (user->status == UserStatus::suspended) {
        return Error(Errc::forbidden, "user_suspended", "this account is suspended");
    }
    if (settings_.require_verified_email && !user->email_verified_at) {
        return Error(Errc::forbidden, "email_not_verified",
                     "open the link in the mail that was sent to you first");
    }
    return std::move(*user);
}

Result<SignedIn> SignIn::sign_in(Ctx ctx, std::string_view email, std::string_view password,
                                 SessionKind kind, const Device& device) {
    Session session(ctx);
    auto user = check_password(session, email, password);
    if (!user) {
        return user.error();
    }
    SessionRow row;
    row.id = new_id<SessionId>(host_);
    row.user_id = user->id;
    row.kind = kind;
    row.user_agent = cut(device.user_agent, 300);
    row.ip = cut(device.ip, 60);
    row.expires_at = {host_.now().us + settings_.session_lifetime * 1000};

    SignedIn signed_in;
    signed_in.user = *user;
    signed_in.kind = kind;
    const SessionUser who{row.id, user->id, std::nullopt, user->roles, user->vendor_id};
    transact(ctx, [&](Transaction& tx) {
        if (kind == SessionKind::cookie) {
            signed_in.cookie = random_token();
            signed_in.csrf_token = random_token(18);
            row.cookie_hash = hash_of(signed_in.cookie);
            row.csrf_token = signed_in.csrf_token;
        }
        sessions_.insert(tx, row);
        hand_out_tokens(tx, who, signed_in);
        tx.publish(UserSignedIn{user->id, device.cart_token});
    });
    return signed_in;
}

void SignIn::hand_out_tokens(Transaction& tx, SessionUser session, SignedIn& signed_in) {
    signed_in.refresh_token = random_token();
    sessions_.add_refresh_token(tx, session.session_id, hash_of(signed_in.refresh_token));
    signed_in.access_token = tokens_.issue(tx, session);
    signed_in.access_seconds = tokens_.lifetime_seconds();
    signed_in.session_seconds = settings_.session_lifetime / 1000;
}

Result<SignedIn> SignIn::refresh(Ctx ctx, std::string_view refresh_token) {
    const std::string hash = hash_of(refresh_token);
    Session session(ctx);
    const auto known = sessions_.find_refresh_token(session, hash);
    if (!known || !known->open) {
        return invalid_token();
    }
    auto refreshed = transact(ctx, [&](Transaction& tx) -> Result<SignedIn> {
        if (known->used || !sessions_.use_refresh_token(tx, hash)) {
            return invalid_token();
        }
        const auto who = sessions_.find_open(tx, known->session_id);
        auto user = who ? users_.find(tx, who->user_id) : std::nullopt;
        if (!user) {
            return invalid_token();
        }
        SignedIn signed_in;
        signed_in.user = std::move(*user);
        if (who->csrf_token) {
            signed_in.kind = SessionKind::cookie;
            signed_in.cookie = random_token();
            signed_in.csrf_token = random_token(18);
            sessions_.replace_cookie(tx, who->session_id, hash_of(signed_in.cookie),
                                     signed_in.csrf_token);
        }
        sessions_.extend(tx, who->session_id, {host_.now().us + settings_.session_lifetime * 1000});
        hand_out_tokens(tx, *who, signed_in);
        return signed_in;
    });
    if (refreshed.has_error()) {
        sessions_.close_stolen(session, known->session_id);
        open_sessions_.forget(known->session_id, host_.now());
        host_.log_warning("a refresh token was used twice: its session is closed",
                          {{"session", known->session_id.to_string()}});
    }
    return refreshed;
}

bool SignIn::close(Ctx ctx, SessionId id, UserId user) {
    const bool closed =
        transact(ctx, [&](Transaction& tx) { return sessions_.close(tx, id, user); });
    open_sessions_.forget(id, host_.now());
    return closed;
}

std::vector<SessionRow> SignIn::sessions_of(Ctx ctx, UserId user) {
    Session session(ctx);
    return sessions_.list_open(session, user);
}

std::optional<SessionUser> SignIn::open_session(Session& session, const Credentials& credentials) {
    std::optional<Claims> claims;
    std::string key;
    if (credentials.bearer) {
        claims = tokens_.verify(session, *credentials.bearer);
        if (!claims) {
            return std::nullopt;
        }
        key = claims->sid.to_string();
    } else {
        key = hash_of(*credentials.session_cookie);
    }
    const Instant asked_at = host_.now();
    auto open = open_sessions_.find(key, asked_at);
    if (!open) {
        open = claims ? sessions_.find_open(session, claims->sid)
                      : sessions_.find_open_by_cookie(session, key);
        if (open) {
            open_sessions_.remember(key, *open, asked_at);
        }
    }
    if (open && claims) {
        // A role that was given since counts from the next refresh.
        open->roles = claims->roles;
        open->vendor_id = claims->vendor_id;
        open->csrf_token.reset();
    }
    return open;
}

Result<AuthenticatedUser> SignIn::authenticate(Ctx& ctx, const Credentials& credentials) {
    if (!credentials.bearer && !credentials.session_cookie) {
        return invalid_token();
    }
    Session session(ctx);
    const auto open = open_session(session, credentials);
    if (!open) {
        return invalid_token();
    }
    AuthenticatedUser user;
    user.user_id = open->user_id.to_string();
    user.session_id = open->session_id.to_string();
    user.vendor_id = open->vendor_id ? open->vendor_id->to_string() : std::string();
    user.roles = open->roles;
    user.csrf_token = open->csrf_token.value_or(std::string());
    return user;
}

void SignIn::tidy(Ctx ctx) {
    constexpr std::int64_t month_us = 30LL * 24 * 3600 * 1'000'000;
    Session session(ctx);
    sessions_.purge(session, {host_.now().us - month_us});
    users_.purge_wrong_passwords(session,
                                 {host_.now().us - settings_.wrong_password_window * 1000});
}

} // namespace statybos::users
