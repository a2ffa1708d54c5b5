#include "store/return_store.hpp"

#include <string>

namespace statybos::orders {
namespace {

std::string select_return(std::string_view rest) {
    return "SELECT r.id, r.order_id, o.number, r.vendor_id, r.status, r.reason, r.refund_id,"
           " r.created_at,"
           " (SELECT json_agg(json_build_object('line_id', l.line_id,"
           " 'quantity', trim_scale(l.quantity)::text) ORDER BY l.position)"
           " FROM orders.return_line l WHERE l.return_id = r.id),"
           " (SELECT json_agg(json_build_object('status', h.status, 'at', h.at, 'by', h.by,"
           " 'note', h.note) ORDER BY h.id)"
           " FROM orders.return_status_change h WHERE h.return_id = r.id)"
           " FROM orders.return_request r JOIN orders.\"order\" o ON o.id = r.order_id " +
           std::string(rest);
}

} // namespace

void ReturnStore::insert(Transaction& tx, const ReturnRow& made) {
    tx.execute("WITH made AS (INSERT INTO orders.return_request (id, order_id, vendor_id, reason)"
               " VALUES ($1, $2, $3, $4)),"
               " part AS (SELECT * FROM ROWS FROM (jsonb_to_recordset($5::jsonb) AS (line_id uuid,"
               " quantity numeric)) WITH ORDINALITY AS l (line_id, quantity, position)),"
               " parts AS (INSERT INTO orders.return_line (return_id, line_id, position, quantity)"
               " SELECT $1::uuid, line_id, position - 1, quantity FROM part)"
               " UPDATE orders.line l SET returning_quantity = returning_quantity + p.quantity"
               " FROM part p WHERE l.id = p.line_id AND l.order_id = $2::uuid",
               made.id, made.order_id, made.vendor_id, made.reason, write_json(made.lines));
}

std::optional<ReturnRow> ReturnStore::find(Session& session, ReturnId id) {
    static const std::string sql = select_return("WHERE r.id = $1");
    return session.one<ReturnRow>(sql, id);
}

std::vector<ReturnRow> ReturnStore::of_order(Session& session, OrderId order) {
    static const std::string sql =
        select_return("WHERE r.order_id = $1 ORDER BY r.created_at, r.id");
    return session.query<ReturnRow>(sql, order);
}

std::vector<ReturnRow> ReturnStore::of_vendor(Session& session, VendorId vendor,
                                              std::optional<ReturnId> after, std::int32_t limit) {
    static const std::string sql =
        select_return("WHERE r.vendor_id = $1 AND ($2::uuid IS NULL OR r.id < $2)"
                      " ORDER BY r.id DESC LIMIT $3");
    return session.query<ReturnRow>(sql, vendor, after, limit);
}

void ReturnStore::move(Transaction& tx, ReturnId id, ReturnStatus to,
                       std::optional<RefundId> refund) {
    tx.execute("UPDATE orders.return_request SET status = $2, refund_id = $3, updated_at = now()"
               " WHERE id = $1",
               id, to, refund);
}

void ReturnStore::note(Transaction& tx, ReturnId id, const ReturnStatusChange& change,
                       std::optional<UserId> user) {
    tx.execute("INSERT INTO orders.return_status_change (return_id, status, by, user_id, note)"
               " VALUES ($1, $2, $3, $4, $5)",
               id, change.status, change.by, user, change.note);
}

void ReturnStore::close(Transaction& tx, ReturnId id) {
    tx.execute("UPDATE orders.line l SET returning_quantity = returning_quantity - p.quantity"
               " FROM orders.return_line p WHERE p.return_id = $1 AND l.id = p.line_id",
               id);
}

} // namespace statybos::orders
