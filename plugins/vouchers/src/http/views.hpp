// Vouchers as they are answered, and what both sides' routes share.
#pragma once

#include <statybos/router.hpp>

#include "service/voucher_service.hpp"

namespace statybos::vouchers {

struct VoucherView {
    VoucherId id;
    std::string code;
    VoucherKind kind = VoucherKind::percent;
    Json value; ///< a percent, or Money, by kind
    VoucherFunder funded_by = VoucherFunder::marketplace;
    std::optional<VendorId> vendor_id;
    std::optional<std::string> category;
    std::optional<Money> minimum;
    std::optional<Instant> starts_at;
    std::optional<Instant> ends_at;
    std::optional<std::int32_t> limit_total;
    std::optional<std::int32_t> limit_per_customer;
    std::int32_t used = 0;
    Instant created_at;
};
STATYBOS_RECORD(VoucherView, id, code, kind, value, funded_by, vendor_id, category, minimum,
                starts_at, ends_at, limit_total, limit_per_customer, used, created_at)

struct VoucherList {
    std::vector<VoucherView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(VoucherList, items, next_cursor)

struct VoucherPath {
    VoucherId id;
};
STATYBOS_PARAMETERS(VoucherPath, id)

struct VoucherQuery {
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
};
STATYBOS_PARAMETERS(VoucherQuery, limit, cursor)
STATYBOS_LIMITS(VoucherQuery, range(&VoucherQuery::limit, 1, 100), defaulted(&VoucherQuery::limit),
                length(&VoucherQuery::cursor, 0, 100))

VoucherView view_of(const VoucherRow& voucher);
Result<VoucherView> view_of(const Result<VoucherRow>& voucher);

/// @errors invalid validation_failed  not a cursor of ours
Result<VoucherList> list_of(VoucherService& vouchers, Ctx& ctx, const Owner& owner,
                            const VoucherQuery& query);

/// A change that honours If-Match; the answer carries the new ETag.
/// @errors stale, and those of VoucherService::change
Result<Answer<VoucherView>> change(VoucherService& vouchers, Ctx& ctx, const Owner& owner,
                                   VoucherId id, const TermsChange& change, const Request& request);

} // namespace statybos::vouchers
