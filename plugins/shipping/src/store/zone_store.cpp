#include "store/zone_store.hpp"

namespace statybos::shipping {

std::vector<ZoneRow> ZoneStore::all(Session& session) {
    return session.query<ZoneRow>(
        "SELECT id, name, position, areas FROM shipping.zone ORDER BY position, id");
}

std::optional<ZoneRow> ZoneStore::find(Session& session, ZoneId id) {
    return session.one<ZoneRow>("SELECT id, name, position, areas FROM shipping.zone WHERE id = $1",
                                id);
}

std::optional<ZoneRow> ZoneStore::lock(Transaction& tx, ZoneId id) {
    return tx.one<ZoneRow>(
        "SELECT id, name, position, areas FROM shipping.zone WHERE id = $1 FOR UPDATE", id);
}

std::int64_t ZoneStore::count(Session& session) {
    return session.single<std::int64_t>("SELECT count(*) FROM shipping.zone");
}

std::int32_t ZoneStore::last_position(Session& session) {
    return session.single<std::int32_t>("SELECT coalesce(max(position), 0) FROM shipping.zone");
}

void ZoneStore::insert(Transaction& tx, const ZoneRow& zone) {
    tx.execute("INSERT INTO shipping.zone (id, name, position, areas) VALUES ($1, $2, $3, $4)",
               zone.id, zone.name, zone.position, Json::trusted(write_json(zone.areas)));
}

void ZoneStore::update(Transaction& tx, const ZoneRow& zone) {
    tx.execute("UPDATE shipping.zone SET name = $2, position = $3, areas = $4, updated_at = now()"
               " WHERE id = $1",
               zone.id, zone.name, zone.position, Json::trusted(write_json(zone.areas)));
}

bool ZoneStore::remove(Transaction& tx, ZoneId id) {
    return tx.execute("DELETE FROM shipping.zone WHERE id = $1", id) == 1;
}

} // namespace statybos::shipping
