// Rows of payments.earning and payments.commission.
#pragma once

#include <optional>
#include <vector>

#include <statybos/transaction.hpp>

#include "store/earning_rows.hpp"

namespace statybos::payments {

/// Shares of one payment and an amount for each, in minor units.
struct ShareAmounts {
    std::vector<OrderId> orders;
    std::vector<std::int64_t> amounts;
};

/// An earning, and what payouts have taken of it.
struct CarriedEarning {
    EarningRow earning;
    std::int64_t carried = 0; ///< by payouts that have not come back
    std::int64_t sent = 0;    ///< by those that left
};
STATYBOS_RECORD(CarriedEarning, earning, carried, sent)

/// What the gateway holds for us of a payment; minor units.
struct HeldMoney {
    PaymentId payment_id;
    std::int64_t authorized = 0;
    std::int64_t captured = 0;
};
STATYBOS_RECORD(HeldMoney, payment_id, authorized, captured)

/// An earning, and who moved its money.
struct GatewayEarning {
    EarningRow earning;
    std::string gateway;
};
STATYBOS_RECORD(GatewayEarning, earning, gateway)

class EarningStore {
public:
    /// All of one payment in one statement.
    void insert(Transaction& tx, const std::vector<NewEarning>& earnings,
                const std::vector<NewCommission>& commissions);

    std::optional<EarningRow> find(Session& session, OrderId order);
    /// In the order of their ids, which is the order in which they were made.
    std::vector<EarningRow> of_payment(Session& session, PaymentId payment);
    /// Those that were paid for, newest order first.
    std::vector<CarriedEarning> of_vendor(Session& session, VendorId vendor,
                                          const std::optional<OrderId>& after, std::int32_t limit);

    /// All, in the order of their ids.
    std::vector<GatewayEarning> all(Session& session, const std::optional<OrderId>& after,
                                    std::int32_t limit);

    void capture(Transaction& tx, const ShareAmounts& captured, Instant at);
    void charge_back(Transaction& tx, const ShareAmounts& charged);
    /// The order is cancelled; false when that was known, and for one that is not of 0.00. Locks
    /// the payment, so that a capture sees it or is seen.
    bool cancel_free(Transaction& tx, OrderId order, Instant at);

    /// Waits for whoever moves money of the order's payment, and makes others wait. Nothing for an
    /// order without an earning.
    std::optional<HeldMoney> lock_payment_of(Transaction& tx, OrderId order);
    /// The order is complete; nothing when that was known.
    bool complete(Transaction& tx, OrderId order, Instant payable_from);
    /// False when it was payable already.
    bool make_payable(Transaction& tx, OrderId order, Instant at);
    /// Whose hold has ended.
    std::vector<OrderId> due(Session& session, Instant now, std::int32_t limit);
};

} // namespace statybos::payments
