#include "store/entry_store.hpp"

namespace statybos::bank_transfer {
namespace {

std::string select_entry(std::string_view rest) {
    return "SELECT e.id, e.amount, e.currency, e.booked_on, e.payer, e.payer_iban, e.remittance,"
           " e.assigned, e.returned, e.note,"
           " (SELECT coalesce(jsonb_agg(jsonb_build_object('payment_id', t.payment_id,"
           " 'reference', t.reference, 'amount', a.amount) ORDER BY a.at), '[]')"
           " FROM bank_transfer.assignment a JOIN bank_transfer.transfer t"
           " ON t.idempotency_key = a.idempotency_key WHERE a.entry_id = e.id)"
           " FROM bank_transfer.bank_entry e " +
           std::string(rest);
}

} // namespace

void EntryStore::insert_statement(Session& session, BankStatementId id, std::string_view iban,
                                  std::string_view number) {
    session.execute("INSERT INTO bank_transfer.bank_statement (id, iban, number)"
                    " VALUES ($1, $2, $3)",
                    id, iban, number);
}

bool EntryStore::insert(Transaction& tx, BankStatementId statement, std::string_view entry_key,
                        const EntryRow& entry) {
    return tx.execute("INSERT INTO bank_transfer.bank_entry (id, entry_key, statement_id, amount,"
                      " currency, booked_on, payer, payer_iban, remittance)"
                      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                      " ON CONFLICT (entry_key) DO NOTHING",
                      entry.id, entry_key, statement, entry.amount, entry.currency, entry.booked_on,
                      entry.payer, entry.payer_iban, entry.remittance) == 1;
}

std::optional<EntryRow> EntryStore::find(Session& session, BankEntryId id) {
    static const std::string sql = select_entry("WHERE e.id = $1");
    return session.one<EntryRow>(sql, id);
}

std::optional<EntryRow> EntryStore::lock(Transaction& tx, BankEntryId id) {
    static const std::string sql = select_entry("WHERE e.id = $1 FOR UPDATE OF e");
    return tx.one<EntryRow>(sql, id);
}

std::vector<EntryRow> EntryStore::list(Session& session, bool left_over,
                                       const std::optional<BankEntryId>& after,
                                       std::int32_t limit) {
    static const std::string sql =
        select_entry("WHERE (NOT $1 OR e.assigned + e.returned < e.amount)"
                     " AND ($2::uuid IS NULL OR e.id > $2::uuid) ORDER BY e.id LIMIT $3");
    return session.query<EntryRow>(sql, left_over, after, limit);
}

void EntryStore::assign(Transaction& tx, BankEntryId id, std::string_view idempotency_key,
                        std::int64_t amount) {
    tx.execute("INSERT INTO bank_transfer.assignment (entry_id, idempotency_key, amount)"
               " VALUES ($1, $2, $3)",
               id, idempotency_key, amount);
    tx.execute("UPDATE bank_transfer.bank_entry SET assigned = assigned + $2 WHERE id = $1", id,
               amount);
}

void EntryStore::mark_returned(Transaction& tx, BankEntryId id, std::string_view note) {
    tx.execute("UPDATE bank_transfer.bank_entry SET returned = amount - assigned, note = $2"
               " WHERE id = $1",
               id, note);
}

} // namespace statybos::bank_transfer
