#include "store/refund_store.hpp"

namespace statybos::payments {

std::optional<RefundRow> RefundStore::find_by_key(Session& session, std::string_view key) {
    return session.one<RefundRow>("SELECT id, payment_id, order_id, amount, reason, status"
                                  " FROM payments.refund WHERE key = $1",
                                  key);
}

void RefundStore::insert(Transaction& tx, const RefundRow& refund, std::string_view key) {
    tx.execute("INSERT INTO payments.refund (id, payment_id, order_id, key, amount, reason)"
               " VALUES ($1, $2, $3, $4, $5, $6)",
               refund.id, refund.payment_id, refund.order_id, key, refund.amount, refund.reason);
}

std::int64_t RefundStore::taken(Session& session, OrderId order) {
    return session.single<std::int64_t>(
        "SELECT coalesce(sum(amount), 0)::bigint FROM payments.refund"
        " WHERE order_id = $1 AND status <> 'failed'",
        order);
}

std::optional<RefundRow> RefundStore::find(Session& session, RefundId id) {
    return session.one<RefundRow>("SELECT id, payment_id, order_id, amount, reason, status"
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

} // namespace statybos::payments
