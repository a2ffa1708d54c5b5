// /api/vendors/shipping/pickup-points
#pragma once

#include <statybos/router.hpp>

#include "service/pickup_points.hpp"

namespace statybos::shipping {

struct PickupPointList {
    std::vector<PickupPoint> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(PickupPointList, items, next_cursor)

struct PickupPointPath {
    PickupPointId id;
};
STATYBOS_PARAMETERS(PickupPointPath, id)

class PickupPointRoutes {
public:
    explicit PickupPointRoutes(PickupPoints& points) : points_(points) {}
    void declare(Host& host);

private:
    Result<PickupPointList> list(Ctx& ctx);
    Result<PickupPoint> create(Ctx& ctx, const NewPickupPoint& body);
    Result<PickupPoint> show(Ctx& ctx, const PickupPointPath& path);
    Result<PickupPoint> change(Ctx& ctx, const PickupPointPath& path,
                               const PickupPointChange& body);
    Result<void> remove(Ctx& ctx, const PickupPointPath& path);

    PickupPoints& points_;
};

} // namespace statybos::shipping
