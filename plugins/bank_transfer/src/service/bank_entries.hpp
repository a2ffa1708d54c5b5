// Money that came in: read from bank statements, assigned to payments, by reference or by hand.
#pragma once

#include <statybos/host.hpp>
#include <statybos/payments/payment_events.hpp>

#include "camt/bank_statement.hpp"
#include "settings.hpp"
#include "store/entry_store.hpp"
#include "store/transfer_store.hpp"

namespace statybos::bank_transfer {

/// What importing a file came to; counts of credits.
struct ImportReport {
    std::int64_t imported = 0;    ///< new ones
    std::int64_t assigned = 0;    ///< of these, the ones that pay something
    std::int64_t left_over = 0;   ///< of these, the ones of which something is left
    std::int64_t repeated = 0;    ///< known from an earlier statement
    std::int64_t passed_over = 0; ///< debits, reversals, and what is not booked
};
STATYBOS_RECORD(ImportReport, imported, assigned, left_over, repeated, passed_over)

class BankEntries {
public:
    BankEntries(Host host, EntryStore& entries, TransferStore& transfers,
                Use<payments::PaymentEvents> events, const Settings& settings)
        : host_(host),
          entries_(entries),
          transfers_(transfers),
          events_(events),
          settings_(settings) {}

    /// Reads a camt.053 file. Each credit stands for itself: a file that broke off is imported
    /// again, and what was there is repeated.
    /// @errors malformed malformed_xml
    /// @errors invalid not_a_bank_statement, foreign_account
    Result<ImportReport> import(Ctx ctx, std::string_view xml);

    std::vector<EntryRow> list(Ctx ctx, bool left_over, const std::optional<BankEntryId>& after,
                               std::int32_t limit);
    /// Uses what is left over of an entry for a payment, as far as that still needs it.
    /// @errors not_found, invalid unknown_payment
    /// @errors conflict nothing_left_over, already_paid, already_assigned
    Result<EntryRow> assign(Ctx ctx, BankEntryId id, PaymentId payment);
    /// Notes that what is left over was sent back. @errors not_found, conflict nothing_left_over
    Result<EntryRow> mark_returned(Ctx ctx, BankEntryId id, std::string_view note);

private:
    void import_credit(Ctx ctx, BankStatementId statement, const camt::Credit& credit,
                       ImportReport& report);
    /// @returns  whether the credit is new
    bool take(Ctx ctx, BankStatementId statement, const camt::Credit& credit, EntryRow& entry,
              bool match);
    Result<void> pay(Transaction& tx, EntryRow& entry, const TransferRow& transfer);

    Host host_;
    EntryStore& entries_;
    TransferStore& transfers_;
    Use<payments::PaymentEvents> events_;
    const Settings& settings_;
};

} // namespace statybos::bank_transfer
