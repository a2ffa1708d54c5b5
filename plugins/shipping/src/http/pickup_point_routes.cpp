#include "http/pickup_point_routes.hpp"

#include "http/callers.hpp"

namespace statybos::shipping {
namespace {

PickupPoint view_of(const PickupPointRow& row) {
    return {row.id.to_string(), row.name, row.address, row.opening_hours, row.note};
}

Result<PickupPoint> view_of(const Result<PickupPointRow>& row) {
    return row ? Result<PickupPoint>(view_of(*row)) : Result<PickupPoint>(row.error());
}

} // namespace

void PickupPointRoutes::declare(Host& host) {
    Router router(host, *this, "shipping");
    router.get("/api/vendors/shipping/pickup-points", &PickupPointRoutes::list)
        .roles({"vendor"})
        .summary("Where one hands goods over");
    router.post("/api/vendors/shipping/pickup-points", &PickupPointRoutes::create)
        .roles({"vendor"})
        .status(201)
        .repeatable()
        .summary("Add a pickup point with its opening hours");
    router.get("/api/vendors/shipping/pickup-points/{id}", &PickupPointRoutes::show)
        .roles({"vendor"})
        .summary("One of one's own pickup points");
    router.patch("/api/vendors/shipping/pickup-points/{id}", &PickupPointRoutes::change)
        .roles({"vendor"})
        .repeatable()
        .summary("Change a pickup point; orders keep it as it was");
    router.remove("/api/vendors/shipping/pickup-points/{id}", &PickupPointRoutes::remove)
        .roles({"vendor"})
        .summary("Delete a pickup point; orders keep it as it was");
}

Result<PickupPointList> PickupPointRoutes::list(Ctx& ctx) {
    const auto vendor = vendor_of(ctx);
    if (!vendor) {
        return vendor.error();
    }
    PickupPointList list;
    for (const PickupPointRow& row : points_.list(ctx, *vendor)) {
        list.items.push_back(view_of(row));
    }
    return list;
}

Result<PickupPoint> PickupPointRoutes::create(Ctx& ctx, const NewPickupPoint& body) {
    const auto vendor = vendor_of(ctx);
    return vendor ? view_of(points_.create(ctx, *vendor, body))
                  : Result<PickupPoint>(vendor.error());
}

Result<PickupPoint> PickupPointRoutes::show(Ctx& ctx, const PickupPointPath& path) {
    const auto vendor = vendor_of(ctx);
    return vendor ? view_of(points_.get(ctx, *vendor, path.id))
                  : Result<PickupPoint>(vendor.error());
}

Result<PickupPoint> PickupPointRoutes::change(Ctx& ctx, const PickupPointPath& path,
                                              const PickupPointChange& body) {
    const auto vendor = vendor_of(ctx);
    return vendor ? view_of(points_.change(ctx, *vendor, path.id, body))
                  : Result<PickupPoint>(vendor.error());
}

Result<void> PickupPointRoutes::remove(Ctx& ctx, const PickupPointPath& path) {
    const auto vendor = vendor_of(ctx);
    return vendor ? points_.remove(ctx, *vendor, path.id) : Result<void>(vendor.error());
}

} // namespace statybos::shipping
