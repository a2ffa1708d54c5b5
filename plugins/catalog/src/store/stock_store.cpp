#include "store/stock_store.hpp"

namespace statybos::catalog {

bool StockStore::try_reserve(Transaction& tx, ProductId product, Quantity quantity) {
    // The condition stands in the UPDATE so that its row lock orders two buyers of the last unit; a
    // SELECT in front of it would let both of them through.
    return tx.execute(
               "UPDATE catalog.product p SET reserved = reserved + $2 FROM catalog.vendor v"
               " WHERE p.id = $1 AND v.id = p.vendor_id AND v.verification_status = 'verified'"
               " AND p.status = 'available' AND p.on_hand - p.reserved >= $2",
               product, quantity) == 1;
}

bool StockStore::try_release(Transaction& tx, ProductId product, Quantity quantity) {
    return tx.execute("UPDATE catalog.product SET reserved = reserved - $2"
                      " WHERE id = $1 AND reserved >= $2",
                      product, quantity) == 1;
}

bool StockStore::try_consume(Transaction& tx, ProductId product, Quantity quantity) {
    return tx.execute("UPDATE catalog.product SET reserved = reserved - $2, on_hand = on_hand - $2"
                      " WHERE id = $1 AND reserved >= $2",
                      product, quantity) == 1;
}

bool StockStore::restock(Transaction& tx, ProductId product, Quantity quantity) {
    return tx.execute("UPDATE catalog.product SET on_hand = on_hand + $2 WHERE id = $1", product,
                      quantity) == 1;
}

Quantity StockStore::available(Session& session, ProductId product) {
    return session
        .one<Quantity>("SELECT on_hand - reserved FROM catalog.product"
                       " WHERE id = $1 AND status = 'available'",
                       product)
        .value_or(Quantity{});
}

} // namespace statybos::catalog
