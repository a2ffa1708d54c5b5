// The ledger: written once, read in many ways.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/instant.hpp>
#include <statybos/transaction.hpp>

namespace statybos::payments {

enum class LedgerKind : std::uint8_t {
    capture,
    refund,
    chargeback,
    completion,
    payout,
    payout_sent,
    payout_returned,
};
STATYBOS_ENUM(LedgerKind, capture, refund, chargeback, completion, payout, payout_sent,
              payout_returned)

enum class ReferenceType : std::uint8_t { payment, refund, order, payout };
STATYBOS_ENUM(ReferenceType, payment, refund, order, payout)

/// A debit (positive) or credit (negative) in minor units.
struct NewLedgerEntry {
    std::string account;
    std::int64_t amount = 0;
    OrderId order_id; ///< nil: of none
};

struct NewLedgerTransaction {
    LedgerKind kind = LedgerKind::capture;
    ReferenceType reference_type = ReferenceType::payment;
    Uuid reference_id;
    std::int64_t part = 0; ///< tells apart what one document causes more than once
    Instant at;
    std::string currency;
    std::vector<NewLedgerEntry> entries;
};

STATYBOS_ID(LedgerTransactionId)

struct LedgerEntryRow {
    std::string account;
    std::int64_t amount = 0;
    std::string currency;
};
STATYBOS_RECORD(LedgerEntryRow, account, amount, currency)

struct LedgerTransactionRow {
    LedgerTransactionId id;
    Instant at;
    LedgerKind kind = LedgerKind::capture;
    ReferenceType reference_type = ReferenceType::payment;
    Uuid reference_id;
    std::vector<LedgerEntryRow> entries;
};
STATYBOS_RECORD(LedgerTransactionRow, id, at, kind, reference_type, reference_id, entries)

/// What happened to a vendor's money in a period; credits positive here, as a vendor reads them.
struct VendorMovements {
    std::int64_t opening = 0;
    std::int64_t sales = 0;
    std::int64_t refunds = 0;
    std::int64_t commission = 0;
    std::int64_t commission_vat = 0;
    std::int64_t chargebacks = 0;
    std::int64_t payouts = 0;
    std::int64_t closing = 0;
};
STATYBOS_RECORD(VendorMovements, opening, sales, refunds, commission, commission_vat, chargebacks,
                payouts, closing)

class LedgerStore {
public:
    /// Writes the transaction unless its kind, reference and part are there; entries of zero are
    /// left out, and a transaction without entries is not written.
    void post(Transaction& tx, LedgerTransactionId id, const NewLedgerTransaction& transaction);

    /// Debits less credits.
    std::int64_t balance(Session& session, std::string_view account, std::string_view currency);
    /// Newest first; of one account, where given.
    std::vector<LedgerTransactionRow> list(Session& session,
                                           const std::optional<std::string>& account,
                                           const std::optional<LedgerTransactionId>& after,
                                           std::int32_t limit);
    /// @param month  "2026-11", of Europe/Vilnius
    VendorMovements movements(Session& session, VendorId vendor, std::string_view currency,
                              std::string_view month);

    /// What follows reads one moment's ledger and documents.
    void freeze(Transaction& tx);
    std::int64_t count(Session& session);
    std::vector<LedgerEntryRow> balances(Session& session);
    /// Transactions whose entries do not sum to zero in each currency, or that have none.
    std::vector<LedgerTransactionId> unbalanced(Session& session, std::int32_t limit);
    /// Whether the database role in use may change what is written.
    bool may_change(Session& session);
};

} // namespace statybos::payments
