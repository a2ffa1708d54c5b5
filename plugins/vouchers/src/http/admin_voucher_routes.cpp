#include "http/admin_voucher_routes.hpp"

namespace statybos::vouchers {

void AdminVoucherRoutes::declare(Host& host) {
    Router router(host, *this, "vouchers");
    router.get("/api/admin/vouchers", &AdminVoucherRoutes::list)
        .roles({"admin", "support"})
        .summary("All vouchers, newest first");
    router.post("/api/admin/vouchers", &AdminVoucherRoutes::create)
        .roles({"admin"})
        .status(201)
        .idempotent()
        .repeatable()
        .summary("Make a voucher that the marketplace or a vendor bears");
    router.get("/api/admin/vouchers/{id}", &AdminVoucherRoutes::show)
        .roles({"admin", "support"})
        .summary("One voucher");
    router.patch("/api/admin/vouchers/{id}", &AdminVoucherRoutes::change)
        .roles({"admin"})
        .repeatable()
        .summary("Change a voucher; what was ordered stays as it was");
    router.remove("/api/admin/vouchers/{id}", &AdminVoucherRoutes::remove)
        .roles({"admin"})
        .summary("Delete a voucher; its uses stay");
}

Result<VoucherList> AdminVoucherRoutes::list(Ctx& ctx, const VoucherQuery& query) {
    return list_of(vouchers_, ctx, {}, query);
}

Result<VoucherView> AdminVoucherRoutes::create(Ctx& ctx, const VoucherBody& body) {
    return view_of(vouchers_.create(ctx, {},
                                    {body.code, body.kind, value_of(body.value), body.funded_by,
                                     body.vendor_id, body.category, body.minimum, body.starts_at,
                                     body.ends_at, body.limit_total, body.limit_per_customer}));
}

Result<VoucherView> AdminVoucherRoutes::show(Ctx& ctx, const VoucherPath& path) {
    return view_of(vouchers_.get(ctx, {}, path.id));
}

Result<Answer<VoucherView>> AdminVoucherRoutes::change(Ctx& ctx, const VoucherPath& path,
                                                       const VoucherPatch& patch,
                                                       const Request& request) {
    const auto value = patch.value ? std::optional(value_of(*patch.value)) : std::nullopt;
    return vouchers::change(vouchers_, ctx, {}, path.id,
                            {patch.code, patch.kind, value, patch.funded_by, patch.vendor_id,
                             patch.category, patch.minimum, patch.starts_at, patch.ends_at,
                             patch.limit_total, patch.limit_per_customer},
                            request);
}

Result<void> AdminVoucherRoutes::remove(Ctx& ctx, const VoucherPath& path) {
    return vouchers_.remove(ctx, {}, path.id);
}

} // namespace statybos::vouchers
