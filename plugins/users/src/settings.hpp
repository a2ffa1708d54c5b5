// The plugin's settings as config.schema.yaml describes them; durations in milliseconds.
#pragma once

#include <cstdint>
#include <string>

#include <statybos/record.hpp>

namespace statybos::users {

struct Settings {
    std::string issuer;
    std::int64_t access_token_lifetime = 0;
    std::int64_t session_lifetime = 0;
    std::int64_t signing_key_lifetime = 0;
    std::int64_t wrong_password_limit = 0;
    std::int64_t wrong_password_window = 0;
    std::int64_t password_hash_memory = 0; ///< bytes
    std::int64_t password_hash_operations = 0;
    bool require_verified_email = true;
    bool secure_cookies = true;
};
STATYBOS_RECORD(Settings, issuer, access_token_lifetime, session_lifetime, signing_key_lifetime,
                wrong_password_limit, wrong_password_window, password_hash_memory,
                password_hash_operations, require_verified_email, secure_cookies)

} // namespace statybos::users
