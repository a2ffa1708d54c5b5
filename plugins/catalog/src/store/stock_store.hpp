// The two numbers of stock on catalog.product.
#pragma once

#include <statybos/ids.hpp>
#include <statybos/quantity.hpp>
#include <statybos/transaction.hpp>

namespace statybos::catalog {

/// Each changes one row or none.
class StockStore {
public:
    bool try_reserve(Transaction& tx, ProductId product, Quantity quantity);
    bool try_release(Transaction& tx, ProductId product, Quantity quantity);
    bool try_consume(Transaction& tx, ProductId product, Quantity quantity);
    bool restock(Transaction& tx, ProductId product, Quantity quantity);
    /// What could be reserved now; zero for a product that is not on sale.
    Quantity available(Session& session, ProductId product);
};

} // namespace statybos::catalog
