// Rows of payments.payout and what they carry.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/payments/events.hpp>

#include "store/earning_rows.hpp"

namespace statybos::payments {

struct PayoutEntryRow {
    OrderId order_id;
    std::string order_number;
    std::int64_t amount = 0;
};
STATYBOS_RECORD(PayoutEntryRow, order_id, order_number, amount)

struct PayoutRow {
    PayoutId id;
    VendorId vendor_id;
    std::int64_t amount = 0;
    std::string currency;
    PayoutStatus status = PayoutStatus::pending;
    std::optional<std::string> reference;
    Instant created_at;
    std::optional<Instant> sent_at;
    std::vector<PayoutEntryRow> entries;
    std::optional<std::string> gateway; ///< none: the bank account that payouts leave from

    Money money() const { return {amount, Currency::parse(currency).value_or(Currency("EUR"))}; }
};
STATYBOS_RECORD(PayoutRow, id, vendor_id, amount, currency, status, reference, created_at, sent_at,
                entries, gateway)

/// Who made a payout by hand, and with which Idempotency-Key; empty for one that was swept.
struct PayoutMaker {
    std::optional<UserId> user;
    std::string key;
};

/// An earning that is payable, what payouts carry of it, and what the ledger says that the vendor
/// has.
struct PayableRow {
    EarningRow earning;
    std::int64_t carried = 0;
    std::int64_t sent = 0;
    std::int64_t balance = 0;
};
STATYBOS_RECORD(PayableRow, earning, carried, sent, balance)

struct PayoutSum {
    VendorId vendor_id;
    std::string currency;
    PayoutStatus status = PayoutStatus::pending;
    std::optional<std::string> gateway;
    std::int64_t amount = 0;
};
STATYBOS_RECORD(PayoutSum, vendor_id, currency, status, gateway, amount)

/// What a vendor took of a buyer and the books do not say yet.
struct CashRow {
    VendorId vendor_id;
    std::string order_number;
    std::string gateway;
    std::string currency;
    std::int64_t amount = 0;
};
STATYBOS_RECORD(CashRow, vendor_id, order_number, gateway, currency, amount)

class PayoutStore {
public:
    /// One payout of a vendor is made at a time.
    void lock_vendor(Transaction& tx, VendorId vendor);
    /// In one currency, oldest order first; one statement, so that earnings and balance are of one
    /// moment.
    std::vector<PayableRow> payable(Session& session, VendorId vendor, std::string_view currency,
                                    std::string_view account);
    /// Vendors with a payable earning that a payout might still carry, in the order of their ids.
    std::vector<VendorId> vendors_to_pay(Session& session, const std::optional<VendorId>& after,
                                         std::int32_t limit);

    void insert(Transaction& tx, const PayoutRow& payout, const PayoutMaker& maker);
    /// Nothing where there is no key.
    std::optional<PayoutRow> find_by_key(Session& session, VendorId vendor,
                                         const PayoutMaker& maker);
    /// Of an order whose earning is payable and whose buyer paid the vendor; else nothing.
    std::optional<CashRow> cash(Session& session, OrderId order);
    std::optional<PayoutRow> find(Session& session, PayoutId id);
    /// Locks the row too.
    std::optional<PayoutRow> lock(Transaction& tx, PayoutId id);
    void set_status(Transaction& tx, PayoutId id, PayoutStatus status,
                    const std::optional<std::string>& reference, Instant at);
    /// Newest first.
    std::vector<PayoutRow> list(Session& session, const std::optional<VendorId>& vendor,
                                const std::optional<PayoutStatus>& status,
                                const std::optional<PayoutId>& after, std::int32_t limit);
    /// In euros and not yet sent, oldest first.
    std::vector<PayoutRow> to_export(Session& session, std::int32_t limit);
    std::vector<PayoutSum> sums(Session& session);
    std::int64_t sent_to(Session& session, VendorId vendor, std::string_view currency);
};

} // namespace statybos::payments
