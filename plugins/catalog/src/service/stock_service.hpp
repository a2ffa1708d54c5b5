// Reserving, releasing, consuming: all lines or none.
#pragma once

#include <statybos/catalog/stock.hpp>

#include "store/stock_store.hpp"

namespace statybos::catalog {

class StockService final : public Stock {
public:
    explicit StockService(StockStore& store) : store_(store) {}

    Result<void> reserve(Transaction& tx, const std::vector<StockLine>& lines) override;
    Result<void> release(Transaction& tx, const std::vector<StockLine>& lines) override;
    Result<void> consume(Transaction& tx, const std::vector<StockLine>& lines) override;
    Result<void> restock(Transaction& tx, const std::vector<StockLine>& lines) override;

private:
    StockStore& store_;
};

/// Lines of one product summed, in the order of the products' ids.
std::vector<StockLine> summed(const std::vector<StockLine>& lines);

} // namespace statybos::catalog
