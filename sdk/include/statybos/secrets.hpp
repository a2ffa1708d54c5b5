// Cryptography from the kernel, so that no plugin links a library of its own for it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <statybos/host.hpp>

namespace statybos {

using Digest = std::array<std::uint8_t, 32>;

/// `size` cryptographically strong bytes.
std::string random_bytes(std::size_t size);
/// The same, as base64url text without padding: fit for tokens and URLs.
std::string random_token(std::size_t bytes = 32);

Digest sha256(std::string_view input);
Digest hmac_sha256(std::string_view key, std::string_view input);
/// Compares in a time that tells nothing of the contents.
bool equal_in_constant_time(std::string_view a, std::string_view b);

std::string to_hex(std::string_view bytes);
std::string to_hex(const Digest& digest);
/// Without padding.
std::string to_base64url(std::string_view bytes);
/// Nothing when it is not base64url without padding.
std::optional<std::string> from_base64url(std::string_view text);

/// Sealed with the operator's current key (AES-256-GCM); opens for the same `purpose` only.
std::string seal(const Host& host, std::string_view purpose, std::string_view plain);
/// @errors invalid  damaged, sealed for another purpose, or with a key that is gone
Result<std::string> open_sealed(const Host& host, std::string_view purpose, std::string_view box);

/// A new identifier: time-ordered (UUIDv7), from the kernel's clock and random source.
Uuid new_uuid(const Host& host);
template <class Id>
Id new_id(const Host& host) {
    return Id::from(new_uuid(host));
}

} // namespace statybos
