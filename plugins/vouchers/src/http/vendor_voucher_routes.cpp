#include "http/vendor_voucher_routes.hpp"

namespace statybos::vouchers {
namespace {

Result<VendorId> own_vendor(const Ctx& ctx) {
    const auto vendor = ctx.vendor();
    return vendor ? Result<VendorId>(*vendor)
                  : Result<VendorId>(
                        Error(Errc::forbidden, "not_vendor", "this account sells nothing"));
}

} // namespace

void VendorVoucherRoutes::declare(Host& host) {
    Router router(host, *this, "vouchers");
    router.get("/api/vendors/vouchers", &VendorVoucherRoutes::list)
        .roles({"vendor"})
        .summary("The vouchers that one bears, newest first");
    router.post("/api/vendors/vouchers", &VendorVoucherRoutes::create)
        .roles({"vendor"})
        .status(201)
        .idempotent()
        .repeatable()
        .summary("Make a voucher for one's own goods, and bear it");
    router.get("/api/vendors/vouchers/{id}", &VendorVoucherRoutes::show)
        .roles({"vendor"})
        .summary("One of one's vouchers");
    router.patch("/api/vendors/vouchers/{id}", &VendorVoucherRoutes::change)
        .roles({"vendor"})
        .repeatable()
        .summary("Change one's voucher; what was ordered stays as it was");
    router.remove("/api/vendors/vouchers/{id}", &VendorVoucherRoutes::remove)
        .roles({"vendor"})
        .summary("Delete one's voucher; its uses stay");
}

Result<VoucherList> VendorVoucherRoutes::list(Ctx& ctx, const VoucherQuery& query) {
    const auto vendor = own_vendor(ctx);
    return vendor ? list_of(vouchers_, ctx, *vendor, query) : Result<VoucherList>(vendor.error());
}

Result<VoucherView> VendorVoucherRoutes::create(Ctx& ctx, const OwnVoucherBody& body) {
    const auto vendor = own_vendor(ctx);
    if (!vendor) {
        return vendor.error();
    }
    return view_of(vouchers_.create(
        ctx, *vendor,
        {body.code, body.kind, value_of(body.value), body.funded_by.value_or(VoucherFunder::vendor),
         body.vendor_id.value_or(*vendor), body.category, body.minimum, body.starts_at,
         body.ends_at, body.limit_total, body.limit_per_customer}));
}

Result<VoucherView> VendorVoucherRoutes::show(Ctx& ctx, const VoucherPath& path) {
    const auto vendor = own_vendor(ctx);
    return vendor ? view_of(vouchers_.get(ctx, *vendor, path.id))
                  : Result<VoucherView>(vendor.error());
}

Result<Answer<VoucherView>> VendorVoucherRoutes::change(Ctx& ctx, const VoucherPath& path,
                                                        const OwnVoucherPatch& patch,
                                                        const Request& request) {
    const auto vendor = own_vendor(ctx);
    if (!vendor) {
        return vendor.error();
    }
    const auto value = patch.value ? std::optional(value_of(*patch.value)) : std::nullopt;
    return vouchers::change(vouchers_, ctx, *vendor, path.id,
                            {patch.code,
                             patch.kind,
                             value,
                             {},
                             {},
                             patch.category,
                             patch.minimum,
                             patch.starts_at,
                             patch.ends_at,
                             patch.limit_total,
                             patch.limit_per_customer},
                            request);
}

Result<void> VendorVoucherRoutes::remove(Ctx& ctx, const VoucherPath& path) {
    const auto vendor = own_vendor(ctx);
    return vendor ? vouchers_.remove(ctx, *vendor, path.id) : Result<void>(vendor.error());
}

} // namespace statybos::vouchers
