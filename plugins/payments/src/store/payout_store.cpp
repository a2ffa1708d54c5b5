#include "store/payout_store.hpp"

#include <statybos/transaction.hpp>

#include "store/earning_columns.hpp"

namespace statybos::payments {
namespace {

constexpr std::string_view payout_columns =
    "o.id, o.vendor_id, o.amount, o.currency, o.status, o.reference, o.created_at, o.sent_at,"
    " (SELECT coalesce(jsonb_agg(jsonb_build_object('order_id', x.order_id, 'order_number',"
    " e.order_number, 'amount', x.amount) ORDER BY x.order_id), '[]')"
    " FROM payments.payout_entry x JOIN payments.earning e ON e.order_id = x.order_id"
    " WHERE x.payout_id = o.id), o.gateway";

std::string select_payout(std::string_view rest) {
    return "SELECT " + std::string(payout_columns) + " FROM payments.payout o " + std::string(rest);
}

} // namespace

void PayoutStore::lock_vendor(Transaction& tx, VendorId vendor) {
    tx.execute("INSERT INTO payments.payout_vendor (vendor_id) VALUES ($1) ON CONFLICT DO NOTHING",
               vendor);
    tx.single<VendorId>(
        "SELECT vendor_id FROM payments.payout_vendor WHERE vendor_id = $1 FOR UPDATE", vendor);
}

std::vector<PayableRow> PayoutStore::payable(Session& session, VendorId vendor,
                                             std::string_view currency, std::string_view account) {
    static const std::string sql =
        "SELECT " + std::string(earning_columns) +
        ", w.carried, w.sent, (SELECT coalesce(-sum(l.amount), 0)::bigint"
        " FROM payments.ledger_entry l WHERE l.account = $3 AND l.currency = $2)"
        " FROM payments.earning e" +
        std::string(earning_refunds) + std::string(earning_payouts) +
        "WHERE e.vendor_id = $1 AND e.currency = $2 AND e.payable_at IS NOT NULL"
        " ORDER BY e.order_id";
    return session.query<PayableRow>(sql, vendor, currency, account);
}

std::vector<VendorId> PayoutStore::vendors_to_pay(Session& session,
                                                  const std::optional<VendorId>& after,
                                                  std::int32_t limit) {
    return session.query<VendorId>(
        "SELECT vendor_id FROM payments.earning WHERE payable_at IS NOT NULL AND captured_at IS "
        "NOT NULL"
        " AND ($1::uuid IS NULL OR vendor_id > $1) GROUP BY vendor_id ORDER BY vendor_id LIMIT $2",
        after, limit);
}

void PayoutStore::insert(Transaction& tx, const PayoutRow& payout, const PayoutMaker& maker) {
    std::vector<OrderId> orders;
    std::vector<std::int64_t> amounts;
    for (const PayoutEntryRow& entry : payout.entries) {
        orders.push_back(entry.order_id);
        amounts.push_back(entry.amount);
    }
    tx.execute("WITH made AS (INSERT INTO payments.payout (id, vendor_id, amount, currency,"
               " created_at, status, sent_at, gateway, made_by, idempotency_key)"
               " VALUES ($1, $2, $3, $4, $5, $8, $9, $10, $11, nullif($12, '')) RETURNING id)"
               " INSERT INTO payments.payout_entry (payout_id, order_id, amount)"
               " SELECT made.id, x.* FROM made, unnest($6::uuid[], $7::bigint[]) AS x",
               payout.id, payout.vendor_id, payout.amount, payout.currency, payout.created_at,
               orders, amounts, payout.status, payout.sent_at, payout.gateway, maker.user,
               maker.key);
}

std::optional<PayoutRow> PayoutStore::find_by_key(Session& session, VendorId vendor,
                                                  const PayoutMaker& maker) {
    if (!maker.user || maker.key.empty()) {
        return std::nullopt;
    }
    static const std::string sql =
        select_payout("WHERE o.vendor_id = $1 AND o.made_by = $2 AND o.idempotency_key = $3");
    return session.one<PayoutRow>(sql, vendor, *maker.user, maker.key);
}

std::optional<CashRow> PayoutStore::cash(Session& session, OrderId order) {
    return session.one<CashRow>(
        "SELECT e.vendor_id, e.order_number, p.gateway, e.currency, (e.captured"
        " - coalesce((SELECT sum(x.amount) FROM payments.payout_entry x"
        " JOIN payments.payout o ON o.id = x.payout_id"
        " WHERE x.order_id = e.order_id AND o.gateway = p.gateway), 0))::bigint"
        " FROM payments.earning e JOIN payments.payment p ON p.id = e.payment_id"
        " WHERE e.order_id = $1 AND p.paid_to_vendor AND e.payable_at IS NOT NULL",
        order);
}

std::optional<PayoutRow> PayoutStore::find(Session& session, PayoutId id) {
    static const std::string sql = select_payout("WHERE o.id = $1");
    return session.one<PayoutRow>(sql, id);
}

std::optional<PayoutRow> PayoutStore::lock(Transaction& tx, PayoutId id) {
    static const std::string sql = select_payout("WHERE o.id = $1 FOR UPDATE OF o");
    return tx.one<PayoutRow>(sql, id);
}

void PayoutStore::set_status(Transaction& tx, PayoutId id, PayoutStatus status,
                             const std::optional<std::string>& reference, Instant at) {
    tx.execute("UPDATE payments.payout SET status = $2, reference = coalesce($3, reference),"
               " sent_at = CASE WHEN $2 = 'sent' THEN $4::timestamptz ELSE sent_at END,"
               " returned_at = CASE WHEN $2 = 'returned' THEN $4::timestamptz END WHERE id = $1",
               id, status, reference, at);
}

std::vector<PayoutRow> PayoutStore::list(Session& session, const std::optional<VendorId>& vendor,
                                         const std::optional<PayoutStatus>& status,
                                         const std::optional<PayoutId>& after, std::int32_t limit) {
    static const std::string sql =
        select_payout("WHERE ($1::uuid IS NULL OR o.vendor_id = $1)"
                      " AND ($2::text IS NULL OR o.status = $2)"
                      " AND ($3::uuid IS NULL OR o.id < $3) ORDER BY o.id DESC LIMIT $4");
    return session.query<PayoutRow>(sql, vendor, status, after, limit);
}

std::vector<PayoutRow> PayoutStore::to_export(Session& session, std::int32_t limit) {
    static const std::string sql =
        select_payout("WHERE o.status = 'pending' AND o.currency = 'EUR' ORDER BY o.id LIMIT $1");
    return session.query<PayoutRow>(sql, limit);
}

std::vector<PayoutSum> PayoutStore::sums(Session& session) {
    return session.query<PayoutSum>(
        "SELECT vendor_id, currency, status, gateway, sum(amount)::bigint FROM payments.payout"
        " GROUP BY vendor_id, currency, status, gateway");
}

std::int64_t PayoutStore::sent_to(Session& session, VendorId vendor, std::string_view currency) {
    return session.single<std::int64_t>(
        "SELECT coalesce(sum(amount), 0)::bigint FROM payments.payout"
        " WHERE vendor_id = $1 AND currency = $2 AND status = 'sent'",
        vendor, currency);
}

} // namespace statybos::payments
