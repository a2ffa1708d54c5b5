#include "service/access_tokens.hpp"

#include <statybos/secrets.hpp>

namespace statybos::users {
namespace {

constexpr std::size_t longest_token = 4096;

struct Header {
    std::string alg;
    std::string typ;
    std::string kid;
};
STATYBOS_RECORD(Header, alg, typ, kid)

} // namespace

AccessTokens::AccessTokens(Host host, SigningKeys& keys, const Settings& settings)
    : host_(host),
      keys_(keys),
      issuer_(settings.issuer),
      lifetime_seconds_(settings.access_token_lifetime / 1000) {}

std::string AccessTokens::issue(Session& session, const SessionUser& user) {
    Claims claims;
    claims.iss = issuer_;
    claims.sub = user.user_id;
    claims.sid = user.session_id;
    claims.roles = user.roles;
    claims.vendor_id = user.vendor_id;
    claims.iat = host_.now().seconds();
    claims.exp = claims.iat + lifetime_seconds_;
    const auto [input, signature] = keys_.sign(session, [&](const std::string& key_id) {
        return to_base64url(write_json(Header{"ES256", "JWT", key_id})) + '.' +
               to_base64url(write_json(claims));
    });
    return input + '.' + to_base64url(signature.bytes);
}

std::optional<Claims> AccessTokens::verify(Session& session, std::string_view token) {
    if (token.size() > longest_token) {
        return std::nullopt;
    }
    const std::string key(token);
    auto claims = remembered(key);
    if (!claims) {
        claims = verify_anew(session, token);
        if (claims) {
            remember(key, *claims);
        }
    }
    return claims && claims->exp > host_.now().seconds() ? claims : std::nullopt;
}

std::optional<Claims> AccessTokens::verify_anew(Session& session, std::string_view token) {
    const std::size_t first = token.find('.');
    const std::size_t last = token.rfind('.');
    if (first == std::string_view::npos || first == last) {
        return std::nullopt;
    }
    const auto header_text = from_base64url(token.substr(0, first));
    const auto claims_text = from_base64url(token.substr(first + 1, last - first - 1));
    const auto signature = from_base64url(token.substr(last + 1));
    if (!header_text || !claims_text || !signature) {
        return std::nullopt;
    }
    const auto header = read_json<Header>(*header_text);
    // The algorithm is ours to choose, never the token's.
    if (!header || header->alg != "ES256" ||
        !keys_.verify(session, header->kid, token.substr(0, last), *signature)) {
        return std::nullopt;
    }
    const auto claims = read_json<Claims>(*claims_text);
    return claims && claims->iss == issuer_ ? std::optional<Claims>(*claims) : std::nullopt;
}

std::optional<Claims> AccessTokens::remembered(const std::string& token) {
    const std::scoped_lock lock(mutex_);
    const auto found = remembered_.find(token);
    return found == remembered_.end() ? std::nullopt : std::optional<Claims>(found->second);
}

void AccessTokens::remember(const std::string& token, const Claims& claims) {
    const std::scoped_lock lock(mutex_);
    if (remembered_.size() >= most_remembered) {
        remembered_.clear();
    }
    remembered_.emplace(token, claims);
}

} // namespace statybos::users
