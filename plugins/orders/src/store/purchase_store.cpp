#include "store/purchase_store.hpp"

#include <string>

#include <statybos/later.hpp>

namespace statybos::orders {
namespace {

constexpr std::string_view purchase_columns =
    "p.id, p.number, p.user_id, p.status, p.payment_id, p.gateway, p.total, p.currency,"
    " (SELECT count(*) FROM orders.\"order\" o WHERE o.purchase_id = p.id),"
    " (extract(epoch FROM clock_timestamp() - p.created_at) * 1000)::bigint,"
    " p.instructed_at IS NOT NULL";

std::string select_purchase(std::string_view rest) {
    return "SELECT " + std::string(purchase_columns) + " FROM orders.purchase p " +
           std::string(rest);
}

// What a settled order `s` is made of: the columns of SettledOrder.
constexpr std::string_view settled_columns =
    "s.id, s.vendor_id, s.grand, s.currency, (SELECT json_agg(json_build_object("
    "'product_id', l.product_id, 'quantity', trim_scale(l.quantity)::text) ORDER BY l.position)"
    " FROM orders.line l WHERE l.order_id = s.id)";

// What purchase $1 took out of a cart is gone, and the vouchers with it.
std::string emptying(std::string_view condition) {
    return " emptied AS (DELETE FROM orders.cart_line WHERE purchase_id = $1" +
           std::string(condition) +
           " RETURNING cart_id), spent AS (UPDATE orders.cart c SET vouchers = '{}'"
           " FROM emptied e WHERE c.id = e.cart_id AND c.vouchers <> '{}')";
}

} // namespace

void PurchaseStore::insert(Transaction& tx, const NewPurchase& purchase,
                           const std::vector<NewOrder>& orders, const std::vector<LineRow>& lines,
                           const std::vector<CartLineRow>& taken) {
    execute_later(
        tx,
        "WITH taken AS (UPDATE orders.cart_line l SET purchase_id = $1::uuid"
        " FROM jsonb_to_recordset($16::jsonb) AS seen (id uuid, quantity numeric)"
        " WHERE l.id = seen.id AND l.quantity = seen.quantity AND l.purchase_id IS NULL"
        " RETURNING l.id),"
        " purchase AS (INSERT INTO orders.purchase (id, number, user_id, scope, idempotency_key,"
        " payment_id, gateway, currency, total, billing, email, language, guest_token_hash,"
        " cart_lines, taken_lines)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
        " jsonb_array_length($16::jsonb), (SELECT count(*) FROM taken))),"
        " made AS (INSERT INTO orders.\"order\" (id, purchase_id, position, number, user_id,"
        " vendor_id, vendor_slug, vendor_name, currency, items, discount, shipping, vat, grand,"
        " shipping_method, shipping_address, pickup_point, vat_treatment, shipping_vat_rate,"
        " shipping_vat, listed_shipping, listed_shipping_rate, vat_number, vat_number_reference,"
        " vouchers)"
        " SELECT o.id, $1, o.position, o.number, $3::uuid, o.vendor_id, o.vendor_slug,"
        " o.vendor_name, $8::text, o.items, o.discount, o.shipping, o.vat, o.grand,"
        " o.shipping_method, nullif(o.shipping_address, 'null'), nullif(o.pickup_point, 'null'),"
        " o.vat_treatment, o.shipping_vat_rate, o.shipping_vat, o.listed_shipping,"
        " o.listed_shipping_rate, o.vat_number, o.vat_number_reference, o.vouchers"
        " FROM jsonb_to_recordset($14::jsonb) AS o (id uuid, position integer, number text,"
        " vendor_id uuid, vendor_slug text, vendor_name text, items bigint, discount bigint,"
        " shipping bigint, vat bigint, grand bigint, shipping_method text, shipping_address jsonb,"
        " pickup_point jsonb, vat_treatment text, shipping_vat_rate numeric, shipping_vat bigint,"
        " listed_shipping bigint, listed_shipping_rate numeric, vat_number text,"
        " vat_number_reference text, vouchers jsonb) RETURNING id),"
        " noted AS (INSERT INTO orders.status_change (order_id, status, by, user_id)"
        " SELECT id, 'pending', 'buyer', $3::uuid FROM made)"
        " INSERT INTO orders.line (id, order_id, position, product_id, title, unit,"
        " quantity, unit_price, discount, vat_rate, vat, total, listed_price, listed_rate)"
        " SELECT l.id, l.order_id, l.position, l.product_id, l.title, l.unit, l.quantity,"
        " l.unit_price, l.discount, l.vat_rate, l.vat, l.total, l.listed_price, l.listed_rate"
        " FROM jsonb_to_recordset($15::jsonb) AS l (id uuid, order_id uuid, position integer,"
        " product_id uuid, title text, unit text, quantity numeric, unit_price bigint,"
        " discount bigint, vat_rate numeric, vat bigint, total bigint, listed_price bigint,"
        " listed_rate numeric)",
        purchase.id, purchase.number, purchase.user_id, purchase.scope, purchase.idempotency_key,
        purchase.payment_id, purchase.gateway, purchase.total.currency, purchase.total.minor,
        purchase.billing, purchase.email, purchase.language, purchase.guest_token_hash,
        write_json(orders), write_json(lines), write_json(taken));
}

std::optional<PurchaseRow> PurchaseStore::find_by_key(Session& session, std::string_view scope,
                                                      std::string_view key) {
    static const std::string sql =
        select_purchase("WHERE p.scope = $1 AND p.idempotency_key = $2 AND p.status <> 'undone'");
    return session.one<PurchaseRow>(sql, scope, key);
}

std::optional<PurchaseRow> PurchaseStore::lock(Transaction& tx, PurchaseId id) {
    static const std::string sql = select_purchase("WHERE p.id = $1 FOR UPDATE");
    return tx.one<PurchaseRow>(sql, id);
}

std::vector<PurchaseRow> PurchaseStore::take_due(Session& session, std::int64_t after_ms,
                                                 std::int32_t limit) {
    static const std::string sql =
        "UPDATE orders.purchase p SET checked_at = now() WHERE p.id IN (SELECT d.id"
        " FROM orders.purchase d WHERE d.status IN ('placing', 'waiting')"
        " AND now() - coalesce(d.checked_at, d.created_at) >= greatest("
        "make_interval(secs => $1::double precision / 1000), (now() - d.created_at) / 10)"
        " ORDER BY coalesce(d.checked_at, d.created_at) LIMIT $2 FOR UPDATE SKIP LOCKED)"
        " RETURNING " +
        std::string(purchase_columns);
    return session.query<PurchaseRow>(sql, after_ms, limit);
}

std::optional<Instant> PurchaseStore::stand(Session& session, PurchaseId id, bool instructed) {
    static const std::string sql =
        "WITH standing AS (UPDATE orders.purchase SET status = 'waiting',"
        " instructed_at = CASE WHEN $2::boolean THEN now() END WHERE id = $1"
        " AND (status = 'placing' OR status = 'waiting' AND $2 AND instructed_at IS NULL)"
        " RETURNING id, created_at),"
        " listed AS (UPDATE orders.\"order\" o SET listed = true FROM standing s"
        " WHERE o.purchase_id = s.id)," +
        emptying(" AND EXISTS (SELECT FROM standing)") + " SELECT created_at FROM standing";
    return session.one<Instant>(sql, id, instructed);
}

std::vector<PlacedOrder> PurchaseStore::place(Transaction& tx, PurchaseId id, PaymentId payment_id,
                                              OrderPayment payment, bool consumed) {
    static const std::string sql =
        "WITH open AS (SELECT id FROM orders.purchase WHERE id = $1 AND payment_id = $2"
        " AND status IN ('placing', 'waiting') FOR UPDATE),"
        " s AS (UPDATE orders.\"order\" o SET status = 'confirmed', payment_status = $3,"
        " stock = CASE WHEN $4::boolean THEN 'consumed' ELSE stock END, listed = true,"
        " updated_at = now() FROM open WHERE o.purchase_id = open.id AND o.status = 'pending'"
        " RETURNING o.id, o.position, o.vendor_id, o.grand, o.currency),"
        " noted AS (INSERT INTO orders.status_change (order_id, status, by)"
        " SELECT id, 'confirmed', 'system' FROM s),"
        " placed AS (UPDATE orders.purchase SET status = 'placed', placed_at = now()"
        " WHERE id = $1 AND EXISTS (SELECT FROM s))," +
        emptying(" AND EXISTS (SELECT FROM s)") + " SELECT " + std::string(settled_columns) + ", " +
        std::string(purchase_columns) +
        " FROM s JOIN orders.purchase p ON p.id = $1 ORDER BY s.position";
    return tx.query<PlacedOrder>(sql, id, payment_id, payment, consumed);
}

std::vector<SettledOrder> PurchaseStore::confirm(Transaction& tx, PurchaseId id,
                                                 OrderPayment payment, bool consumed) {
    static const std::string sql =
        "WITH s AS (UPDATE orders.\"order\" SET status = 'confirmed', payment_status = $2,"
        " stock = CASE WHEN $3::boolean THEN 'consumed' ELSE stock END, listed = true,"
        " updated_at = now() WHERE purchase_id = $1 AND status = 'pending'"
        " RETURNING id, position, vendor_id, grand, currency),"
        " noted AS (INSERT INTO orders.status_change (order_id, status, by)"
        " SELECT id, 'confirmed', 'system' FROM s),"
        " placed AS (UPDATE orders.purchase SET status = 'placed', placed_at = now()"
        " WHERE id = $1)," +
        emptying("") + " SELECT " + std::string(settled_columns) + " FROM s ORDER BY s.position";
    return tx.query<SettledOrder>(sql, id, payment, consumed);
}

std::vector<SettledOrder> PurchaseStore::capture(Transaction& tx, PurchaseId id) {
    static const std::string sql =
        "WITH s AS (UPDATE orders.\"order\" SET payment_status = 'paid', stock = 'consumed',"
        " updated_at = now() WHERE purchase_id = $1 AND stock = 'reserved'"
        " AND payment_status = 'authorized' RETURNING id, position, vendor_id, grand, currency)"
        " SELECT " +
        std::string(settled_columns) + " FROM s ORDER BY s.position";
    return tx.query<SettledOrder>(sql, id);
}

std::vector<UndoneLine> PurchaseStore::undo(Transaction& tx, PurchaseId id) {
    return tx.query<UndoneLine>(
        "WITH undone AS (UPDATE orders.purchase SET status = 'undone' WHERE id = $1),"
        " o AS (UPDATE orders.\"order\" SET status = 'cancelled', stock = 'released',"
        " payment_status = 'failed', updated_at = now()"
        " WHERE purchase_id = $1 AND status = 'pending' RETURNING id, vouchers)"
        " SELECT l.product_id, l.quantity, o.id, o.vouchers <> '[]' FROM o JOIN orders.line l ON "
        "l.order_id = o.id",
        id);
}

void PurchaseStore::close_when_empty(Transaction& tx, PurchaseId id) {
    tx.execute("UPDATE orders.purchase p SET status = 'cancelled'"
               " WHERE p.id = $1 AND p.status = 'waiting' AND NOT EXISTS (SELECT"
               " FROM orders.\"order\" o WHERE o.purchase_id = p.id AND o.status = 'pending')",
               id);
}

void PurchaseStore::mark_refunded(Transaction& tx, PurchaseId id,
                                  const std::vector<RefundedShare>& shares) {
    tx.execute("UPDATE orders.\"order\" o SET payment_status = CASE WHEN r.refunded >= o.grand"
               " THEN 'refunded' ELSE 'partially_refunded' END, updated_at = now()"
               " FROM jsonb_to_recordset($2::jsonb) AS r (order_id uuid, refunded bigint)"
               " WHERE o.id = r.order_id AND o.purchase_id = $1 AND r.refunded > 0",
               id, write_json(shares));
}

void PurchaseStore::mark_unpaid(Transaction& tx, PurchaseId id, OrderPayment payment) {
    tx.execute("UPDATE orders.\"order\" SET payment_status = $2, updated_at = now()"
               " WHERE purchase_id = $1 AND payment_status IN ('pending', 'authorized')",
               id, payment);
}

} // namespace statybos::orders
