// /api/auth: signing in and out, and the public keys.
#pragma once

#include <statybos/router.hpp>

#include "http/views.hpp"
#include "service/sign_in.hpp"
#include "service/signing_keys.hpp"

namespace statybos::users {

struct LoginBody {
    std::string email;
    std::string password;
    std::optional<std::string> otp;
    std::optional<SessionKind> session;
};
STATYBOS_RECORD(LoginBody, email, password, otp, session)
STATYBOS_LIMITS(LoginBody, length(&LoginBody::email, 1, 254), length(&LoginBody::password, 1, 200),
                length(&LoginBody::otp, 6, 20))

struct RefreshBody {
    std::optional<std::string> refresh_token;
};
STATYBOS_RECORD(RefreshBody, refresh_token)

/// Tokens in the body, or for a cookie session the CSRF token only.
struct TokenAnswer {
    Maybe<std::string> access_token;
    Maybe<std::string> token_type;
    std::int64_t expires_in = 0; ///< seconds
    Maybe<std::string> refresh_token;
    Maybe<std::string> csrf_token;
    UserView user;
};
STATYBOS_RECORD(TokenAnswer, access_token, token_type, expires_in, refresh_token, csrf_token, user)

struct SessionView {
    SessionId id;
    Instant created_at;
    Instant last_seen_at;
    std::string user_agent;
    std::string ip;
    bool current = false;
};
STATYBOS_RECORD(SessionView, id, created_at, last_seen_at, user_agent, ip, current)

struct SessionList {
    std::vector<SessionView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(SessionList, items, next_cursor)

struct SessionPath {
    SessionId id;
};
STATYBOS_PARAMETERS(SessionPath, id)

struct KeySet {
    std::vector<PublicKey> keys;
};
STATYBOS_RECORD(KeySet, keys)

class SessionRoutes {
public:
    SessionRoutes(SignIn& sign_in, SigningKeys& keys, bool secure_cookies)
        : sign_in_(sign_in), keys_(keys), secure_cookies_(secure_cookies) {}
    void declare(Host& host);

private:
    Result<Answer<TokenAnswer>> login(Ctx& ctx, const LoginBody& body, const Request& request);
    Result<Answer<TokenAnswer>> refresh(Ctx& ctx, const Request& request);
    Result<Answer<Nothing>> logout(Ctx& ctx);
    Result<SessionList> list(Ctx& ctx);
    Result<void> close(Ctx& ctx, const SessionPath& path);
    Result<KeySet> keys(Ctx& ctx);

    Answer<TokenAnswer> answer_of(const SignedIn& signed_in) const;
    Cookie cookie(std::string name, std::string value, std::int64_t seconds) const;

    SignIn& sign_in_;
    SigningKeys& keys_;
    bool secure_cookies_;
};

} // namespace statybos::users
