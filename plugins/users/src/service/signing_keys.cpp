#include "service/signing_keys.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <statybos/secrets.hpp>

namespace statybos::users {
namespace {

constexpr std::size_t coordinate_size = 32;
constexpr std::string_view key_box_purpose = "users.signing_key";
// How long a ring that lacks a key is believed before the table is read again.
constexpr std::int64_t reload_after_us = 5'000'000;

template <class T, void (*release)(T*)>
struct Releaser {
    void operator()(T* object) const { release(object); }
};
using KeyHandle = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY, EVP_PKEY_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Releaser<EVP_MD_CTX, EVP_MD_CTX_free>>;
using SignaturePair = std::unique_ptr<ECDSA_SIG, Releaser<ECDSA_SIG, ECDSA_SIG_free>>;
using Number = std::unique_ptr<BIGNUM, Releaser<BIGNUM, BN_free>>;

void require(bool done, const char* what) {
    if (!done) {
        throw Failure(Errc::internal, "internal_error", std::string("OpenSSL cannot ") + what);
    }
}

std::string coordinate(EVP_PKEY* key, const char* name) {
    BIGNUM* raw = nullptr;
    require(EVP_PKEY_get_bn_param(key, name, &raw) == 1, "read a public key");
    const Number number(raw);
    std::string bytes(coordinate_size, '\0');
    require(BN_bn2binpad(number.get(), reinterpret_cast<unsigned char*>(bytes.data()),
                         static_cast<int>(bytes.size())) == static_cast<int>(bytes.size()),
            "write a public key");
    return bytes;
}

std::string private_bytes(EVP_PKEY* key) {
    const int size = i2d_PrivateKey(key, nullptr);
    require(size > 0, "write a private key");
    std::string bytes(static_cast<std::size_t>(size), '\0');
    auto* out = reinterpret_cast<unsigned char*>(bytes.data());
    require(i2d_PrivateKey(key, &out) == size, "write a private key");
    return bytes;
}

KeyHandle private_key(std::string_view bytes) {
    const auto* in = reinterpret_cast<const unsigned char*>(bytes.data());
    KeyHandle key(d2i_PrivateKey(EVP_PKEY_EC, nullptr, &in, static_cast<long>(bytes.size())));
    require(key != nullptr, "read a private key");
    return key;
}

// JWS wants r and s side by side where OpenSSL has DER.
std::string raw_of_der(const std::string& der) {
    const auto* in = reinterpret_cast<const unsigned char*>(der.data());
    const SignaturePair pair(d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(der.size())));
    require(pair != nullptr, "read its own signature");
    std::string raw(2 * coordinate_size, '\0');
    auto* out = reinterpret_cast<unsigned char*>(raw.data());
    require(BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, coordinate_size) > 0 &&
                BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + coordinate_size, coordinate_size) >
                    0,
            "write a signature");
    return raw;
}

std::optional<std::string> der_of_raw(std::string_view raw) {
    if (raw.size() != 2 * coordinate_size) {
        return std::nullopt;
    }
    const auto* in = reinterpret_cast<const unsigned char*>(raw.data());
    const SignaturePair pair(ECDSA_SIG_new());
    BIGNUM* r = BN_bin2bn(in, coordinate_size, nullptr);
    BIGNUM* s = BN_bin2bn(in + coordinate_size, coordinate_size, nullptr);
    require(pair != nullptr && ECDSA_SIG_set0(pair.get(), r, s) == 1, "take a signature");
    std::string der(static_cast<std::size_t>(i2d_ECDSA_SIG(pair.get(), nullptr)), '\0');
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    i2d_ECDSA_SIG(pair.get(), &out);
    return der;
}

} // namespace

struct SigningKeys::Key {
    KeyRow row;
    KeyHandle handle;
};

struct SigningKeys::Ring {
    std::vector<Key> keys; // newest first
    Instant loaded_at;

    const Key* find(std::string_view id) const {
        for (const Key& key : keys) {
            if (key.row.id == id) {
                return &key;
            }
        }
        return nullptr;
    }
};

SigningKeys::SigningKeys(Host host, KeyStore& store, const Settings& settings)
    : host_(host),
      store_(store),
      lifetime_us_(settings.signing_key_lifetime * 1000),
      verify_on_us_(settings.access_token_lifetime * 1000) {}

SigningKeys::~SigningKeys() = default;

std::shared_ptr<const SigningKeys::Ring> SigningKeys::load(Session& session) {
    auto ring = std::make_shared<Ring>();
    ring->loaded_at = host_.now();
    for (KeyRow& row : store_.current(session)) {
        auto opened = open_sealed(host_, key_box_purpose, row.private_box);
        if (!opened) {
            host_.log_error("a signing key cannot be opened: was the secret key of the data folder "
                            "replaced?",
                            {{"key", row.id}});
            continue;
        }
        ring->keys.push_back({std::move(row), private_key(*opened)});
    }
    const std::scoped_lock lock(mutex_);
    ring_ = ring;
    return ring;
}

std::shared_ptr<const SigningKeys::Ring> SigningKeys::ring(Session& session,
                                                           std::string_view wanted) {
    std::shared_ptr<const Ring> known;
    {
        const std::scoped_lock lock(mutex_);
        known = ring_;
    }
    const bool lacking = known == nullptr || known->keys.empty() ||
                         (!wanted.empty() && known->find(wanted) == nullptr);
    if (!lacking || (known != nullptr && !known->keys.empty() &&
                     host_.now() - known->loaded_at < reload_after_us)) {
        return known;
    }
    return load(session);
}

std::string SigningKeys::current_id(Session& session) {
    auto known = ring(session);
    if (known->keys.empty()) {
        add(session.ctx(), Instant{});
        known = load(session);
    }
    STATYBOS_ASSERT(!known->keys.empty());
    return known->keys.front().row.id;
}

std::string SigningKeys::sign_with(std::string_view key_id, std::string_view input) {
    std::shared_ptr<const Ring> known;
    {
        const std::scoped_lock lock(mutex_);
        known = ring_;
    }
    const Key* key = known->find(key_id);
    STATYBOS_ASSERT(key != nullptr);
    const DigestContext digest(EVP_MD_CTX_new());
    const auto* in = reinterpret_cast<const unsigned char*>(input.data());
    std::size_t size = 0;
    require(EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key->handle.get()) ==
                    1 &&
                EVP_DigestSign(digest.get(), nullptr, &size, in, input.size()) == 1,
            "sign");
    std::string der(size, '\0');
    require(EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char*>(der.data()), &size, in,
                           input.size()) == 1,
            "sign");
    der.resize(size);
    return raw_of_der(der);
}

bool SigningKeys::verify(Session& session, std::string_view key_id, std::string_view input,
                         std::string_view signature) {
    const auto known = ring(session, key_id);
    const Key* key = known->find(key_id);
    const auto der = der_of_raw(signature);
    if (key == nullptr || !der || key->row.retires_at <= host_.now()) {
        return false;
    }
    const DigestContext digest(EVP_MD_CTX_new());
    require(EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key->handle.get()) ==
                1,
            "verify");
    return EVP_DigestVerify(digest.get(), reinterpret_cast<const unsigned char*>(der->data()),
                            der->size(), reinterpret_cast<const unsigned char*>(input.data()),
                            input.size()) == 1;
}

std::vector<PublicKey> SigningKeys::published(Session& session) {
    (void)current_id(session); // the first call makes the first key
    std::vector<PublicKey> keys;
    for (const Key& key : load(session)->keys) {
        PublicKey& published = keys.emplace_back();
        published.kid = key.row.id;
        published.x = key.row.public_x;
        published.y = key.row.public_y;
    }
    return keys;
}

void SigningKeys::add(Ctx ctx, Instant newest_known_at) {
    const KeyHandle key(EVP_EC_gen("P-256"));
    require(key != nullptr, "make a key");
    KeyRow row;
    row.id = random_token(12);
    row.private_box = seal(host_, key_box_purpose, private_bytes(key.get()));
    row.public_x = to_base64url(coordinate(key.get(), OSSL_PKEY_PARAM_EC_PUB_X));
    row.public_y = to_base64url(coordinate(key.get(), OSSL_PKEY_PARAM_EC_PUB_Y));
    row.created_at = host_.now();
    // It signs for one lifetime, may wait for the next rotation, and verifies its last token's
    // life.
    row.retires_at = {row.created_at.us + 2 * lifetime_us_ + verify_on_us_};
    transact(ctx, [&](Transaction& tx) { store_.insert_if_newest(tx, row, newest_known_at); });
}

void SigningKeys::rotate(Ctx ctx) {
    Session session(ctx);
    const auto known = load(session);
    const Instant newest = known->keys.empty() ? Instant{} : known->keys.front().row.created_at;
    if (known->keys.empty() || host_.now() - newest >= lifetime_us_) {
        add(ctx, newest);
        load(session);
    }
    store_.purge(session);
}

} // namespace statybos::users
