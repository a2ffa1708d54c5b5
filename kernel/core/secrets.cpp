#include "core/secrets.hpp"

#include <algorithm>
#include <memory>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "core/host.hpp"

namespace statybos::kernel {
namespace {

constexpr char box_version = 1;
constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;
constexpr std::size_t max_plain = 16 << 20;
constexpr std::size_t max_id = 32;
constexpr std::size_t base64_size = 44; // of 32 bytes, with one '='

struct FreeCipher {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

const std::uint8_t* bytes(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

std::uint8_t* bytes(std::string& text) {
    return reinterpret_cast<std::uint8_t*>(text.data());
}

void must(int openssl_result, const char* what) {
    if (openssl_result != 1) {
        throw Failure(Errc::internal, "cryptography", std::string("OpenSSL failed in ") + what);
    }
}

bool is_key_id(std::string_view id) {
    return !id.empty() && id.size() <= max_id && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

Error not_authentic() {
    return {Errc::invalid, "box_not_authentic",
            "the sealed text was changed, cut, or sealed for another purpose"};
}

void authenticate(EVP_CIPHER_CTX* cipher, std::string_view text, bool sealing) {
    int written = 0;
    const auto update = sealing ? EVP_EncryptUpdate : EVP_DecryptUpdate;
    must(update(cipher, nullptr, &written, bytes(text), static_cast<int>(text.size())), "AAD");
}

} // namespace

Result<SecretKey> SecretKey::from_base64(std::string_view text) {
    std::array<std::uint8_t, size + 1> decoded{};
    const bool shape =
        text.size() == base64_size && text[base64_size - 1] == '=' && text[base64_size - 2] != '=';
    if (!shape || EVP_DecodeBlock(decoded.data(), bytes(text), base64_size) != size + 1) {
        return Error(Errc::invalid, "invalid_secret_key",
                     "a secret key must be 32 bytes in base64 (44 characters), as made by "
                     "`openssl rand -base64 32`");
    }
    SecretKey key;
    std::copy_n(decoded.begin(), size, key.bytes_.begin());
    OPENSSL_cleanse(decoded.data(), decoded.size());
    return key;
}

SecretKey SecretKey::random() {
    SecretKey key;
    random_bytes(key.bytes_.data(), size);
    return key;
}

SecretKey::~SecretKey() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

std::string SecretKey::base64() const {
    std::string text(base64_size + 1, '\0'); // EVP_EncodeBlock ends it with NUL
    EVP_EncodeBlock(bytes(text), bytes_.data(), size);
    text.resize(base64_size);
    return text;
}

void random_bytes(void* out, std::size_t size) {
    auto* next = static_cast<std::uint8_t*>(out);
    while (size > 0) {
        const std::size_t part = std::min<std::size_t>(size, 1 << 20);
        must(RAND_bytes(next, static_cast<int>(part)), "RAND_bytes");
        next += part;
        size -= part;
    }
}

std::array<std::uint8_t, 32> sha256(std::string_view input) {
    std::array<std::uint8_t, 32> out{};
    SHA256(bytes(input), input.size(), out.data());
    return out;
}

std::array<std::uint8_t, 32> hmac_sha256(std::string_view key, std::string_view input) {
    std::array<std::uint8_t, 32> out{};
    const std::string_view some_key = key.data() == nullptr ? std::string_view("") : key;
    must(HMAC(EVP_sha256(), some_key.data(), static_cast<int>(some_key.size()), bytes(input),
              input.size(), out.data(), nullptr) != nullptr
             ? 1
             : 0,
         "HMAC");
    return out;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && (a.empty() || CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0);
}

Result<Secrets> Secrets::create(SecretKeys keys) {
    const auto wrong = [](std::string message) {
        return Error(Errc::invalid, "invalid_secret_keys", std::move(message));
    };
    for (const auto& [id, key] : keys.keys) {
        if (!is_key_id(id)) {
            return wrong("secret key id \"" + id + "\" must be 1 to 32 characters of a-z 0-9 - _");
        }
    }
    if (!keys.keys.contains(keys.current)) {
        return wrong("the current secret key \"" + keys.current + "\" is not among the keys");
    }
    return Secrets(std::move(keys));
}

Result<std::string> Secrets::seal(std::string_view purpose, std::string_view plain) const {
    if (plain.size() > max_plain) {
        return Error(Errc::too_large, "too_large", "at most 16 MiB can be sealed at once");
    }
    const SecretKey& key = keys_.keys.at(keys_.current);
    std::string box{box_version, static_cast<char>(keys_.current.size())};
    box += keys_.current;
    const std::size_t head = box.size();
    box.resize(head + nonce_size + plain.size() + tag_size);
    std::uint8_t* nonce = bytes(box) + head;
    random_bytes(nonce, nonce_size);

    const Cipher cipher(EVP_CIPHER_CTX_new());
    must(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce), "seal");
    authenticate(cipher.get(), std::string_view(box).substr(0, head), true);
    authenticate(cipher.get(), purpose, true);
    std::uint8_t* out = nonce + nonce_size;
    int written = 0;
    must(EVP_EncryptUpdate(cipher.get(), out, &written, bytes(plain),
                           static_cast<int>(plain.size())),
         "seal");
    must(EVP_EncryptFinal_ex(cipher.get(), out + written, &written), "seal");
    must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_size, out + plain.size()),
         "seal");
    return box;
}

Result<std::string> Secrets::open(std::string_view purpose, std::string_view box) const {
    if (box.size() < 2 || box[0] != box_version) {
        return not_authentic();
    }
    const std::size_t id_size = static_cast<std::uint8_t>(box[1]);
    const std::size_t head = 2 + id_size;
    if (id_size > max_id || box.size() < head + nonce_size + tag_size ||
        box.size() > head + nonce_size + tag_size + max_plain) {
        return not_authentic();
    }
    const std::string id(box.substr(2, id_size));
    if (!is_key_id(id)) {
        return not_authentic();
    }
    const auto key = keys_.keys.find(id);
    if (key == keys_.keys.end()) {
        return Error(Errc::invalid, "unknown_secret_key",
                     "the text was sealed with key \"" + id + "\", which is not configured");
    }
    const std::string_view nonce = box.substr(head, nonce_size);
    const std::string_view sealed =
        box.substr(head + nonce_size, box.size() - head - nonce_size - tag_size);
    std::string tag(box.substr(box.size() - tag_size));
    std::string plain(sealed.size(), '\0');

    const Cipher cipher(EVP_CIPHER_CTX_new());
    must(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key->second.data(),
                            bytes(nonce)),
         "open");
    authenticate(cipher.get(), box.substr(0, head), false);
    authenticate(cipher.get(), purpose, false);
    int written = 0;
    must(EVP_DecryptUpdate(cipher.get(), bytes(plain), &written, bytes(sealed),
                           static_cast<int>(sealed.size())),
         "open");
    must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()), "open");
    if (EVP_DecryptFinal_ex(cipher.get(), bytes(plain) + written, &written) != 1) {
        OPENSSL_cleanse(plain.data(), plain.size());
        return not_authentic();
    }
    return plain;
}

} // namespace statybos::kernel
