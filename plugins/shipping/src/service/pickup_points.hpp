// Where vendors hand goods over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/change.hpp>
#include <statybos/host.hpp>

#include "store/pickup_point_store.hpp"

namespace statybos::shipping {

struct NewPickupPoint {
    std::string name;
    Address address;
    std::vector<OpeningHours> opening_hours;
    std::optional<std::string> note;
};
STATYBOS_RECORD(NewPickupPoint, name, address, opening_hours, note)
STATYBOS_LIMITS(NewPickupPoint, length(&NewPickupPoint::name, 1, 200),
                items(&NewPickupPoint::opening_hours, 0, 50),
                defaulted(&NewPickupPoint::opening_hours), length(&NewPickupPoint::note, 1, 500))

struct PickupPointChange {
    Maybe<std::string> name;
    Maybe<Address> address;
    Maybe<std::vector<OpeningHours>> opening_hours;
    Change<std::string> note;
};
STATYBOS_RECORD(PickupPointChange, name, address, opening_hours, note)
STATYBOS_LIMITS(PickupPointChange, length(&PickupPointChange::name, 1, 200),
                items(&PickupPointChange::opening_hours, 0, 50),
                length(&PickupPointChange::note, 1, 500))

class PickupPoints {
public:
    static constexpr std::int64_t most_of_vendor = 50;

    PickupPoints(Host host, PickupPointStore& points) : host_(host), points_(points) {}

    std::vector<PickupPointRow> list(Ctx ctx, VendorId vendor);
    /// @errors not_found
    Result<PickupPointRow> get(Ctx ctx, VendorId vendor, PickupPointId id);
    /// @errors invalid validation_failed  opening hours that cannot be
    /// @errors conflict too_many_pickup_points
    Result<PickupPointRow> create(Ctx ctx, VendorId vendor, const NewPickupPoint& point);
    /// @errors not_found, invalid validation_failed
    Result<PickupPointRow> change(Ctx ctx, VendorId vendor, PickupPointId id,
                                  const PickupPointChange& change);
    /// Orders keep the point as it was when they were placed. @errors not_found
    Result<void> remove(Ctx ctx, VendorId vendor, PickupPointId id);

private:
    Host host_;
    PickupPointStore& points_;
};

} // namespace statybos::shipping
