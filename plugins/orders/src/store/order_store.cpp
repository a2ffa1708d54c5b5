#include "store/order_store.hpp"

#include <string>

namespace statybos::orders {
namespace {

// The columns of OrderRow.
std::string select_order(std::string_view rest) {
    return "SELECT o.id, o.number, o.purchase_id, p.number, p.payment_id, o.user_id, p.email,"
           " p.billing, p.language, p.guest_token_hash, o.vendor_id, o.vendor_slug, o.vendor_name,"
           " o.status, o.payment_status, o.stock, o.listed, o.items, o.currency, o.discount,"
           " o.shipping, o.vat, o.grand, o.shipping_method, o.shipping_address, o.pickup_point,"
           " o.tracking_number, o.given_back, o.created_at, o.vat_rounding, o.vat_treatment,"
           " o.shipping_vat_rate, o.shipping_vat, o.listed_shipping, o.listed_shipping_rate,"
           " o.vat_number, o.vat_number_reference, o.refunded_shipping, o.refunded_shipping_vat,"
           " o.vouchers,"
           " (SELECT json_agg(json_build_object('id', l.id, 'order_id', l.order_id,"
           " 'position', l.position, 'product_id', l.product_id, 'title', l.title, 'unit', l.unit,"
           " 'quantity', trim_scale(l.quantity)::text, 'unit_price', l.unit_price,"
           " 'discount', l.discount, 'vat_rate', l.vat_rate::text, 'vat', l.vat,"
           " 'total', l.total, 'listed_price', l.listed_price, 'listed_rate', l.listed_rate::text,"
           " 'refunded_quantity', trim_scale(l.refunded_quantity)::text,"
           " 'returning_quantity', trim_scale(l.returning_quantity)::text,"
           " 'restocked_quantity', trim_scale(l.restocked_quantity)::text,"
           " 'refunded', l.refunded, 'refunded_vat', l.refunded_vat) ORDER BY l.position)"
           " FROM orders.line l WHERE l.order_id = o.id),"
           " coalesce((SELECT json_agg(json_build_object('status', h.status, 'at', h.at,"
           " 'by', h.by, 'note', h.note) ORDER BY h.id)"
           " FROM orders.status_change h WHERE h.order_id = o.id), '[]')"
           " FROM orders.\"order\" o JOIN orders.purchase p ON p.id = o.purchase_id " +
           std::string(rest);
}

} // namespace

std::optional<OrderRow> OrderStore::find(Session& session, OrderId id) {
    static const std::string sql = select_order("WHERE o.id = $1");
    return session.one<OrderRow>(sql, id);
}

std::vector<OrderRow> OrderStore::of_purchase(Session& session, PurchaseId id) {
    static const std::string sql = select_order("WHERE o.purchase_id = $1 ORDER BY o.position");
    return session.query<OrderRow>(sql, id);
}

std::optional<OrderRow> OrderStore::find_by_number(Session& session, std::string_view number,
                                                   std::string_view email) {
    static const std::string sql =
        select_order("WHERE o.number = $1 AND lower(p.email) = lower($2) AND o.listed");
    return session.one<OrderRow>(sql, number, email);
}

std::vector<OrderRow> OrderStore::list(Session& session, const OrderFilter& filter,
                                       std::optional<OrderId> after, std::int32_t limit) {
    // One statement for each kind of list: with `$1 IS NULL OR …` in its place the planner would
    // have to do without the index.
    static const std::string rest =
        " AND ($2::text IS NULL OR o.status = $2) AND ($3::uuid IS NULL OR o.id < $3)"
        " ORDER BY o.id DESC LIMIT $4";
    static const std::string of_user = select_order("WHERE o.listed AND o.user_id = $1" + rest);
    static const std::string of_vendor = select_order("WHERE o.listed AND o.vendor_id = $1" + rest);
    static const std::string of_all = select_order("WHERE o.listed AND $1::uuid IS NULL" + rest);
    if (filter.user) {
        return session.query<OrderRow>(of_user, filter.user, filter.status, after, limit);
    }
    const std::string& sql = filter.vendor ? of_vendor : of_all;
    return session.query<OrderRow>(sql, filter.vendor, filter.status, after, limit);
}

void OrderStore::move(Transaction& tx, OrderId id, OrderStatus to,
                      const std::optional<std::string>& tracking_number) {
    tx.execute("UPDATE orders.\"order\" SET status = $2,"
               " tracking_number = coalesce($3, tracking_number), updated_at = now(),"
               " handed_over_at = CASE WHEN $2 IN ('shipped', 'ready_for_pickup') THEN now()"
               " ELSE handed_over_at END"
               " WHERE id = $1",
               id, to, tracking_number);
}

void OrderStore::cancel(Transaction& tx, OrderId id) {
    tx.execute("UPDATE orders.\"order\" SET status = 'cancelled', stock = 'released',"
               " updated_at = now() WHERE id = $1",
               id);
}

void OrderStore::add_given_back(Transaction& tx, OrderId id, std::int64_t amount) {
    tx.execute("UPDATE orders.\"order\" SET given_back = given_back + $2,"
               " given_back_at = now(), updated_at = now() WHERE id = $1",
               id, amount);
}

void OrderStore::give_back_late(Transaction& tx, OrderId id, OrderPayment payment,
                                std::int64_t amount) {
    tx.execute("UPDATE orders.\"order\" SET payment_status = $2, given_back = given_back + $3,"
               " given_back_at = now(), updated_at = now() WHERE id = $1",
               id, payment, amount);
}

std::vector<OrderId> OrderStore::handed_over(Session& session, std::int64_t before_ms,
                                             std::int32_t limit) {
    return session.query<OrderId>(
        "SELECT o.id FROM orders.\"order\" o WHERE o.status IN ('shipped', 'ready_for_pickup')"
        " AND o.handed_over_at <= now() - make_interval(secs => $1::double precision / 1000)"
        " AND NOT EXISTS (SELECT FROM orders.return_request r WHERE r.order_id = o.id"
        " AND r.status IN ('requested', 'accepted', 'received'))"
        " ORDER BY o.handed_over_at LIMIT $2",
        before_ms, limit);
}

void OrderStore::note(Transaction& tx, OrderId id, OrderStatus status, Actor by,
                      std::optional<UserId> user, const std::optional<std::string>& note) {
    tx.execute("INSERT INTO orders.status_change (order_id, status, by, user_id, note)"
               " VALUES ($1, $2, $3, $4, $5)",
               id, status, by, user, note);
}

} // namespace statybos::orders
