// SQL of vouchers.use and vouchers.customer, and of what they count in vouchers.voucher.
#pragma once

#include <string>
#include <vector>

#include <statybos/transaction.hpp>

#include "store/voucher_rows.hpp"

namespace statybos::vouchers {

/// What became of trying to take a use.
struct Taken {
    bool from_voucher = false; ///< it holds now, and a use was left of its total
    bool by_customers = false; ///< and for each of the customers
};
STATYBOS_RECORD(Taken, from_voucher, by_customers)

/// A use that no order stands for any more.
struct LapsedUse {
    VoucherId voucher_id;
    std::vector<std::string> customers;
};
STATYBOS_RECORD(LapsedUse, voucher_id, customers)

class UseStore {
public:
    /// Writes a use down and counts it. Where not all was taken, the caller rolls back.
    /// @param customers  in the order of their text
    Taken take(Transaction& tx, PurchaseId purchase, const orders::VoucherUse& use,
               const std::vector<std::string>& customers, Instant now);

    /// These orders no longer stand; the uses that lapse by that, now, in the order of their
    /// vouchers' ids.
    std::vector<LapsedUse> lapse(Transaction& tx, PurchaseId purchase,
                                 const std::vector<OrderId>& orders);
    /// A lapsed use counts no more.
    void uncount(Transaction& tx, const LapsedUse& use);
};

} // namespace statybos::vouchers
