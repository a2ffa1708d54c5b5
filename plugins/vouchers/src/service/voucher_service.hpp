// Vouchers: made, changed and deleted, by the operator or by the vendor who bears them.
#pragma once

#include <functional>

#include <statybos/catalog/category_reader.hpp>
#include <statybos/host.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "service/terms_rules.hpp"
#include "store/voucher_store.hpp"

namespace statybos::vouchers {

/// Every method is about what its `owner` may see; another's voucher is not found.
class VoucherService {
public:
    /// Sees the voucher as it is before a change, and may refuse.
    using Check = std::function<Result<void>(const VoucherRow&)>;

    VoucherService(Host host, VoucherStore& vouchers, Use<users::VendorReader> vendors,
                   Use<catalog::CategoryReader> categories)
        : host_(host), vouchers_(vouchers), vendors_(vendors), categories_(categories) {}
    virtual ~VoucherService() = default;

    /// Newest first.
    virtual std::vector<VoucherRow> list(Ctx ctx, const Owner& owner,
                                         const std::optional<VoucherId>& after, std::int32_t limit);
    /// @errors not_found
    virtual Result<VoucherRow> get(Ctx ctx, const Owner& owner, VoucherId id);
    /// @errors invalid validation_failed  all that does not fit, also an unknown vendor or category
    /// @errors conflict code_taken
    virtual Result<VoucherRow> create(Ctx ctx, const Owner& owner, const Terms& terms);
    /// What was ordered stays as it was.
    /// @errors not_found, invalid validation_failed, conflict code_taken, and those of `check`
    virtual Result<VoucherRow> change(Ctx ctx, const Owner& owner, VoucherId id,
                                      const TermsChange& change, const Check& check);
    /// Its uses stay; its code is free again.
    /// @errors not_found
    virtual Result<void> remove(Ctx ctx, const Owner& owner, VoucherId id);

private:
    /// The terms in the row, a category's id as its slug.
    Result<void> settle(Transaction& tx, const Owner& owner, const Terms& terms, VoucherRow& row);

    Host host_;
    VoucherStore& vouchers_;
    Use<users::VendorReader> vendors_;
    Use<catalog::CategoryReader> categories_;
};

} // namespace statybos::vouchers
