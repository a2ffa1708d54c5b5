// The two numbers of stock on catalog.product.
#pragma once

#include <vector>

#include <statybos/catalog/stock.hpp>
#include <statybos/transaction.hpp>

namespace statybos::catalog {

/// A product of which more can be bought than before.
struct FreedProduct {
    ProductId id;
    VendorId vendor_id;
    Quantity quantity;          ///< what can be bought now
    bool back_in_stock = false; ///< nothing could be
};
STATYBOS_RECORD(FreedProduct, id, vendor_id, quantity, back_in_stock)

/// Lines name each product once. Each function is one statement, whatever their number, and locks
/// the rows in the order of their ids before it changes the first.
class StockStore {
public:
    /// The products that could be reserved; the others are as before.
    std::vector<ProductId> reserve(Transaction& tx, const std::vector<StockLine>& lines);
    /// The products of which so much was reserved; the others are as before.
    std::vector<FreedProduct> release(Transaction& tx, const std::vector<StockLine>& lines);
    /// Sent with the transaction's next statement, and refused there by the table's CHECK where
    /// less is reserved.
    void consume(Transaction& tx, const std::vector<StockLine>& lines);
    std::vector<FreedProduct> restock(Transaction& tx, const std::vector<StockLine>& lines);
    /// What could be reserved of each now; zero for a product that is not on sale.
    std::vector<StockLine> available(Session& session, const std::vector<StockLine>& lines);
};

} // namespace statybos::catalog
