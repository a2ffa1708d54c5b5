// The tokens in mailed links: sealed, not stored.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <statybos/host.hpp>

#include "store/user_store.hpp"

namespace statybos::users {

enum class TokenPurpose : std::uint8_t { verify_email, reset_password };

class AccountTokens {
public:
    explicit AccountTokens(Host host) : host_(host) {}

    std::string issue(TokenPurpose purpose, const UserRow& user) const;

    struct Opened {
        UserId user_id;
        std::int32_t secret_version = 0;
    };
    /// Nothing for a token that is forged, expired or of another purpose. Works until the user's
    /// secret_version has moved on.
    std::optional<Opened> open(TokenPurpose purpose, std::string_view token) const;

private:
    Host host_;
};

} // namespace statybos::users
