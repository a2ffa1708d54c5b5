#include "store/refund_store.hpp"

#include <string>

namespace statybos::orders {
namespace {

std::string select_refund(std::string_view rest) {
    return "SELECT r.id, r.order_id, r.amount, o.currency, r.shipping, r.shipping_vat, r.vat,"
           " r.reason, r.restocked, r.status, r.by, r.user_id, r.created_at,"
           " coalesce((SELECT json_agg(json_build_object('line_id', l.line_id,"
           " 'quantity', trim_scale(l.quantity)::text, 'amount', l.amount, 'vat', l.vat)"
           " ORDER BY l.position) FROM orders.refund_line l WHERE l.refund_id = r.id), '[]')"
           " FROM orders.refund r JOIN orders.\"order\" o ON o.id = r.order_id " +
           std::string(rest);
}

} // namespace

void RefundStore::insert(Transaction& tx, const RefundRow& refund, std::string_view key) {
    tx.execute(
        "WITH made AS (INSERT INTO orders.refund (id, order_id, amount, shipping, shipping_vat,"
        " vat, reason, restocked, by, user_id, idempotency_key)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, nullif($12, ''))),"
        " part AS (SELECT * FROM ROWS FROM (jsonb_to_recordset($11::jsonb) AS (line_id uuid,"
        " quantity numeric, amount bigint, vat bigint)) WITH ORDINALITY"
        " AS l (line_id, quantity, amount, vat, position)),"
        " parts AS (INSERT INTO orders.refund_line (refund_id, line_id, position, quantity, amount,"
        " vat) SELECT $1::uuid, line_id, position - 1, quantity, amount, vat FROM part),"
        " counted AS (UPDATE orders.line l SET refunded_quantity = refunded_quantity + p.quantity,"
        " refunded = refunded + p.amount, refunded_vat = refunded_vat + p.vat,"
        " restocked_quantity = restocked_quantity + CASE WHEN $8 THEN p.quantity ELSE 0 END"
        " FROM part p WHERE l.id = p.line_id AND l.order_id = $2::uuid)"
        " UPDATE orders.\"order\" SET given_back = given_back + $3, given_back_at = now(),"
        " refunded_shipping = refunded_shipping + $4,"
        " refunded_shipping_vat = refunded_shipping_vat + $5, updated_at = now() WHERE id = $2",
        refund.id, refund.order_id, refund.amount.minor, refund.shipping, refund.shipping_vat,
        refund.vat, refund.reason, refund.restocked, refund.by, refund.user_id,
        write_json(refund.lines), key);
}

std::optional<RefundRow> RefundStore::find(Session& session, RefundId id) {
    static const std::string sql = select_refund("WHERE r.id = $1");
    return session.one<RefundRow>(sql, id);
}

std::optional<RefundRow> RefundStore::find_by_key(Session& session, OrderId order, UserId user,
                                                  std::string_view key) {
    static const std::string sql =
        select_refund("WHERE r.order_id = $1 AND r.user_id = $2 AND r.idempotency_key = $3");
    return session.one<RefundRow>(sql, order, user, key);
}

std::vector<RefundRow> RefundStore::of_order(Session& session, OrderId order) {
    static const std::string sql =
        select_refund("WHERE r.order_id = $1 ORDER BY r.created_at, r.id");
    return session.query<RefundRow>(sql, order);
}

void RefundStore::settle(Transaction& tx, RefundId id, payments::RefundState state) {
    tx.execute(
        "WITH settled AS (UPDATE orders.refund SET status = $2, settled_at = now()"
        " WHERE id = $1 AND status = 'pending' RETURNING *),"
        " failed AS (SELECT * FROM settled WHERE status = 'failed'),"
        " counted AS (UPDATE orders.line l SET refunded_quantity = refunded_quantity - p.quantity,"
        " refunded = refunded - p.amount, refunded_vat = refunded_vat - p.vat"
        " FROM failed f JOIN orders.refund_line p ON p.refund_id = f.id WHERE l.id = p.line_id)"
        " UPDATE orders.\"order\" o SET given_back = given_back - f.amount,"
        " refunded_shipping = refunded_shipping - f.shipping,"
        " refunded_shipping_vat = refunded_shipping_vat - f.shipping_vat, updated_at = now()"
        " FROM failed f WHERE o.id = f.order_id",
        id, state);
}

void RefundStore::take_promise_back(Transaction& tx, RefundId id, OrderId order, Money amount) {
    tx.execute("UPDATE orders.\"order\" SET given_back = given_back - $3, updated_at = now()"
               " WHERE id = $2 AND NOT EXISTS (SELECT FROM orders.refund WHERE id = $1)",
               id, order, amount.minor);
}

} // namespace statybos::orders
