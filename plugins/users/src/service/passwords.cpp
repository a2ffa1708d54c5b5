#include "service/passwords.hpp"

#include <algorithm>
#include <new>

#include <sodium.h>

namespace statybos::users {
namespace {

// Of ten characters and more, from the published lists of leaked passwords.
constexpr std::string_view common[] = {
    "1234567890",    "12345678910",  "123456789a",   "0123456789",  "0987654321",   "1111111111",
    "1q2w3e4r5t",    "1qaz2wsx3edc", "qwertyuiop",   "qwerty12345", "qwerty123456", "asdfghjkl1",
    "password12",    "password123",  "password1234", "passw0rd123", "iloveyou12",   "iloveyou123",
    "administrator", "changeme123",  "letmein1234",  "welcome123",  "welcome1234",  "football123",
    "baseball123",   "superman123",  "princess123",  "sunshine123", "dragon12345",  "monkey12345",
    "abcdefghij",    "abcd123456",   "aaaaaaaaaa",   "0000000000",  "slaptazodis",  "slaptazodis1",
    "lietuva1234",   "lietuva123",   "labas12345",   "statybos123",
};

std::string lowered(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return lower;
}

// One character of UTF-8, again and again.
bool is_one_letter(std::string_view text) {
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    std::size_t size = 1;
    while (size < text.size() && continues(text[size])) {
        ++size;
    }
    return size >= text.size() || text.substr(size) == text.substr(0, text.size() - size);
}

} // namespace

Passwords::Passwords(std::size_t memory_bytes, unsigned operations)
    : memory_(memory_bytes), operations_(operations) {
    if (sodium_init() < 0) {
        throw Failure(Errc::internal, "internal_error", "libsodium cannot be used here");
    }
    nobodys_ = hash("a password that nobody has");
}

std::string Passwords::hash(std::string_view password) const {
    char out[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(out, password.data(), password.size(), operations_, memory_,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::bad_alloc();
    }
    return out;
}

bool Passwords::verify(std::string_view hash, std::string_view password) const {
    const std::string ended(hash);
    return crypto_pwhash_str_verify(ended.c_str(), password.data(), password.size()) == 0;
}

void Passwords::verify_nothing(std::string_view password) const {
    (void)verify(nobodys_, password);
}

Result<void> Passwords::check(std::string_view password, std::string_view pointer) {
    const std::string lower = lowered(password);
    if (is_one_letter(lower) ||
        std::find(std::begin(common), std::end(common), lower) != std::end(common)) {
        return Error(Errc::invalid, "validation_failed", "the password is too easy to guess")
            .field(std::string(pointer), "too_common", "choose a password that others do not use");
    }
    return {};
}

} // namespace statybos::users
