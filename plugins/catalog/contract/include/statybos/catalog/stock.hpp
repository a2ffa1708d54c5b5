// The promise of goods: reserve, release, consume.
#pragma once

#include <vector>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/quantity.hpp>
#include <statybos/record.hpp>

namespace statybos::catalog {

struct StockLine {
    ProductId product_id;
    Quantity quantity; ///< more than zero
};
STATYBOS_RECORD(StockLine, product_id, quantity)

/// Every method takes all lines or none. Lines of one product are summed; rows are taken in the
/// order of their ids, so that two callers cannot wait for each other.
struct Stock {
    virtual ~Stock() = default;

    /// Promises goods to an order: they can no longer be bought by another.
    ///
    /// @errors conflict insufficient_stock  with `lines: [{product_id, requested, available}]`; the
    ///         transaction stays usable and nothing is reserved
    virtual Result<void> reserve(Transaction&, const std::vector<StockLine>& lines) = 0;

    /// Gives promised goods back.
    /// @errors conflict not_reserved  more than is reserved
    virtual Result<void> release(Transaction&, const std::vector<StockLine>& lines) = 0;

    /// Promised goods were paid for: they leave `on_hand`. At zero the product is sold. More than
    /// is reserved is refused by the transaction's next statement or its commit: check_violation.
    virtual Result<void> consume(Transaction&, const std::vector<StockLine>& lines) = 0;

    /// Goods that were consumed come back on sale.
    virtual Result<void> restock(Transaction&, const std::vector<StockLine>& lines) = 0;
};
STATYBOS_INTERFACE(Stock, "statybos.catalog.stock", 1, reserve, release, consume, restock)

} // namespace statybos::catalog
