// Rows of shipping.zone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/ids.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::shipping {

STATYBOS_ID(ZoneId)

/// A country, or those of its places whose postal code fits one of the patterns.
struct Area {
    std::string country;
    std::vector<std::string> postal_codes; ///< empty: the whole country

    friend bool operator==(const Area&, const Area&) = default;
};
STATYBOS_RECORD(Area, country, postal_codes)
STATYBOS_LIMITS(Area, pattern_country(&Area::country), length(&Area::postal_codes, 1, 30),
                items(&Area::postal_codes, 0, 500), defaulted(&Area::postal_codes))

struct ZoneRow {
    ZoneId id;
    std::string name;
    std::int32_t position = 0;
    std::vector<Area> areas;
};
STATYBOS_RECORD(ZoneRow, id, name, position, areas)

class ZoneStore {
public:
    /// In the order in which they are asked.
    std::vector<ZoneRow> all(Session& session);
    std::optional<ZoneRow> find(Session& session, ZoneId id);
    /// The row stays as it is until the transaction ends.
    std::optional<ZoneRow> lock(Transaction& tx, ZoneId id);
    std::int64_t count(Session& session);
    std::int32_t last_position(Session& session);
    void insert(Transaction& tx, const ZoneRow& zone);
    void update(Transaction& tx, const ZoneRow& zone);
    /// Whether it was there. @throws Failure foreign_key_violation  rates are in it
    bool remove(Transaction& tx, ZoneId id);
};

} // namespace statybos::shipping
