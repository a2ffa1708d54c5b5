#include "store/refund_store.hpp"

namespace statybos::payments {

std::optional<RefundRow> RefundStore::find_by_key(Session& session, std::string_view key) {
    return session.one<RefundRow>("SELECT id, payment_id, order_id, amount, items, reason, status"
                                  " FROM payments.refund WHERE key = $1",
                                  key);
}

void RefundStore::insert(Transaction& tx, const RefundRow& refund, std::string_view key) {
    tx.execute("INSERT INTO payments.refund"
               " (id, payment_id, order_id, key, amount, items, reason, status)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               refund.id, refund.payment_id, refund.order_id, key, refund.amount, refund.items,
               refund.reason, refund.status);
}

void RefundStore::add_lines(Transaction& tx, RefundId refund, const std::vector<EarningLine>& lines,
                            const std::vector<std::int64_t>& amounts) {
    std::vector<LineId> ids;
    for (const EarningLine& line : lines) {
        ids.push_back(line.line_id);
    }
    tx.execute("INSERT INTO payments.refund_line (refund_id, line_id, amount)"
               " SELECT $1, l.* FROM unnest($2::uuid[], $3::bigint[]) AS l(line_id, amount)"
               " WHERE l.amount > 0",
               refund, ids, amounts);
}

std::vector<RefundLineRow> RefundStore::lines(Session& session, RefundId refund) {
    return session.query<RefundLineRow>(
        "SELECT line_id, amount FROM payments.refund_line WHERE refund_id = $1", refund);
}

std::optional<RefundRow> RefundStore::find(Session& session, RefundId id) {
    return session.one<RefundRow>("SELECT id, payment_id, order_id, amount, items, reason, status"
                                  " FROM payments.refund WHERE id = $1",
                                  id);
}

std::vector<RefundId> RefundStore::pending(Session& session, std::int32_t limit) {
    return session.query<RefundId>("SELECT id FROM payments.refund WHERE status = 'pending'"
                                   " ORDER BY created_at LIMIT $1",
                                   limit);
}

bool RefundStore::settle(Transaction& tx, RefundId id, RefundState state,
                         const std::optional<std::string>& gateway_reference) {
    return tx.execute("UPDATE payments.refund SET status = $2, gateway_reference = $3,"
                      " updated_at = now() WHERE id = $1 AND status = 'pending'",
                      id, state, gateway_reference) == 1;
}

bool RefundStore::settle_voided(Transaction& tx, RefundId id) {
    return tx.execute("UPDATE payments.refund SET status = 'succeeded', voided = true,"
                      " updated_at = now() WHERE id = $1 AND status = 'pending'",
                      id) == 1;
}

} // namespace statybos::payments
