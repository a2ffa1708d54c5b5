#include "store/key_store.hpp"

namespace statybos::users {

std::vector<KeyRow> KeyStore::current(Session& session) {
    return session.query<KeyRow>(
        "SELECT id, private_box, public_x, public_y, created_at, retires_at"
        " FROM users.signing_key WHERE retires_at > now() ORDER BY created_at DESC, id");
}

bool KeyStore::insert_if_newest(Transaction& tx, const KeyRow& key, Instant newest_known_at) {
    // Two nodes that start together would each add a key; the lock makes the second one look again.
    tx.execute("LOCK TABLE users.signing_key IN SHARE ROW EXCLUSIVE MODE");
    return tx.execute("INSERT INTO users.signing_key (id, private_box, public_x, public_y,"
                      " created_at, retires_at)"
                      " SELECT $1, $2, $3, $4, $5, $6 WHERE NOT EXISTS"
                      " (SELECT FROM users.signing_key WHERE created_at > $7)",
                      key.id, bytes_parameter(key.private_box), key.public_x, key.public_y,
                      key.created_at, key.retires_at, newest_known_at) == 1;
}

void KeyStore::purge(Session& session) {
    session.execute("DELETE FROM users.signing_key WHERE retires_at < now()");
}

} // namespace statybos::users
