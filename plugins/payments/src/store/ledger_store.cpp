#include "store/ledger_store.hpp"

#include <statybos/later.hpp>

namespace statybos::payments {

void LedgerStore::post(Transaction& tx, LedgerTransactionId id,
                       const NewLedgerTransaction& transaction) {
    std::vector<std::string> accounts;
    std::vector<std::int64_t> amounts;
    std::vector<OrderId> orders;
    for (const NewLedgerEntry& entry : transaction.entries) {
        if (entry.amount != 0) {
            accounts.push_back(entry.account);
            amounts.push_back(entry.amount);
            orders.push_back(entry.order_id);
        }
    }
    if (accounts.empty()) {
        return;
    }
    // Accounts in the order of their names, so that two who open the same ones do not deadlock.
    execute_later(
        tx,
        "WITH made AS (INSERT INTO payments.ledger_transaction"
        " (id, kind, reference_type, reference_id, part, at)"
        " VALUES ($1, $2, $3, $4, $5, $6)"
        " ON CONFLICT (kind, reference_id, part) DO NOTHING RETURNING id),"
        " opened AS (INSERT INTO payments.ledger_account (name)"
        " SELECT DISTINCT a FROM unnest($7::text[]) AS a ORDER BY a ON CONFLICT DO NOTHING)"
        " INSERT INTO payments.ledger_entry"
        " (transaction_id, position, account, amount, currency, order_id)"
        " SELECT made.id, e.position, e.account, e.amount, $10,"
        " nullif(e.order_id, '00000000-0000-0000-0000-000000000000')"
        " FROM made, unnest($7::text[], $8::bigint[], $9::uuid[]) WITH ORDINALITY"
        " AS e(account, amount, order_id, position)",
        id, transaction.kind, transaction.reference_type, transaction.reference_id,
        transaction.part, transaction.at, accounts, amounts, orders, transaction.currency);
}

std::int64_t LedgerStore::balance(Session& session, std::string_view account,
                                  std::string_view currency) {
    return session.single<std::int64_t>(
        "SELECT coalesce(sum(amount), 0)::bigint FROM payments.ledger_entry"
        " WHERE account = $1 AND currency = $2",
        account, currency);
}

std::vector<LedgerTransactionRow> LedgerStore::list(Session& session,
                                                    const std::optional<std::string>& account,
                                                    const std::optional<LedgerTransactionId>& after,
                                                    std::int32_t limit) {
    return session.query<LedgerTransactionRow>(
        "SELECT t.id, t.at, t.kind, t.reference_type, t.reference_id,"
        " (SELECT jsonb_agg(jsonb_build_object('account', e.account, 'amount', e.amount,"
        " 'currency', e.currency) ORDER BY e.position) FROM payments.ledger_entry e"
        " WHERE e.transaction_id = t.id)"
        " FROM payments.ledger_transaction t WHERE ($2::uuid IS NULL OR t.id < $2)"
        " AND ($1::text IS NULL OR EXISTS (SELECT FROM payments.ledger_entry e"
        " WHERE e.transaction_id = t.id AND e.account = $1)) ORDER BY t.id DESC LIMIT $3",
        account, after, limit);
}

VendorMovements LedgerStore::movements(Session& session, VendorId vendor, std::string_view currency,
                                       std::string_view month) {
    return session.single<VendorMovements>(
        "WITH period AS (SELECT first AT TIME ZONE 'Europe/Vilnius' AS begins,"
        " (first + interval '1 month') AT TIME ZONE 'Europe/Vilnius' AS ends"
        " FROM (SELECT ($3::text || '-01')::timestamp AS first) AS day),"
        " own AS (SELECT t.kind, t.at >= period.begins AS inside, e.account LIKE 'vendor:%' AS "
        "is_vendor,"
        " e.account, e.amount"
        " FROM period, payments.ledger_entry e JOIN payments.ledger_transaction t"
        " ON t.id = e.transaction_id WHERE e.currency = $2 AND t.at < period.ends"
        " AND (e.account IN ('vendor:' || $1::text || ':pending',"
        " 'vendor:' || $1::text || ':payable')"
        " OR (e.account IN ('commission', 'vat_payable') AND e.order_id IN"
        " (SELECT order_id FROM payments.earning WHERE vendor_id = $1::uuid)))),"
        " sums AS (SELECT"
        " sum(amount) FILTER (WHERE is_vendor AND NOT inside) AS before,"
        " sum(amount) FILTER (WHERE inside AND kind = 'capture') AS sold,"
        " sum(amount) FILTER (WHERE inside AND kind = 'refund') AS refunded,"
        " sum(amount) FILTER (WHERE inside AND account = 'commission') AS commission,"
        " sum(amount) FILTER (WHERE inside AND account = 'vat_payable') AS vat,"
        " sum(amount) FILTER (WHERE inside AND kind = 'chargeback') AS charged,"
        " sum(amount) FILTER (WHERE inside AND kind IN ('payout', 'payout_returned')) AS paid,"
        " sum(amount) FILTER (WHERE is_vendor) AS after FROM own)"
        " SELECT -coalesce(before, 0)::bigint, -coalesce(sold, 0)::bigint,"
        " coalesce(refunded, 0)::bigint, -coalesce(commission, 0)::bigint,"
        " -coalesce(vat, 0)::bigint, coalesce(charged, 0)::bigint, coalesce(paid, 0)::bigint,"
        " -coalesce(after, 0)::bigint FROM sums",
        vendor, currency, month);
}

void LedgerStore::freeze(Transaction& tx) {
    tx.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
}

std::int64_t LedgerStore::count(Session& session) {
    return session.single<std::int64_t>("SELECT count(*) FROM payments.ledger_transaction");
}

std::vector<LedgerEntryRow> LedgerStore::balances(Session& session) {
    return session.query<LedgerEntryRow>("SELECT account, sum(amount)::bigint, currency"
                                         " FROM payments.ledger_entry GROUP BY account, currency"
                                         " HAVING sum(amount) <> 0 ORDER BY account, currency");
}

std::vector<LedgerTransactionId> LedgerStore::unbalanced(Session& session, std::int32_t limit) {
    return session.query<LedgerTransactionId>(
        "SELECT t.id FROM payments.ledger_transaction t"
        " WHERE NOT EXISTS (SELECT FROM payments.ledger_entry e WHERE e.transaction_id = t.id)"
        " OR EXISTS (SELECT FROM payments.ledger_entry e WHERE e.transaction_id = t.id"
        " GROUP BY e.currency HAVING sum(e.amount) <> 0) ORDER BY t.id LIMIT $1",
        limit);
}

bool LedgerStore::may_change(Session& session) {
    return session.single<bool>(
        "SELECT bool_or(has_table_privilege('payments.' || name, 'UPDATE, DELETE, TRUNCATE'))"
        " FROM unnest(ARRAY['ledger_account', 'ledger_transaction', 'ledger_entry']) AS name");
}

} // namespace statybos::payments
