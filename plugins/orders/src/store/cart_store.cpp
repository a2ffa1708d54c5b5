#include "store/cart_store.hpp"

namespace statybos::orders {

std::vector<CartRow> CartStore::find(Session& session, std::optional<UserId> user,
                                     const std::optional<std::string>& token_hash) {
    return session.query<CartRow>(
        "SELECT c.id, c.user_id, c.vouchers, coalesce((SELECT json_agg(json_build_object('id', "
        "l.id,"
        " 'product_id', l.product_id, 'quantity', trim_scale(l.quantity)::text)"
        " ORDER BY l.added_at, l.id) FROM orders.cart_line l"
        " WHERE l.cart_id = c.id AND l.purchase_id IS NULL), '[]')"
        " FROM orders.cart c WHERE c.user_id = $1::uuid OR c.token_hash = $2::text",
        user, token_hash);
}

std::optional<CartId> CartStore::lock_anonymous(Transaction& tx, std::string_view token_hash) {
    return tx.one<CartId>("SELECT id FROM orders.cart WHERE token_hash = $1 FOR UPDATE",
                          token_hash);
}

CartId CartStore::cart_of(Session& session, CartId made, UserId user) {
    return session.single<CartId>(
        "INSERT INTO orders.cart (id, user_id) VALUES ($1, $2)"
        " ON CONFLICT (user_id) DO UPDATE SET updated_at = now() RETURNING id",
        made, user);
}

void CartStore::insert_anonymous(Session& session, CartId id, std::string_view token_hash) {
    session.execute("INSERT INTO orders.cart (id, token_hash) VALUES ($1, $2)", id, token_hash);
}

bool CartStore::add(Session& session, CartId cart, const CartLineRow& line, Quantity available) {
    // The sum is judged where the row is locked: two windows may add at the same time.
    return session.execute(
               "WITH touched AS (UPDATE orders.cart SET updated_at = now() WHERE id = $2)"
               " INSERT INTO orders.cart_line AS l (id, cart_id, product_id, quantity)"
               " SELECT $1::uuid, $2::uuid, $3::uuid, $4::numeric WHERE $4::numeric <= $5::numeric"
               " ON CONFLICT (cart_id, product_id) WHERE purchase_id IS NULL"
               " DO UPDATE SET quantity = l.quantity + excluded.quantity"
               " WHERE l.quantity + excluded.quantity <= $5::numeric",
               line.id, cart, line.product_id, line.quantity, available) == 1;
}

void CartStore::put(Transaction& tx, CartId cart, const std::vector<CartLineRow>& lines) {
    tx.execute("INSERT INTO orders.cart_line (id, cart_id, product_id, quantity)"
               " SELECT l.id, $1::uuid, l.product_id, l.quantity"
               " FROM jsonb_to_recordset($2::jsonb)"
               " AS l (id uuid, product_id uuid, quantity numeric)"
               " ON CONFLICT (cart_id, product_id) WHERE purchase_id IS NULL"
               " DO UPDATE SET quantity = excluded.quantity",
               cart, write_json(lines));
}

bool CartStore::set_quantity(Session& session, CartId cart, LineId line, Quantity quantity) {
    return session.execute("UPDATE orders.cart_line SET quantity = $3"
                           " WHERE id = $2 AND cart_id = $1 AND purchase_id IS NULL",
                           cart, line, quantity) == 1;
}

bool CartStore::remove(Session& session, CartId cart, LineId line) {
    return session.execute("DELETE FROM orders.cart_line"
                           " WHERE id = $2 AND cart_id = $1 AND purchase_id IS NULL",
                           cart, line) == 1;
}

void CartStore::clear(Session& session, CartId cart) {
    session.execute("WITH spent AS (UPDATE orders.cart SET vouchers = '{}' WHERE id = $1)"
                    " DELETE FROM orders.cart_line WHERE cart_id = $1 AND purchase_id IS NULL",
                    cart);
}

void CartStore::set_vouchers(Session& session, CartId cart, const std::vector<std::string>& codes) {
    session.execute("UPDATE orders.cart SET vouchers = $2, updated_at = now() WHERE id = $1", cart,
                    codes);
}

void CartStore::drop(Transaction& tx, CartId cart) {
    clear(tx, cart);
    tx.execute("DELETE FROM orders.cart c WHERE c.id = $1"
               " AND NOT EXISTS (SELECT FROM orders.cart_line l WHERE l.cart_id = c.id)",
               cart);
}

void CartStore::give_lines_back(Transaction& tx, PurchaseId purchase) {
    tx.execute("DELETE FROM orders.cart_line l WHERE l.purchase_id = $1"
               " AND EXISTS (SELECT FROM orders.cart_line newer WHERE newer.cart_id = l.cart_id"
               " AND newer.product_id = l.product_id AND newer.purchase_id IS NULL)",
               purchase);
    tx.execute("UPDATE orders.cart_line SET purchase_id = NULL WHERE purchase_id = $1", purchase);
}

void CartStore::purge(Session& session, std::int64_t lifetime_ms) {
    session.execute("DELETE FROM orders.cart c WHERE c.user_id IS NULL"
                    " AND c.updated_at < now() - make_interval(secs => $1::double precision / 1000)"
                    " AND NOT EXISTS (SELECT FROM orders.cart_line l"
                    " WHERE l.cart_id = c.id AND l.purchase_id IS NOT NULL)",
                    lifetime_ms);
}

} // namespace statybos::orders
