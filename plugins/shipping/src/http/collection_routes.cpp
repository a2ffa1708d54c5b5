#include "http/collection_routes.hpp"

#include "http/callers.hpp"

namespace statybos::shipping {

void CollectionRoutes::declare(Host& host) {
    Router router(host, *this, "shipping");
    router.post("/api/vendors/shipping/collections/{order_id}", &CollectionRoutes::collect)
        .roles({"vendor"})
        .summary("Hand an order over to who knows its collection code; it is completed then");
}

Result<void> CollectionRoutes::collect(Ctx& ctx, const CollectionPath& path,
                                       const CollectionBody& body) {
    const auto vendor = vendor_of(ctx);
    return vendor ? collections_.collect(ctx, *vendor, path.order_id, body.code)
                  : Result<void>(vendor.error());
}

} // namespace statybos::shipping
