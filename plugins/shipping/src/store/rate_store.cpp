#include "store/rate_store.hpp"

namespace statybos::shipping {
namespace {

std::string select_rate(const std::string& rest) {
    return "SELECT id, zone_id, vendor_id, method, carrier, name_lt, name_en, estimate_lt,"
           " estimate_en, offered, currency, bands, per_kg, per_km, included_km, assumed_km,"
           " up_to_km, free_from FROM shipping.rate " +
           rest;
}

} // namespace

std::vector<RateRow> RateStore::list(Session& session, const RateFilter& filter,
                                     std::optional<RateId> after, std::int32_t limit) {
    static const std::string sql =
        select_rate("WHERE ($1::uuid IS NULL OR vendor_id = $1) AND ($2::uuid IS NULL OR"
                    " zone_id = $2) AND ($3::text IS NULL OR method = $3)"
                    " AND ($4::uuid IS NULL OR id > $4) ORDER BY id LIMIT $5");
    return session.query<RateRow>(sql, filter.vendor_id, filter.zone_id, filter.method, after,
                                  limit);
}

std::optional<RateRow> RateStore::find(Session& session, RateId id) {
    static const std::string sql = select_rate("WHERE id = $1");
    return session.one<RateRow>(sql, id);
}

std::optional<RateRow> RateStore::lock(Transaction& tx, RateId id) {
    static const std::string sql = select_rate("WHERE id = $1 FOR UPDATE");
    return tx.one<RateRow>(sql, id);
}

std::int64_t RateStore::count_of_vendor(Session& session, VendorId vendor) {
    return session.single<std::int64_t>("SELECT count(*) FROM shipping.rate WHERE vendor_id = $1",
                                        vendor);
}

void RateStore::insert(Transaction& tx, const RateRow& rate) {
    tx.execute("INSERT INTO shipping.rate (id, zone_id, vendor_id, method, carrier, name_lt,"
               " name_en, estimate_lt, estimate_en, offered, currency, bands, per_kg, per_km,"
               " included_km, assumed_km, up_to_km, free_from) VALUES ($1, $2, $3, $4, $5, $6,"
               " $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
               rate.id, rate.zone_id, rate.vendor_id, rate.method, rate.carrier, rate.name_lt,
               rate.name_en, rate.estimate_lt, rate.estimate_en, rate.offered, rate.currency,
               Json::trusted(write_json(rate.bands)), rate.per_kg, rate.per_km, rate.included_km,
               rate.assumed_km, rate.up_to_km, rate.free_from);
}

void RateStore::update(Transaction& tx, const RateRow& rate) {
    tx.execute("UPDATE shipping.rate SET zone_id = $2, vendor_id = $3, method = $4, carrier = $5,"
               " name_lt = $6, name_en = $7, estimate_lt = $8, estimate_en = $9, offered = $10,"
               " currency = $11, bands = $12, per_kg = $13, per_km = $14, included_km = $15,"
               " assumed_km = $16, up_to_km = $17, free_from = $18, updated_at = now()"
               " WHERE id = $1",
               rate.id, rate.zone_id, rate.vendor_id, rate.method, rate.carrier, rate.name_lt,
               rate.name_en, rate.estimate_lt, rate.estimate_en, rate.offered, rate.currency,
               Json::trusted(write_json(rate.bands)), rate.per_kg, rate.per_km, rate.included_km,
               rate.assumed_km, rate.up_to_km, rate.free_from);
}

bool RateStore::remove(Transaction& tx, RateId id) {
    return tx.execute("DELETE FROM shipping.rate WHERE id = $1", id) == 1;
}

} // namespace statybos::shipping
