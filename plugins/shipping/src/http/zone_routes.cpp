#include "http/zone_routes.hpp"

namespace statybos::shipping {

void ZoneRoutes::declare(Host& host) {
    Router router(host, *this, "shipping");
    router.get("/api/admin/shipping/zones", &ZoneRoutes::list)
        .roles({"admin", "support"})
        .summary("The shipping zones in the order in which they are asked");
    router.post("/api/admin/shipping/zones", &ZoneRoutes::create)
        .roles({"admin"})
        .status(201)
        .repeatable()
        .summary("Add a zone of countries and postal codes");
    router.get("/api/admin/shipping/zones/{id}", &ZoneRoutes::show)
        .roles({"admin", "support"})
        .summary("One shipping zone");
    router.patch("/api/admin/shipping/zones/{id}", &ZoneRoutes::change)
        .roles({"admin"})
        .repeatable()
        .summary("Change a zone; orders keep what they were placed with");
    router.remove("/api/admin/shipping/zones/{id}", &ZoneRoutes::remove)
        .roles({"admin"})
        .summary("Delete a zone without rates");
    router.get("/api/vendors/shipping/zones", &ZoneRoutes::list)
        .roles({"vendor"})
        .summary("The zones that one's own rates may refer to");
}

Result<ZoneList> ZoneRoutes::list(Ctx& ctx) {
    return ZoneList{zones_.list(ctx), std::nullopt};
}

Result<ZoneRow> ZoneRoutes::create(Ctx& ctx, const NewZone& body) {
    return zones_.create(ctx, body);
}

Result<ZoneRow> ZoneRoutes::show(Ctx& ctx, const ZonePath& path) {
    return zones_.get(ctx, path.id);
}

Result<ZoneRow> ZoneRoutes::change(Ctx& ctx, const ZonePath& path, const ZoneChange& body) {
    return zones_.change(ctx, path.id, body);
}

Result<void> ZoneRoutes::remove(Ctx& ctx, const ZonePath& path) {
    return zones_.remove(ctx, path.id);
}

} // namespace statybos::shipping
