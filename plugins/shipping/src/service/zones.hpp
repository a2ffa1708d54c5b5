// The operator's zones.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/change.hpp>
#include <statybos/host.hpp>

#include "store/zone_store.hpp"

namespace statybos::shipping {

struct NewZone {
    std::string name;
    std::optional<std::int32_t> position; ///< absent: behind all others
    std::vector<Area> areas;
};
STATYBOS_RECORD(NewZone, name, position, areas)
STATYBOS_LIMITS(NewZone, length(&NewZone::name, 1, 100), range(&NewZone::position, 1, 1'000'000),
                items(&NewZone::areas, 1, 250))

struct ZoneChange {
    Maybe<std::string> name;
    Maybe<std::int32_t> position;
    Maybe<std::vector<Area>> areas;
};
STATYBOS_RECORD(ZoneChange, name, position, areas)
STATYBOS_LIMITS(ZoneChange, length(&ZoneChange::name, 1, 100),
                range(&ZoneChange::position, 1, 1'000'000), items(&ZoneChange::areas, 1, 250))

class Zones {
public:
    static constexpr std::int64_t most = 200;

    Zones(Host host, ZoneStore& zones) : host_(host), zones_(zones) {}

    /// In the order in which they are asked.
    std::vector<ZoneRow> list(Ctx ctx);
    /// @errors not_found
    Result<ZoneRow> get(Ctx ctx, ZoneId id);
    /// @errors invalid validation_failed  a postal code that is no pattern
    /// @errors conflict name_taken, too_many_zones
    Result<ZoneRow> create(Ctx ctx, const NewZone& zone);
    /// @errors not_found, and as create()
    Result<ZoneRow> change(Ctx ctx, ZoneId id, const ZoneChange& change);
    /// @errors not_found
    /// @errors conflict zone_in_use  it has rates
    Result<void> remove(Ctx ctx, ZoneId id);

private:
    Host host_;
    ZoneStore& zones_;
};

} // namespace statybos::shipping
