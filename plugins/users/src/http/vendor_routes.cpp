#include "http/vendor_routes.hpp"

namespace statybos::users {

void VendorRoutes::declare(Host& host) {
    Router router(host, *this, "vendors");
    router.post("/api/vendors", &VendorRoutes::apply)
        .access(Access::signed_in)
        .status(201)
        .summary("Apply as a vendor");
    router.get("/api/vendors", &VendorRoutes::list)
        .access(Access::anyone)
        .summary("Verified vendors, newest first")
        .cached({.tags = {"vendors"}});
    router.get("/api/vendors/{id}", &VendorRoutes::show)
        .access(Access::anyone)
        .summary("A vendor's public profile, by id or slug")
        .cached({});
    router.patch("/api/vendors/{id}", &VendorRoutes::change)
        .access(Access::signed_in)
        .summary("Change one's own profile");
    router.post("/api/admin/vendors/{id}/verification", &VendorRoutes::verify)
        .roles({"admin"})
        .summary("Verify, reject or suspend a vendor");
}

Result<VendorView> VendorRoutes::apply(Ctx& ctx, const VendorBody& body) {
    NewVendor vendor;
    vendor.user_id = ctx.require_user();
    vendor.display_name = body.display_name;
    vendor.kind = body.kind;
    vendor.description = body.description.value_or(std::string());
    vendor.location = body.location;
    vendor.company = body.company;
    vendor.iban = body.iban;
    auto made = vendors_.apply(ctx, vendor);
    return made ? Result<VendorView>(view_of(*made)) : Result<VendorView>(made.error());
}

Result<VendorList> VendorRoutes::list(Ctx& ctx, const VendorListQuery& query) {
    auto after = id_of_cursor<VendorId>(query.cursor);
    if (!after) {
        return after.error();
    }
    Session session(ctx);
    return page_of<VendorList>(vendors_.list_verified(session, *after, query.limit + 1),
                               static_cast<std::size_t>(query.limit));
}

Result<Answer<VendorView>> VendorRoutes::show(Ctx& ctx, const VendorPath& path) {
    Session session(ctx);
    auto vendor = vendors_.get(session, path.id);
    if (!vendor) {
        return vendor.error();
    }
    return Answer<VendorView>(view_of(*vendor)).cache_tag("vendor:" + vendor->id.to_string());
}

Result<VendorView> VendorRoutes::change(Ctx& ctx, const VendorPath& path, const VendorPatch& body) {
    auto vendor = vendors_.change(
        ctx, path.id,
        {body.display_name, body.description, body.location, body.company, body.iban});
    return vendor ? Result<VendorView>(view_of(*vendor)) : Result<VendorView>(vendor.error());
}

Result<VendorView> VendorRoutes::verify(Ctx& ctx, const VendorPath& path,
                                        const VerificationBody& body) {
    auto vendor = vendors_.verify(ctx, path.id, body.status, body.reason);
    return vendor ? Result<VendorView>(view_of(*vendor)) : Result<VendorView>(vendor.error());
}

} // namespace statybos::users
