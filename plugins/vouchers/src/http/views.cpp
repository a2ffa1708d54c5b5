#include "http/views.hpp"

namespace statybos::vouchers {

VoucherView view_of(const VoucherRow& voucher) {
    const Terms terms = terms_of(voucher);
    VoucherView view;
    view.id = voucher.id;
    view.code = voucher.code;
    view.kind = voucher.kind;
    view.value = json_of(terms.value);
    view.funded_by = voucher.funded_by;
    view.vendor_id = voucher.vendor_id;
    view.category = voucher.category;
    view.minimum = terms.minimum;
    view.starts_at = voucher.starts_at;
    view.ends_at = voucher.ends_at;
    view.limit_total = voucher.limit_total;
    view.limit_per_customer = voucher.limit_per_customer;
    view.used = voucher.used;
    view.created_at = voucher.created_at;
    return view;
}

Result<VoucherView> view_of(const Result<VoucherRow>& voucher) {
    return voucher ? Result<VoucherView>(view_of(*voucher)) : Result<VoucherView>(voucher.error());
}

Result<VoucherList> list_of(VoucherService& vouchers, Ctx& ctx, const Owner& owner,
                            const VoucherQuery& query) {
    const auto after = query.cursor ? VoucherId::parse(*query.cursor) : std::nullopt;
    if (query.cursor && !after) {
        return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
            .field("?cursor", "bad_format", "use next_cursor of the page before");
    }
    auto rows = vouchers.list(ctx, owner, after, query.limit + 1);
    VoucherList list;
    if (rows.size() > static_cast<std::size_t>(query.limit)) {
        rows.pop_back();
        list.next_cursor = rows.back().id.to_string();
    }
    for (const VoucherRow& row : rows) {
        list.items.push_back(view_of(row));
    }
    return list;
}

Result<Answer<VoucherView>> change(VoucherService& vouchers, Ctx& ctx, const Owner& owner,
                                   VoucherId id, const TermsChange& change,
                                   const Request& request) {
    auto changed =
        vouchers.change(ctx, owner, id, change, [&](const VoucherRow& current) -> Result<void> {
            return request.header("If-Match").empty()
                       ? Result<void>()
                       : require_match(request, etag_of(write_json(view_of(current))));
        });
    if (!changed) {
        return changed.error();
    }
    VoucherView view = view_of(*changed);
    std::string etag = etag_of(write_json(view));
    return Answer<VoucherView>(std::move(view)).header("ETag", std::move(etag));
}

} // namespace statybos::vouchers
