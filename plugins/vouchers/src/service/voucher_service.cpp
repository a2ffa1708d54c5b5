#include "service/voucher_service.hpp"

#include <statybos/secrets.hpp>

namespace statybos::vouchers {
namespace {

Error no_such_voucher() {
    return Error(Errc::not_found, "not_found", "there is no such voucher");
}

Error code_taken(const std::string& code) {
    return Error(Errc::conflict, "code_taken", "there is a voucher with the code " + code);
}

} // namespace

std::vector<VoucherRow> VoucherService::list(Ctx ctx, const Owner& owner,
                                             const std::optional<VoucherId>& after,
                                             std::int32_t limit) {
    Session session(ctx);
    return vouchers_.list(session, owner, after, limit);
}

Result<VoucherRow> VoucherService::get(Ctx ctx, const Owner& owner, VoucherId id) {
    Session session(ctx);
    auto voucher = vouchers_.find(session, owner, id);
    return voucher ? Result<VoucherRow>(std::move(*voucher))
                   : Result<VoucherRow>(no_such_voucher());
}

Result<void> VoucherService::settle(Transaction& tx, const Owner& owner, const Terms& terms,
                                    VoucherRow& row) {
    Error wrong(Errc::invalid, "validation_failed", "the input is not acceptable");
    put_terms(terms, row, wrong);
    if (owner && row.funded_by != VoucherFunder::vendor) {
        wrong.add_field({"/funded_by", "not_in_list", "a vendor's own vouchers are vendor-funded"});
    }
    if (owner && row.vendor_id && row.vendor_id != owner) {
        wrong.add_field({"/vendor_id", "not_in_list", "a vendor's own vouchers are for its goods"});
    } else if (row.vendor_id) {
        const auto vendors = vendors_(tx.ctx()).find_many(tx, {*row.vendor_id});
        if (!vendors) {
            return vendors.error();
        }
        if (vendors->empty()) {
            wrong.add_field({"/vendor_id", "unknown_vendor", "there is no such vendor"});
        }
    }
    if (row.category) {
        const auto category = categories_(tx.ctx()).find(tx, *row.category);
        if (category) {
            row.category = category->slug;
        } else if (category.error().code() == Errc::not_found) {
            wrong.add_field({"/category", "unknown_category", "there is no such category"});
        } else {
            return category.error();
        }
    }
    return wrong.fields().empty() ? Result<void>() : Result<void>(wrong);
}

Result<VoucherRow> VoucherService::create(Ctx ctx, const Owner& owner, const Terms& terms) {
    VoucherRow row;
    row.id = new_id<VoucherId>(host_);
    row.created_at = host_.now();
    return transact(ctx, [&](Transaction& tx) -> Result<VoucherRow> {
        if (auto settled = settle(tx, owner, terms, row); !settled) {
            return settled.error();
        }
        if (!vouchers_.insert(tx, row)) {
            return code_taken(row.code);
        }
        return row;
    });
}

Result<VoucherRow> VoucherService::change(Ctx ctx, const Owner& owner, VoucherId id,
                                          const TermsChange& change, const Check& check) {
    std::string code;
    try {
        return transact(ctx, [&](Transaction& tx) -> Result<VoucherRow> {
            auto row = vouchers_.lock(tx, owner, id);
            if (!row) {
                return no_such_voucher();
            }
            if (auto checked = check(*row); !checked) {
                return checked.error();
            }
            Terms terms = terms_of(*row);
            change.apply_to(terms);
            if (auto settled = settle(tx, owner, terms, *row); !settled) {
                return settled.error();
            }
            code = row->code;
            vouchers_.update(tx, *row);
            return std::move(*row);
        });
    } catch (const Failure& failure) {
        if (!failure.error().is("unique_violation")) {
            throw;
        }
        return code_taken(code);
    }
}

Result<void> VoucherService::remove(Ctx ctx, const Owner& owner, VoucherId id) {
    Session session(ctx);
    return vouchers_.remove(session, owner, id) ? Result<void>() : Result<void>(no_such_voucher());
}

} // namespace statybos::vouchers
