#include "store/refund_store.hpp"

namespace statybos::payments {
namespace {

constexpr std::string_view refund_columns =
    "id, payment_id, order_id, amount, items, reason, status, gateway_reference";

std::string select_refund(std::string_view rest) {
    return "SELECT " + std::string(refund_columns) + " FROM payments.refund " + std::string(rest);
}

} // namespace

std::optional<RefundRow> RefundStore::find_by_key(Session& session, std::string_view key) {
    static const std::string sql = select_refund("WHERE key = $1");
    return session.one<RefundRow>(sql, key);
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
    static const std::string sql = select_refund("WHERE id = $1");
    return session.one<RefundRow>(sql, id);
}

std::optional<RefundRow> RefundStore::start_attempt(Session& session, RefundId id) {
    static const std::string sql =
        "UPDATE payments.refund SET asked_at = coalesce(asked_at, now()), updated_at = now()"
        " WHERE id = $1 AND status = 'pending' RETURNING " +
        std::string(refund_columns);
    return session.one<RefundRow>(sql, id);
}

std::vector<RefundId> RefundStore::take_due(Session& session, std::int32_t limit) {
    return session.query<RefundId>(
        "UPDATE payments.refund SET attempts = attempts + 1, next_attempt_at = now()"
        " + least(interval '5 minutes' * power(2, least(attempts, 12)), interval '6 hours')"
        " WHERE id IN (SELECT id FROM payments.refund WHERE status = 'pending'"
        " AND next_attempt_at <= now() ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED)"
        " RETURNING id",
        limit);
}

std::vector<RefundRow> RefundStore::pending(Session& session, OrderId order) {
    static const std::string sql =
        select_refund("WHERE order_id = $1 AND status = 'pending'"
                      " ORDER BY asked_at IS NOT NULL, created_at DESC, id DESC");
    return session.query<RefundRow>(sql, order);
}

std::vector<RefundId> RefundStore::wake(Transaction& tx, PaymentId payment) {
    return tx.query<RefundId>("UPDATE payments.refund SET next_attempt_at = now()"
                              " WHERE payment_id = $1 AND status = 'pending' RETURNING id",
                              payment);
}

std::optional<RefundRow> RefundStore::find_by_reference(Session& session, PaymentId payment,
                                                        std::string_view gateway_reference) {
    static const std::string sql =
        select_refund("WHERE payment_id = $1 AND gateway_reference = $2");
    return session.one<RefundRow>(sql, payment, gateway_reference);
}

std::vector<RefundRow> RefundStore::unanswered(Session& session, PaymentId payment,
                                               std::int64_t amount) {
    static const std::string sql =
        select_refund("WHERE payment_id = $1 AND amount = $2 AND status = 'pending'"
                      " AND asked_at IS NOT NULL AND gateway_reference IS NULL"
                      " ORDER BY id LIMIT 2");
    return session.query<RefundRow>(sql, payment, amount);
}

void RefundStore::note_reference(Session& session, RefundId id,
                                 std::string_view gateway_reference) {
    session.execute("UPDATE payments.refund SET gateway_reference = $2, updated_at = now()"
                    " WHERE id = $1 AND gateway_reference IS NULL",
                    id, gateway_reference);
}

bool RefundStore::settle(Transaction& tx, RefundId id, RefundState state,
                         const std::optional<std::string>& gateway_reference) {
    return tx.execute("UPDATE payments.refund SET status = $2,"
                      " gateway_reference = coalesce($3, gateway_reference), updated_at = now() "
                      "WHERE id = $1 AND status = 'pending'",
                      id, state, gateway_reference) == 1;
}

bool RefundStore::settle_voided(Transaction& tx, RefundId id) {
    return tx.execute("UPDATE payments.refund SET status = 'succeeded', voided = true,"
                      " updated_at = now() WHERE id = $1 AND status = 'pending'",
                      id) == 1;
}

} // namespace statybos::payments
