#include "http/vat_class_routes.hpp"

namespace statybos::catalog {

void VatClassRoutes::declare(Host& host) {
    Router router(host, *this, "vat classes");
    router.get("/api/admin/vat-classes", &VatClassRoutes::list)
        .roles({"admin", "support"})
        .summary("The VAT rates that categories refer to, the highest first");
    router.post("/api/admin/vat-classes", &VatClassRoutes::create)
        .roles({"admin"})
        .status(201)
        .repeatable()
        .summary("Add a VAT rate");
    router.get("/api/admin/vat-classes/{id}", &VatClassRoutes::show)
        .roles({"admin", "support"})
        .summary("One VAT class");
    router.patch("/api/admin/vat-classes/{id}", &VatClassRoutes::change)
        .roles({"admin"})
        .repeatable()
        .summary("Change a VAT rate; orders keep the one that they were placed with");
    router.remove("/api/admin/vat-classes/{id}", &VatClassRoutes::remove)
        .roles({"admin"})
        .summary("Delete a VAT class that no category is in");
}

Result<VatClassList> VatClassRoutes::list(Ctx& ctx) {
    return VatClassList{classes_.list(ctx), std::nullopt};
}

Result<VatClassRow> VatClassRoutes::create(Ctx& ctx, const VatClassBody& body) {
    return classes_.create(ctx, {{}, body.code, body.name_lt, body.name_en, body.rate});
}

Result<VatClassRow> VatClassRoutes::show(Ctx& ctx, const VatClassPath& path) {
    return classes_.get(ctx, path.id);
}

Result<VatClassRow> VatClassRoutes::change(Ctx& ctx, const VatClassPath& path,
                                           const VatClassPatch& patch) {
    return classes_.change(ctx, path.id, {patch.code, patch.name_lt, patch.name_en, patch.rate});
}

Result<void> VatClassRoutes::remove(Ctx& ctx, const VatClassPath& path) {
    return classes_.remove(ctx, path.id);
}

} // namespace statybos::catalog
