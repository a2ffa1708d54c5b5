// The keys that access tokens are signed with: ES256, rotated, public as a JWK set.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/host.hpp>
#include <statybos/instant.hpp>

#include "settings.hpp"
#include "store/key_store.hpp"

namespace statybos::users {

/// One public key as RFC 7517 writes it.
struct PublicKey {
    std::string kty = "EC";
    std::string crv = "P-256";
    std::string use = "sig";
    std::string alg = "ES256";
    std::string kid;
    std::string x;
    std::string y;
};
STATYBOS_RECORD(PublicKey, kty, crv, use, alg, kid, x, y)

/// Safe for any number of threads.
class SigningKeys {
public:
    SigningKeys(Host host, KeyStore& store, const Settings& settings);
    ~SigningKeys();

    struct Signature {
        std::string key_id;
        std::string bytes; ///< r and s, 32 bytes each
    };
    /// `make_input` gets the id of the key that will sign, for the token's header.
    template <class MakeInput>
    std::pair<std::string, Signature> sign(Session& session, MakeInput&& make_input) {
        const std::string id = current_id(session);
        std::string input = make_input(id);
        Signature signature{id, sign_with(id, input)};
        return {std::move(input), std::move(signature)};
    }
    bool verify(Session& session, std::string_view key_id, std::string_view input,
                std::string_view signature);
    std::vector<PublicKey> published(Session& session);

    /// Makes a new key when the newest is past its time; drops those that verify nothing any more.
    void rotate(Ctx ctx);

private:
    struct Key;
    struct Ring;
    std::string current_id(Session& session);
    std::string sign_with(std::string_view key_id, std::string_view input);
    std::shared_ptr<const Ring> ring(Session& session, std::string_view wanted = {});
    std::shared_ptr<const Ring> load(Session& session);
    void add(Ctx ctx, Instant newest_known_at);

    Host host_;
    KeyStore& store_;
    std::int64_t lifetime_us_;
    std::int64_t verify_on_us_;
    std::mutex mutex_;
    std::shared_ptr<const Ring> ring_;
};

} // namespace statybos::users
