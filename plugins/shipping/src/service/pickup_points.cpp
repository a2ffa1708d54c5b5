#include "service/pickup_points.hpp"

#include <statybos/secrets.hpp>

#include "service/opening_rules.hpp"
#include "service/refusals.hpp"

namespace statybos::shipping {
namespace {

Error no_such_point() {
    return Error(Errc::not_found, "not_found", "there is no such pickup point");
}

Result<void> check(const PickupPointRow& point) {
    Error wrong = unacceptable();
    check_opening_hours(point.opening_hours, "/opening_hours", wrong);
    if (point.address.lat.has_value() != point.address.lon.has_value()) {
        wrong.add_field({point.address.lat ? "/address/lon" : "/address/lat", "required",
                         "lat and lon go together"});
    }
    return wrong.fields().empty() ? Result<void>() : Result<void>(wrong);
}

} // namespace

std::vector<PickupPointRow> PickupPoints::list(Ctx ctx, VendorId vendor) {
    Session session(ctx);
    return points_.of_vendor(session, vendor);
}

Result<PickupPointRow> PickupPoints::get(Ctx ctx, VendorId vendor, PickupPointId id) {
    Session session(ctx);
    auto point = points_.find(session, id, vendor);
    return point ? Result<PickupPointRow>(std::move(*point))
                 : Result<PickupPointRow>(no_such_point());
}

Result<PickupPointRow> PickupPoints::create(Ctx ctx, VendorId vendor, const NewPickupPoint& point) {
    const PickupPointRow row{new_id<PickupPointId>(host_), vendor,    point.name, point.address,
                             point.opening_hours,          point.note};
    if (auto fits = check(row); !fits) {
        return fits.error();
    }
    return transact(ctx, [&](Transaction& tx) -> Result<PickupPointRow> {
        if (!points_.insert(tx, row, most_of_vendor)) {
            return Error(Errc::conflict, "too_many_pickup_points",
                         "a vendor has at most " + std::to_string(most_of_vendor) +
                             " pickup points");
        }
        return row;
    });
}

Result<PickupPointRow> PickupPoints::change(Ctx ctx, VendorId vendor, PickupPointId id,
                                            const PickupPointChange& change) {
    return transact(ctx, [&](Transaction& tx) -> Result<PickupPointRow> {
        auto row = points_.find(tx, id, vendor);
        if (!row) {
            return no_such_point();
        }
        row->name = change.name.value_or(row->name);
        row->address = change.address.value_or(row->address);
        row->opening_hours = change.opening_hours.value_or(row->opening_hours);
        change.note.apply_to(row->note);
        if (auto fits = check(*row); !fits) {
            return fits.error();
        }
        return points_.update(tx, *row) ? Result<PickupPointRow>(std::move(*row))
                                        : Result<PickupPointRow>(no_such_point());
    });
}

Result<void> PickupPoints::remove(Ctx ctx, VendorId vendor, PickupPointId id) {
    return transact(ctx, [&](Transaction& tx) -> Result<void> {
        return points_.remove(tx, id, vendor) ? Result<void>() : Result<void>(no_such_point());
    });
}

} // namespace statybos::shipping
