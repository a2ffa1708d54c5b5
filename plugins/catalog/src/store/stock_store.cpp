#include "store/stock_store.hpp"

#include <string>

#include <statybos/later.hpp>

namespace statybos::catalog {
namespace {

// The planner takes a list of unknown length for a long one and would read all products; `= ANY`
// leads it to the index, here and in the statements below.
//
// What was asked, as `l`, with the product's row locked. An UPDATE alone takes rows in any order,
// and two that take the same ones would wait for each other.
constexpr std::string_view locked_lines =
    "WITH l AS (SELECT p.id, w.quantity FROM catalog.product p"
    " JOIN unnest($1::uuid[], $2::numeric[]) AS w (id, quantity) ON w.id = p.id"
    " WHERE p.id = ANY ($1) ORDER BY p.id FOR NO KEY UPDATE OF p) ";

std::string on_locked(std::string_view statement) {
    return std::string(locked_lines) + std::string(statement);
}

// The columns of FreedProduct, when `l.quantity` of `p` was given back.
constexpr std::string_view freed = " RETURNING p.id, p.vendor_id, p.on_hand - p.reserved,"
                                   " p.published AND p.on_hand - p.reserved = l.quantity";

struct Columns {
    explicit Columns(const std::vector<StockLine>& lines) {
        for (const StockLine& line : lines) {
            products.push_back(line.product_id);
            quantities.push_back(line.quantity);
        }
    }
    std::vector<ProductId> products;
    std::vector<Quantity> quantities;
};

} // namespace

std::vector<ProductId> StockStore::reserve(Transaction& tx, const std::vector<StockLine>& lines) {
    // The condition stands in the UPDATE: it is judged on the row as the lock found it, so that of
    // two buyers of the last unit the second finds it false.
    static const std::string sql = on_locked(
        "UPDATE catalog.product p SET reserved = p.reserved + l.quantity"
        " FROM l, catalog.vendor v WHERE p.id = ANY ($1) AND p.id = l.id AND v.id = p.vendor_id"
        " AND v.verification_status = 'verified' AND p.status = 'available'"
        " AND p.on_hand - p.reserved >= l.quantity RETURNING p.id");
    const Columns columns(lines);
    return tx.query<ProductId>(sql, columns.products, columns.quantities);
}

std::vector<FreedProduct> StockStore::release(Transaction& tx,
                                              const std::vector<StockLine>& lines) {
    static const std::string sql =
        on_locked("UPDATE catalog.product p SET reserved = p.reserved - l.quantity FROM l"
                  " WHERE p.id = ANY ($1) AND p.id = l.id AND p.reserved >= l.quantity") +
        std::string(freed);
    const Columns columns(lines);
    return tx.query<FreedProduct>(sql, columns.products, columns.quantities);
}

void StockStore::consume(Transaction& tx, const std::vector<StockLine>& lines) {
    static const std::string sql =
        on_locked("UPDATE catalog.product p SET reserved = p.reserved - l.quantity,"
                  " on_hand = p.on_hand - l.quantity FROM l WHERE p.id = ANY ($1) AND p.id = l.id");
    const Columns columns(lines);
    execute_later(tx, sql, columns.products, columns.quantities);
}

std::vector<FreedProduct> StockStore::restock(Transaction& tx,
                                              const std::vector<StockLine>& lines) {
    static const std::string sql =
        on_locked("UPDATE catalog.product p SET on_hand = p.on_hand + l.quantity FROM l"
                  " WHERE p.id = ANY ($1) AND p.id = l.id") +
        std::string(freed);
    const Columns columns(lines);
    return tx.query<FreedProduct>(sql, columns.products, columns.quantities);
}

std::vector<StockLine> StockStore::available(Session& session,
                                             const std::vector<StockLine>& lines) {
    return session.query<StockLine>(
        "SELECT w.id, coalesce(p.on_hand - p.reserved, 0)"
        " FROM unnest($1::uuid[]) WITH ORDINALITY AS w (id, place)"
        " LEFT JOIN catalog.product p ON p.id = w.id AND p.status = 'available' ORDER BY w.place",
        Columns(lines).products);
}

} // namespace statybos::catalog
