#include "store/promise_store.hpp"

namespace statybos::cash_on_pickup {
namespace {

std::string select_promise(std::string_view rest) {
    return "SELECT idempotency_key, payment_id, reference, amount, currency, status"
           " FROM cash_on_pickup.promise " +
           std::string(rest);
}

std::string selecting_refund(std::string_view rest) {
    return "SELECT r.id, r.refund_key, p.payment_id, r.amount, p.currency, r.reason, r.sent_at,"
           " r.created_at FROM cash_on_pickup.cash_refund r"
           " JOIN cash_on_pickup.promise p ON p.reference = r.reference " +
           std::string(rest);
}

} // namespace

PromiseRow PromiseStore::insert_or_get(Session& session, const PromiseRow& promise) {
    session.execute("INSERT INTO cash_on_pickup.promise"
                    " (idempotency_key, payment_id, reference, amount, currency)"
                    " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (idempotency_key) DO NOTHING",
                    promise.idempotency_key, promise.payment_id, promise.reference, promise.amount,
                    promise.currency);
    return find(session, promise.idempotency_key).value();
}

std::optional<PromiseRow> PromiseStore::find(Session& session, std::string_view idempotency_key) {
    static const std::string sql = select_promise("WHERE idempotency_key = $1");
    return session.one<PromiseRow>(sql, idempotency_key);
}

std::optional<PromiseRow> PromiseStore::lock(Transaction& tx, std::string_view reference) {
    static const std::string sql = select_promise("WHERE reference = $1 FOR UPDATE");
    return tx.one<PromiseRow>(sql, reference);
}

std::optional<PromiseRow> PromiseStore::lock_by_payment(Transaction& tx, PaymentId payment) {
    static const std::string sql = select_promise("WHERE payment_id = $1 FOR UPDATE");
    return tx.one<PromiseRow>(sql, payment);
}

void PromiseStore::set_status(Transaction& tx, std::string_view reference, PromiseStatus status) {
    tx.execute("UPDATE cash_on_pickup.promise SET status = $2 WHERE reference = $1", reference,
               status);
}

bool PromiseStore::add_handover(Transaction& tx, OrderId order, std::string_view reference,
                                std::int64_t amount) {
    return tx.execute("INSERT INTO cash_on_pickup.handover (order_id, reference, amount)"
                      " VALUES ($1, $2, $3) ON CONFLICT (order_id) DO NOTHING",
                      order, reference, amount) == 1;
}

bool PromiseStore::was_handed_over(Session& session, OrderId order) {
    return session
        .one<OrderId>("SELECT order_id FROM cash_on_pickup.handover WHERE order_id = $1", order)
        .has_value();
}

std::int64_t PromiseStore::given_back(Session& session, std::string_view reference) {
    return session.single<std::int64_t>("SELECT coalesce(sum(amount), 0)::bigint"
                                        " FROM cash_on_pickup.cash_refund WHERE reference = $1",
                                        reference);
}

void PromiseStore::insert_refund(Transaction& tx, CashRefundId id, std::string_view refund_key,
                                 std::string_view reference, std::int64_t amount,
                                 std::string_view reason, bool sent) {
    tx.execute("INSERT INTO cash_on_pickup.cash_refund"
               " (id, refund_key, reference, amount, reason, sent_at)"
               " VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 THEN now() END)",
               id, refund_key, reference, amount, reason, sent);
}

std::optional<CashRefundRow> PromiseStore::find_refund(Session& session,
                                                       std::string_view refund_key) {
    static const std::string sql = selecting_refund("WHERE r.refund_key = $1");
    return session.one<CashRefundRow>(sql, refund_key);
}

std::optional<CashRefundRow> PromiseStore::find_refund(Session& session, CashRefundId id) {
    static const std::string sql = selecting_refund("WHERE r.id = $1");
    return session.one<CashRefundRow>(sql, id);
}

std::vector<CashRefundRow> PromiseStore::waiting(Session& session,
                                                 const std::optional<CashRefundId>& after,
                                                 std::int32_t limit) {
    static const std::string sql = selecting_refund(
        "WHERE r.sent_at IS NULL AND ($1::uuid IS NULL OR r.id > $1::uuid) ORDER BY r.id LIMIT $2");
    return session.query<CashRefundRow>(sql, after, limit);
}

bool PromiseStore::mark_sent(Transaction& tx, CashRefundId id) {
    return tx.execute("UPDATE cash_on_pickup.cash_refund SET sent_at = now()"
                      " WHERE id = $1 AND sent_at IS NULL",
                      id) == 1;
}

} // namespace statybos::cash_on_pickup
