// Passwords: argon2id, by libsodium.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <statybos/error.hpp>

namespace statybos::users {

/// What one hash costs; older hashes with other costs verify on.
class Passwords {
public:
    Passwords(std::size_t memory_bytes, unsigned operations);

    std::string hash(std::string_view password) const;
    bool verify(std::string_view hash, std::string_view password) const;
    /// Takes as long as verify(), for an address that nobody has.
    void verify_nothing(std::string_view password) const;

    /// @errors invalid validation_failed  among the passwords that are tried first
    static Result<void> check(std::string_view password, std::string_view pointer);

private:
    std::size_t memory_;
    unsigned operations_;
    std::string nobodys_;
};

} // namespace statybos::users
