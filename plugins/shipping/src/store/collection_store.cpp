#include "store/collection_store.hpp"

namespace statybos::shipping {

void CollectionStore::open(Transaction& tx, OrderId order, VendorId vendor,
                           const std::string& code) {
    tx.execute("INSERT INTO shipping.collection (order_id, vendor_id, code) VALUES ($1, $2, $3)"
               " ON CONFLICT (order_id) DO NOTHING",
               order, vendor, code);
}

void CollectionStore::close(Transaction& tx, OrderId order) {
    tx.execute("UPDATE shipping.collection SET code = NULL, closed_at = now()"
               " WHERE order_id = $1 AND closed_at IS NULL",
               order);
}

std::optional<std::string> CollectionStore::code_of(Session& session, OrderId order) {
    return session.one<std::string>(
        "SELECT code FROM shipping.collection WHERE order_id = $1 AND closed_at IS NULL", order);
}

std::optional<std::string> CollectionStore::take_attempt(Session& session, OrderId order,
                                                         VendorId vendor, std::int32_t attempts,
                                                         std::int64_t pause_ms) {
    return session.one<std::string>(
        "UPDATE shipping.collection SET"
        " attempts = CASE WHEN blocked_until IS NULL THEN attempts + 1 ELSE 1 END,"
        " blocked_until = CASE WHEN (CASE WHEN blocked_until IS NULL THEN attempts + 1 ELSE 1 END)"
        " >= $3 THEN now() + $4::bigint * interval '1 millisecond' END"
        " WHERE order_id = $1 AND vendor_id = $2 AND closed_at IS NULL"
        " AND (blocked_until IS NULL OR blocked_until <= now()) RETURNING code",
        order, vendor, attempts, pause_ms);
}

std::optional<CollectionRow> CollectionStore::find(Session& session, OrderId order,
                                                   VendorId vendor) {
    return session.one<CollectionRow>(
        "SELECT closed_at IS NOT NULL, greatest(0, ceil(coalesce(extract(epoch FROM"
        " blocked_until - now()), 0)))::integer FROM shipping.collection"
        " WHERE order_id = $1 AND vendor_id = $2",
        order, vendor);
}

} // namespace statybos::shipping
