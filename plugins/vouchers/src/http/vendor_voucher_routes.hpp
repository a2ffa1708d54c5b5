// /api/vendors/vouchers: a vendor's own
#pragma once

#include "http/views.hpp"

namespace statybos::vouchers {

struct OwnVoucherBody {
    std::string code;
    VoucherKind kind = VoucherKind::percent;
    Json value;
    std::optional<VoucherFunder> funded_by; ///< always the vendor
    std::optional<VendorId> vendor_id;      ///< always oneself
    std::optional<std::string> category;
    std::optional<Money> minimum;
    std::optional<Instant> starts_at;
    std::optional<Instant> ends_at;
    std::optional<std::int32_t> limit_total;
    std::optional<std::int32_t> limit_per_customer;
};
STATYBOS_RECORD(OwnVoucherBody, code, kind, value, funded_by, vendor_id, category, minimum,
                starts_at, ends_at, limit_total, limit_per_customer)
STATYBOS_LIMITS(OwnVoucherBody, length(&OwnVoucherBody::code, 1, 100),
                length(&OwnVoucherBody::category, 1, 200),
                range(&OwnVoucherBody::limit_total, 1, 1'000'000'000),
                range(&OwnVoucherBody::limit_per_customer, 1, 1'000'000'000))

struct OwnVoucherPatch {
    Maybe<std::string> code;
    Maybe<VoucherKind> kind;
    Maybe<Json> value;
    Change<std::string> category;
    Change<Money> minimum;
    Change<Instant> starts_at;
    Change<Instant> ends_at;
    Change<std::int32_t> limit_total;
    Change<std::int32_t> limit_per_customer;
};
STATYBOS_RECORD(OwnVoucherPatch, code, kind, value, category, minimum, starts_at, ends_at,
                limit_total, limit_per_customer)
STATYBOS_LIMITS(OwnVoucherPatch, length(&OwnVoucherPatch::code, 1, 100),
                length(&OwnVoucherPatch::category, 1, 200),
                range(&OwnVoucherPatch::limit_total, 1, 1'000'000'000),
                range(&OwnVoucherPatch::limit_per_customer, 1, 1'000'000'000))

class VendorVoucherRoutes {
public:
    explicit VendorVoucherRoutes(VoucherService& vouchers) : vouchers_(vouchers) {}
    void declare(Host& host);

private:
    Result<VoucherList> list(Ctx& ctx, const VoucherQuery& query);
    Result<VoucherView> create(Ctx& ctx, const OwnVoucherBody& body);
    Result<VoucherView> show(Ctx& ctx, const VoucherPath& path);
    Result<Answer<VoucherView>> change(Ctx& ctx, const VoucherPath& path,
                                       const OwnVoucherPatch& patch, const Request& request);
    Result<void> remove(Ctx& ctx, const VoucherPath& path);

    VoucherService& vouchers_;
};

} // namespace statybos::vouchers
