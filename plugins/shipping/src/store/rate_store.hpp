// Rows of shipping.rate.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/zone_store.hpp"

namespace statybos::shipping {

STATYBOS_ID(RateId)

/// Parcels up to a weight. Prices, here and in RateRow, are minor units of the rate's currency.
struct BandRow {
    std::optional<std::int64_t> up_to_grams; ///< absent, in the last one: any weight
    std::int64_t price = 0;
};
STATYBOS_RECORD(BandRow, up_to_grams, price)

struct RateRow {
    RateId id;
    ZoneId zone_id;
    std::optional<VendorId> vendor_id; ///< absent: the marketplace's
    std::string method;
    std::optional<std::string> carrier; ///< whose parcel terminals the goods go to
    std::optional<std::string> name_lt;
    std::optional<std::string> name_en;
    std::optional<std::string> estimate_lt;
    std::optional<std::string> estimate_en;
    bool offered = true;
    std::optional<std::string> currency;
    std::vector<BandRow> bands;         ///< lightest first
    std::optional<std::int64_t> per_kg; ///< for each started kilogram beyond the last band
    std::optional<std::int64_t> per_km; ///< for each started kilometre beyond `included_km`
    std::optional<std::int32_t> included_km;
    std::optional<std::int32_t> assumed_km; ///< where the distance is not known
    std::optional<std::int32_t> up_to_km;
    std::optional<std::int64_t> free_from; ///< of the goods
};
STATYBOS_RECORD(RateRow, id, zone_id, vendor_id, method, carrier, name_lt, name_en, estimate_lt,
                estimate_en, offered, currency, bands, per_kg, per_km, included_km, assumed_km,
                up_to_km, free_from)

struct RateFilter {
    std::optional<VendorId> vendor_id;
    std::optional<ZoneId> zone_id;
    std::optional<std::string> method;
};

class RateStore {
public:
    /// By id, after `after`.
    std::vector<RateRow> list(Session& session, const RateFilter& filter,
                              std::optional<RateId> after, std::int32_t limit);
    std::optional<RateRow> find(Session& session, RateId id);
    /// The row stays as it is until the transaction ends.
    std::optional<RateRow> lock(Transaction& tx, RateId id);
    std::int64_t count_of_vendor(Session& session, VendorId vendor);
    /// @throws Failure unique_violation       the vendor has one for that method and zone
    /// @throws Failure foreign_key_violation  the zone is gone
    void insert(Transaction& tx, const RateRow& rate);
    void update(Transaction& tx, const RateRow& rate);
    bool remove(Transaction& tx, RateId id);
};

} // namespace statybos::shipping
