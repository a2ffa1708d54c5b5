// Rows of users.signing_key.
#pragma once

#include <string>
#include <vector>

#include <statybos/instant.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::users {

struct KeyRow {
    std::string id;
    std::string private_box;
    std::string public_x; ///< base64url, as in a JWK
    std::string public_y;
    Instant created_at;
    Instant retires_at;
};
STATYBOS_RECORD(KeyRow, id, private_box, public_x, public_y, created_at, retires_at)

class KeyStore {
public:
    /// Newest first; those that still verify.
    std::vector<KeyRow> current(Session& session);
    /// Adds `key` unless another node added one since `newest_known_at`.
    bool insert_if_newest(Transaction& tx, const KeyRow& key, Instant newest_known_at);
    void purge(Session& session);
};

} // namespace statybos::users
