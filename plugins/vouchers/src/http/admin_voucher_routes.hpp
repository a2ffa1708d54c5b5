// /api/admin/vouchers
#pragma once

#include "http/views.hpp"

namespace statybos::vouchers {

struct VoucherBody {
    std::string code;
    VoucherKind kind = VoucherKind::percent;
    Json value;
    VoucherFunder funded_by = VoucherFunder::marketplace;
    std::optional<VendorId> vendor_id;
    std::optional<std::string> category;
    std::optional<Money> minimum;
    std::optional<Instant> starts_at;
    std::optional<Instant> ends_at;
    std::optional<std::int32_t> limit_total;
    std::optional<std::int32_t> limit_per_customer;
};
STATYBOS_RECORD(VoucherBody, code, kind, value, funded_by, vendor_id, category, minimum, starts_at,
                ends_at, limit_total, limit_per_customer)
STATYBOS_LIMITS(VoucherBody, length(&VoucherBody::code, 1, 100),
                length(&VoucherBody::category, 1, 200),
                range(&VoucherBody::limit_total, 1, 1'000'000'000),
                range(&VoucherBody::limit_per_customer, 1, 1'000'000'000))

struct VoucherPatch {
    Maybe<std::string> code;
    Maybe<VoucherKind> kind;
    Maybe<Json> value;
    Maybe<VoucherFunder> funded_by;
    Change<VendorId> vendor_id;
    Change<std::string> category;
    Change<Money> minimum;
    Change<Instant> starts_at;
    Change<Instant> ends_at;
    Change<std::int32_t> limit_total;
    Change<std::int32_t> limit_per_customer;
};
STATYBOS_RECORD(VoucherPatch, code, kind, value, funded_by, vendor_id, category, minimum, starts_at,
                ends_at, limit_total, limit_per_customer)
STATYBOS_LIMITS(VoucherPatch, length(&VoucherPatch::code, 1, 100),
                length(&VoucherPatch::category, 1, 200),
                range(&VoucherPatch::limit_total, 1, 1'000'000'000),
                range(&VoucherPatch::limit_per_customer, 1, 1'000'000'000))

class AdminVoucherRoutes {
public:
    explicit AdminVoucherRoutes(VoucherService& vouchers) : vouchers_(vouchers) {}
    void declare(Host& host);

private:
    Result<VoucherList> list(Ctx& ctx, const VoucherQuery& query);
    Result<VoucherView> create(Ctx& ctx, const VoucherBody& body);
    Result<VoucherView> show(Ctx& ctx, const VoucherPath& path);
    Result<Answer<VoucherView>> change(Ctx& ctx, const VoucherPath& path, const VoucherPatch& patch,
                                       const Request& request);
    Result<void> remove(Ctx& ctx, const VoucherPath& path);

    VoucherService& vouchers_;
};

} // namespace statybos::vouchers
