#include "service/zones.hpp"

#include <statybos/secrets.hpp>

#include "service/refusals.hpp"
#include "service/zone_rules.hpp"

namespace statybos::shipping {
namespace {

Error no_such_zone() {
    return Error(Errc::not_found, "not_found", "there is no such zone");
}

Result<void> normalize(std::vector<Area>& areas) {
    Error wrong = unacceptable();
    for (std::size_t i = 0; i < areas.size(); ++i) {
        for (std::size_t j = 0; j < areas[i].postal_codes.size(); ++j) {
            std::string& pattern = areas[i].postal_codes[j];
            pattern = normal_postal_pattern(pattern, areas[i].country);
            if (pattern.empty()) {
                wrong.add_field(
                    {"/areas/" + std::to_string(i) + "/postal_codes/" + std::to_string(j),
                     "bad_format", "postal codes are written as 01*, 0110? or 10000..12999"});
            }
        }
    }
    return wrong.fields().empty() ? Result<void>() : Result<void>(wrong);
}

template <class Work>
Result<ZoneRow> with_unique_name(Ctx ctx, Work work) {
    try {
        return transact(ctx, work);
    } catch (const Failure& failure) {
        if (failure.error().is("unique_violation")) {
            return Error(Errc::conflict, "name_taken", "another zone has this name");
        }
        throw;
    }
}

} // namespace

std::vector<ZoneRow> Zones::list(Ctx ctx) {
    Session session(ctx);
    return zones_.all(session);
}

Result<ZoneRow> Zones::get(Ctx ctx, ZoneId id) {
    Session session(ctx);
    auto zone = zones_.find(session, id);
    return zone ? Result<ZoneRow>(std::move(*zone)) : Result<ZoneRow>(no_such_zone());
}

Result<ZoneRow> Zones::create(Ctx ctx, const NewZone& zone) {
    ZoneRow row{new_id<ZoneId>(host_), zone.name, 0, zone.areas};
    if (auto fits = normalize(row.areas); !fits) {
        return fits.error();
    }
    return with_unique_name(ctx, [&](Transaction& tx) -> Result<ZoneRow> {
        if (zones_.count(tx) >= most) {
            return Error(Errc::conflict, "too_many_zones",
                         "there are " + std::to_string(most) + " zones already; join some");
        }
        row.position = zone.position.value_or(zones_.last_position(tx) + 1);
        zones_.insert(tx, row);
        return row;
    });
}

Result<ZoneRow> Zones::change(Ctx ctx, ZoneId id, const ZoneChange& change) {
    return with_unique_name(ctx, [&](Transaction& tx) -> Result<ZoneRow> {
        auto row = zones_.lock(tx, id);
        if (!row) {
            return no_such_zone();
        }
        row->name = change.name.value_or(row->name);
        row->position = change.position.value_or(row->position);
        row->areas = change.areas.value_or(row->areas);
        if (auto fits = normalize(row->areas); !fits) {
            return fits.error();
        }
        zones_.update(tx, *row);
        return std::move(*row);
    });
}

Result<void> Zones::remove(Ctx ctx, ZoneId id) {
    try {
        return transact(ctx, [&](Transaction& tx) -> Result<void> {
            return zones_.remove(tx, id) ? Result<void>() : Result<void>(no_such_zone());
        });
    } catch (const Failure& failure) {
        if (failure.error().is("foreign_key_violation")) {
            return Error(Errc::conflict, "zone_in_use", "delete the rates in this zone first");
        }
        throw;
    }
}

} // namespace statybos::shipping
