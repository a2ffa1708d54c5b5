// Rows of bank_transfer.bank_statement, bank_entry and assignment.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/money.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::bank_transfer {

STATYBOS_ID(BankStatementId)
STATYBOS_ID(BankEntryId)

struct AssignmentRow {
    PaymentId payment_id;
    std::string reference;
    std::int64_t amount = 0;
};
STATYBOS_RECORD(AssignmentRow, payment_id, reference, amount)

struct EntryRow {
    BankEntryId id;
    std::int64_t amount = 0;
    std::string currency;
    std::string booked_on;
    std::string payer;
    std::string payer_iban;
    std::string remittance;
    std::int64_t assigned = 0;
    std::int64_t returned = 0;
    std::optional<std::string> note;
    std::vector<AssignmentRow> assignments;

    std::int64_t left_over() const { return amount - assigned - returned; }
    Money money(std::int64_t minor) const {
        return {minor, Currency::parse(currency).value_or(Currency("EUR"))};
    }
};
STATYBOS_RECORD(EntryRow, id, amount, currency, booked_on, payer, payer_iban, remittance, assigned,
                returned, note, assignments)

class EntryStore {
public:
    void insert_statement(Session& session, BankStatementId id, std::string_view iban,
                          std::string_view number);
    /// False when this credit is known from an earlier statement.
    bool insert(Transaction& tx, BankStatementId statement, std::string_view entry_key,
                const EntryRow& entry);
    std::optional<EntryRow> find(Session& session, BankEntryId id);
    std::optional<EntryRow> lock(Transaction& tx, BankEntryId id);
    /// Oldest first; `left_over`: those of which something is neither assigned nor returned.
    std::vector<EntryRow> list(Session& session, bool left_over,
                               const std::optional<BankEntryId>& after, std::int32_t limit);
    void assign(Transaction& tx, BankEntryId id, std::string_view idempotency_key,
                std::int64_t amount);
    /// What is left over was sent back.
    void mark_returned(Transaction& tx, BankEntryId id, std::string_view note);
};

} // namespace statybos::bank_transfer
