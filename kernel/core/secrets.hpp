// Cryptography that plugins should neither write nor link themselves, over OpenSSL.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include <statybos/abi/secrets.h>
#include <statybos/error.hpp>

namespace statybos::kernel {

/// A 256-bit key; wiped when destroyed.
class SecretKey {
public:
    static constexpr std::size_t size = 32;

    /// Reads `text`, 32 bytes in padded base64 (RFC 4648 §4).
    /// @errors invalid "invalid_secret_key": another length or alphabet; the text is not repeated
    static Result<SecretKey> from_base64(std::string_view text);
    static SecretKey random();

    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;
    ~SecretKey();

    const std::uint8_t* data() const noexcept { return bytes_.data(); }
    std::string base64() const;

private:
    SecretKey() = default;

    std::array<std::uint8_t, size> bytes_{};
};

/// The operator's keys: boxes are sealed with `current` and opened with the one they name, so a
/// key is rotated by adding another and making it current.
struct SecretKeys {
    std::string current;
    std::map<std::string, SecretKey> keys; ///< by id: 1..32 characters of [a-z0-9_-]
};

/// Reads the key file `path`, or makes one with a random key, mode 0600, when there is none.
/// Several processes may do so at once: all get the same key. The key's id is derived from the key.
/// @errors invalid "insecure_key_file"   others than the owner may read it
///         invalid "invalid_secret_key"  it does not hold a key
///         internal "key_file"           it can neither be read nor made
Result<SecretKeys> load_or_create_key(const std::filesystem::path& path);

/// Cryptographically strong bytes; throws Failure when the machine has none.
void random_bytes(void* out, std::size_t size);
std::array<std::uint8_t, 32> sha256(std::string_view input);
std::array<std::uint8_t, 32> hmac_sha256(std::string_view key, std::string_view input);
/// Whether both are the same, in a time that depends on their sizes only.
bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept;

/// Seals texts for storage: AES-256-GCM with a random nonce.
///
/// Box, version 1: byte 1, byte n, n bytes of key id, 12 bytes of nonce, the ciphertext, 16 bytes
/// of tag. What stands before the nonce, and the purpose, are authenticated too.
class Secrets {
public:
    /// @errors invalid "invalid_secret_keys"  no keys, a bad key id, or `current` names none
    static Result<Secrets> create(SecretKeys keys);

    /// A box that opens for the same `purpose` only. `plain` is at most 16 MiB.
    Result<std::string> seal(std::string_view purpose, std::string_view plain) const;

    /// @errors invalid "unknown_secret_key"  the box names a key that is not among ours
    ///         invalid "box_not_authentic"   changed, cut, sealed for another purpose, or no box
    Result<std::string> open(std::string_view purpose, std::string_view box) const;

private:
    explicit Secrets(SecretKeys keys) : keys_(std::move(keys)) {}

    SecretKeys keys_;
};

/// The table statybos.secrets/1.
const sty_api_secrets& secrets_api();

} // namespace statybos::kernel
