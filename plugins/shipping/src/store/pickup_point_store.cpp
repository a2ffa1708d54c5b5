#include "store/pickup_point_store.hpp"

namespace statybos::shipping {
namespace {

// The address is one column here and a record of many there.
struct Columns {
    PickupPointId id;
    VendorId vendor_id;
    std::string name;
    Json address;
    std::vector<OpeningHours> opening_hours;
    std::optional<std::string> note;
};
STATYBOS_RECORD(Columns, id, vendor_id, name, address, opening_hours, note)

PickupPointRow row_of(Columns&& columns) {
    return {columns.id,
            columns.vendor_id,
            std::move(columns.name),
            read_stored_json<Address>(columns.address.text()).value(),
            std::move(columns.opening_hours),
            std::move(columns.note)};
}

} // namespace

std::vector<PickupPointRow> PickupPointStore::of_vendor(Session& session, VendorId vendor) {
    std::vector<PickupPointRow> points;
    for (Columns& columns : session.query<Columns>(
             "SELECT id, vendor_id, name, address, opening_hours, note FROM shipping.pickup_point"
             " WHERE vendor_id = $1 ORDER BY id",
             vendor)) {
        points.push_back(row_of(std::move(columns)));
    }
    return points;
}

std::optional<PickupPointRow> PickupPointStore::find(Session& session, PickupPointId id,
                                                     VendorId vendor) {
    auto found = session.one<Columns>(
        "SELECT id, vendor_id, name, address, opening_hours, note FROM shipping.pickup_point"
        " WHERE id = $1 AND vendor_id = $2",
        id, vendor);
    return found ? std::optional(row_of(std::move(*found))) : std::nullopt;
}

bool PickupPointStore::insert(Transaction& tx, const PickupPointRow& point, std::int64_t most) {
    return tx.execute("INSERT INTO shipping.pickup_point (id, vendor_id, name, address,"
                      " opening_hours, note) SELECT $1, $2, $3, $4::jsonb, $5::jsonb, $6"
                      " WHERE (SELECT count(*) FROM shipping.pickup_point WHERE vendor_id = $2)"
                      " < $7",
                      point.id, point.vendor_id, point.name,
                      Json::trusted(write_json(point.address)),
                      Json::trusted(write_json(point.opening_hours)), point.note, most) == 1;
}

bool PickupPointStore::update(Transaction& tx, const PickupPointRow& point) {
    return tx.execute("UPDATE shipping.pickup_point SET name = $3, address = $4,"
                      " opening_hours = $5, note = $6, updated_at = now()"
                      " WHERE id = $1 AND vendor_id = $2",
                      point.id, point.vendor_id, point.name,
                      Json::trusted(write_json(point.address)),
                      Json::trusted(write_json(point.opening_hours)), point.note) == 1;
}

bool PickupPointStore::remove(Transaction& tx, PickupPointId id, VendorId vendor) {
    return tx.execute("DELETE FROM shipping.pickup_point WHERE id = $1 AND vendor_id = $2", id,
                      vendor) == 1;
}

} // namespace statybos::shipping
