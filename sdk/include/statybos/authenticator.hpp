// How the kernel learns who asks: a contract that a plugin for users provides.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/record.hpp>

namespace statybos {

/// What came with a request; at least one is there.
struct Credentials {
    std::optional<std::string> bearer;         ///< of the Authorization header
    std::optional<std::string> session_cookie; ///< of the cookie "statybos_session"
};
STATYBOS_RECORD(Credentials, bearer, session_cookie)

/// Who is behind them.
struct AuthenticatedUser {
    std::string user_id;
    std::string session_id;
    std::string vendor_id; ///< empty: does not sell
    std::vector<std::string> roles;
    std::string csrf_token; ///< for a cookie: what X-CSRF-Token must repeat on unsafe methods
};
STATYBOS_RECORD(AuthenticatedUser, user_id, session_id, vendor_id, roles, csrf_token)

struct Authenticator {
    virtual ~Authenticator() = default;

    /// The user behind `credentials`; called for every request that has some, so it must be quick.
    ///
    /// @errors unauthenticated  expired, forged, of a closed session or of a suspended user
    virtual Result<AuthenticatedUser> authenticate(Ctx&, const Credentials& credentials) = 0;
};
STATYBOS_INTERFACE(Authenticator, "statybos.kernel.authenticator", 1, authenticate)

} // namespace statybos
