// Signing in and out: sessions, their tokens, and who is behind them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/authenticator.hpp>
#include <statybos/host.hpp>

#include "service/access_tokens.hpp"
#include "service/open_sessions.hpp"
#include "service/passwords.hpp"
#include "settings.hpp"
#include "store/session_store.hpp"
#include "store/user_store.hpp"

namespace statybos::users {

/// Where a sign-in came from.
struct Device {
    std::string user_agent;
    std::string ip;
    std::optional<std::string> cart_token;
};

/// What a sign-in or a refresh gives to the client.
struct SignedIn {
    UserRow user;
    SessionKind kind = SessionKind::token;
    std::string access_token;
    std::string refresh_token;
    std::string cookie;     ///< cookie sessions only
    std::string csrf_token; ///< cookie sessions only
    std::int64_t access_seconds = 0;
    std::int64_t session_seconds = 0;
};

class SignIn final : public Authenticator {
public:
    SignIn(Host host, UserStore& users, SessionStore& sessions, OpenSessions& open_sessions,
           const Passwords& passwords, AccessTokens& tokens, const Settings& settings);

    /// @errors unauthenticated invalid_credentials
    /// @errors forbidden email_not_verified, user_suspended
    /// @errors rate_limited too_many_wrong_passwords
    Result<SignedIn> sign_in(Ctx ctx, std::string_view email, std::string_view password,
                             SessionKind kind, const Device& device);
    /// Each refresh token works once; one that is used again closes its session, because one of its
    /// two holders stole it.
    /// @errors unauthenticated invalid_token
    Result<SignedIn> refresh(Ctx ctx, std::string_view refresh_token);

    /// False when the user has no such open session.
    bool close(Ctx ctx, SessionId id, UserId user);
    std::vector<SessionRow> sessions_of(Ctx ctx, UserId user);

    Result<AuthenticatedUser> authenticate(Ctx& ctx, const Credentials& credentials) override;

    /// Drops what no longer matters: old sessions and counted wrong passwords.
    void tidy(Ctx ctx);

private:
    Result<UserRow> check_password(Session& session, std::string_view email,
                                   std::string_view password);
    /// Adds tokens to `signed_in`, whose session is `session`.
    void hand_out_tokens(Transaction& tx, SessionUser session, SignedIn& signed_in);
    std::optional<SessionUser> open_session(Session& session, const Credentials& credentials);

    Host host_;
    UserStore& users_;
    SessionStore& sessions_;
    OpenSessions& open_sessions_;
    const Passwords& passwords_;
    AccessTokens& tokens_;
    Settings settings_;
};

} // namespace statybos::users
