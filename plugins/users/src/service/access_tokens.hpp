// Access tokens: JWTs signed with ES256 and nothing else (RFC 7519, RFC 8725).
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "service/signing_keys.hpp"
#include "store/session_store.hpp"

namespace statybos::users {

/// What a token says; `iat` and `exp` in seconds since 1970.
struct Claims {
    std::string iss;
    UserId sub;
    SessionId sid;
    std::vector<std::string> roles;
    std::optional<VendorId> vendor_id;
    std::int64_t iat = 0;
    std::int64_t exp = 0;
};
STATYBOS_RECORD(Claims, iss, sub, sid, roles, vendor_id, iat, exp)

/// Safe for any number of threads.
class AccessTokens {
public:
    AccessTokens(Host host, SigningKeys& keys, const Settings& settings);

    std::string issue(Session& session, const SessionUser& user);
    /// The claims of a token that is ours, signed and not expired.
    std::optional<Claims> verify(Session& session, std::string_view token);

    std::int64_t lifetime_seconds() const { return lifetime_seconds_; }

private:
    std::optional<Claims> verify_anew(Session& session, std::string_view token);
    std::optional<Claims> remembered(const std::string& token);
    void remember(const std::string& token, const Claims& claims);

    // A verified signature stays verified: requests repeat their tokens.
    static constexpr std::size_t most_remembered = 4096;

    Host host_;
    SigningKeys& keys_;
    std::string issuer_;
    std::int64_t lifetime_seconds_;
    std::mutex mutex_;
    std::unordered_map<std::string, Claims> remembered_;
};

} // namespace statybos::users
