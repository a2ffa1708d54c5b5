#include "http/session_routes.hpp"

namespace statybos::users {
namespace {

constexpr const char* session_cookie = "statybos_session";
constexpr const char* refresh_cookie = "statybos_refresh";
constexpr const char* cart_cookie = "statybos_cart";

std::optional<std::string> cart_token_of(const Request& request) {
    std::string_view token = request.header("X-Cart-Token");
    if (token.empty()) {
        token = request.cookie(cart_cookie);
    }
    return token.empty() ? std::nullopt : std::optional<std::string>(token);
}

} // namespace

void SessionRoutes::declare(Host& host) {
    Router router(host, *this, "sessions");
    router.post("/api/auth/login", &SessionRoutes::login)
        .access(Access::anyone)
        .without_csrf()
        .rate_limit("auth")
        .summary("Sign in");
    router.post("/api/auth/refresh", &SessionRoutes::refresh)
        .access(Access::anyone)
        .without_csrf()
        .raw_body()
        .rate_limit("auth")
        .summary("Exchange a refresh token for a new pair; each works once");
    router.post("/api/auth/logout", &SessionRoutes::logout)
        .access(Access::signed_in)
        .summary("End this session");
    router.get("/api/auth/sessions", &SessionRoutes::list)
        .access(Access::signed_in)
        .summary("Devices that are signed in");
    router.remove("/api/auth/sessions/{id}", &SessionRoutes::close)
        .access(Access::signed_in)
        .summary("Sign a device out");
    router.get("/.well-known/jwks.json", &SessionRoutes::keys)
        .access(Access::anyone)
        .summary("Public keys of the access tokens");
}

Cookie SessionRoutes::cookie(std::string name, std::string value, std::int64_t seconds) const {
    Cookie made;
    made.name = std::move(name);
    made.value = std::move(value);
    made.max_age_seconds = seconds;
    made.secure = secure_cookies_;
    return made;
}

Answer<TokenAnswer> SessionRoutes::answer_of(const SignedIn& signed_in) const {
    TokenAnswer body;
    body.user = view_of(signed_in.user);
    if (signed_in.kind == SessionKind::token) {
        body.access_token = signed_in.access_token;
        body.token_type = std::string("Bearer");
        body.expires_in = signed_in.access_seconds;
        body.refresh_token = signed_in.refresh_token;
        return Answer<TokenAnswer>(std::move(body)).header("Cache-Control", "no-store");
    }
    body.expires_in = signed_in.session_seconds;
    body.csrf_token = signed_in.csrf_token;
    return Answer<TokenAnswer>(std::move(body))
        .header("Cache-Control", "no-store")
        .cookie(cookie(session_cookie, signed_in.cookie, signed_in.session_seconds))
        .cookie(cookie(refresh_cookie, signed_in.refresh_token, signed_in.session_seconds));
}

Result<Answer<TokenAnswer>> SessionRoutes::login(Ctx& ctx, const LoginBody& body,
                                                 const Request& request) {
    const Device device{std::string(request.header("User-Agent")),
                        std::string(request.remote_address()), cart_token_of(request)};
    auto signed_in = sign_in_.sign_in(ctx, body.email, body.password,
                                      body.session.value_or(SessionKind::token), device);
    if (!signed_in) {
        return signed_in.error();
    }
    return answer_of(*signed_in);
}

Result<Answer<TokenAnswer>> SessionRoutes::refresh(Ctx& ctx, const Request& request) {
    RefreshBody body;
    if (!request.body().empty()) {
        auto read = read_json<RefreshBody>(request.body());
        if (!read) {
            return read.error();
        }
        body = std::move(*read);
    }
    const std::string token =
        body.refresh_token.value_or(std::string(request.cookie(refresh_cookie)));
    if (token.empty()) {
        return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
            .field("/refresh_token", "required", "send the refresh token, or its cookie");
    }
    auto signed_in = sign_in_.refresh(ctx, token);
    if (!signed_in) {
        return signed_in.error();
    }
    return answer_of(*signed_in);
}

Result<Answer<Nothing>> SessionRoutes::logout(Ctx& ctx) {
    if (const auto id = SessionId::parse(ctx.session_id())) {
        sign_in_.close(ctx, *id, ctx.require_user());
    }
    return Answer<Nothing>(Nothing{})
        .cookie(cookie(session_cookie, "", 0))
        .cookie(cookie(refresh_cookie, "", 0));
}

Result<SessionList> SessionRoutes::list(Ctx& ctx) {
    SessionList list;
    for (const SessionRow& row : sign_in_.sessions_of(ctx, ctx.require_user())) {
        list.items.push_back({row.id, row.created_at, row.last_seen_at, row.user_agent, row.ip,
                              row.id.to_string() == ctx.session_id()});
    }
    return list;
}

Result<void> SessionRoutes::close(Ctx& ctx, const SessionPath& path) {
    if (!sign_in_.close(ctx, path.id, ctx.require_user())) {
        return Error(Errc::not_found, "not_found", "there is no such session");
    }
    return {};
}

Result<KeySet> SessionRoutes::keys(Ctx& ctx) {
    Session session(ctx);
    return KeySet{keys_.published(session)};
}

} // namespace statybos::users
