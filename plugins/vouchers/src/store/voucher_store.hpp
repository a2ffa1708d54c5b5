// SQL of vouchers.voucher. Deleted ones are seen by nobody.
#pragma once

#include <vector>

#include <statybos/transaction.hpp>

#include "store/voucher_rows.hpp"

namespace statybos::vouchers {

/// Whose vouchers are meant: those that this vendor bears, or all.
using Owner = std::optional<VendorId>;

class VoucherStore {
public:
    /// Newest first.
    std::vector<VoucherRow> list(Session& session, const Owner& owner,
                                 const std::optional<VoucherId>& after, std::int32_t limit);
    std::optional<VoucherRow> find(Session& session, const Owner& owner, VoucherId id);
    bool has_code(Session& session, std::string_view code);
    /// The same, and nobody else changes or uses it until the commit.
    std::optional<VoucherRow> lock(Transaction& tx, const Owner& owner, VoucherId id);
    /// Those that have one of the codes, each with the uses of whichever of `customers` has most.
    std::vector<MetVoucher> meet(Session& session, const std::vector<std::string>& codes,
                                 const std::vector<std::string>& customers);

    /// False when another one has the code.
    bool insert(Transaction& tx, const VoucherRow& voucher);
    /// @throws Failure unique_violation  another one has the code
    void update(Transaction& tx, const VoucherRow& voucher);
    bool remove(Session& session, const Owner& owner, VoucherId id);
};

} // namespace statybos::vouchers
