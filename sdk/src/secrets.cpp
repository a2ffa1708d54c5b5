#include <statybos/secrets.hpp>

#include <cstring>

namespace statybos {
namespace {

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

} // namespace

std::string random_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    if (detail::tables.secrets->random(bytes.data(), bytes.size()) != STY_OK) {
        throw Failure(Errc::internal, "internal_error", "the random source gave nothing");
    }
    return bytes;
}

std::string random_token(std::size_t bytes) {
    return to_base64url(random_bytes(bytes));
}

Digest sha256(std::string_view input) {
    Digest digest;
    detail::tables.secrets->sha256(to_abi(input), digest.data());
    return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view input) {
    Digest digest;
    detail::tables.secrets->hmac_sha256(to_abi(key), to_abi(input), digest.data());
    return digest;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return detail::tables.secrets->equal(to_abi(a), to_abi(b)) != 0;
}

std::string to_hex(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (char c : bytes) {
        hex += digits[static_cast<std::uint8_t>(c) >> 4];
        hex += digits[c & 0xF];
    }
    return hex;
}

std::string to_hex(const Digest& digest) {
    return to_hex(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

std::string to_base64url(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t pending = 0;
    int bits = 0;
    for (char c : bytes) {
        pending = (pending << 8) | static_cast<std::uint8_t>(c);
        for (bits += 8; bits >= 6; bits -= 6) {
            text += letters[(pending >> (bits - 6)) & 0x3F];
        }
    }
    if (bits > 0) {
        text += letters[(pending << (6 - bits)) & 0x3F];
    }
    return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t pending = 0;
    int bits = 0;
    for (char c : text) {
        const std::size_t value = letters.find(c);
        if (value == std::string_view::npos) {
            return std::nullopt;
        }
        pending = (pending << 6) | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>((pending >> bits) & 0xFF);
        }
    }
    // Bits beyond the last byte must be zero, or one token would have several spellings.
    const bool exact = bits < 6 && (pending & ((1u << bits) - 1)) == 0;
    return exact ? std::optional<std::string>(std::move(bytes)) : std::nullopt;
}

std::string seal(const Host& host, std::string_view purpose, std::string_view plain) {
    sty_buf box{nullptr, 0};
    const detail::BufferGuard guard(box);
    detail::ErrorSlot error;
    error.check(
        detail::tables.secrets->seal(host.raw(), to_abi(purpose), to_abi(plain), &box, &error));
    return std::string(view(box));
}

Result<std::string> open_sealed(const Host& host, std::string_view purpose, std::string_view box) {
    sty_buf plain{nullptr, 0};
    const detail::BufferGuard guard(plain);
    detail::ErrorSlot error;
    const sty_rc rc =
        detail::tables.secrets->open(host.raw(), to_abi(purpose), to_abi(box), &plain, &error);
    if (rc != STY_OK) {
        return error.take(rc);
    }
    return std::string(view(plain));
}

Uuid new_uuid(const Host& host) {
    std::array<std::uint8_t, 8> random;
    detail::tables.secrets->random(random.data(), random.size());
    return Uuid::v7(host.now().us, random);
}

} // namespace statybos
