#include "service/stock_service.hpp"

#include <map>

namespace statybos::catalog {
namespace {

struct LackingLine {
    ProductId product_id;
    Quantity requested;
    Quantity available;
};
STATYBOS_RECORD(LackingLine, product_id, requested, available)

void changed(Transaction& tx, ProductId product) {
    tx.ctx().invalidate({"product:" + product.to_string(), "products"});
}

Error not_reserved(ProductId product) {
    return Error(Errc::conflict, "not_reserved",
                 "more than is reserved of product " + product.to_string());
}

} // namespace

std::vector<StockLine> summed(const std::vector<StockLine>& lines) {
    std::map<ProductId, Quantity> by_product;
    for (const StockLine& line : lines) {
        by_product[line.product_id] += line.quantity;
    }
    std::vector<StockLine> sums;
    sums.reserve(by_product.size());
    for (const auto& [product, quantity] : by_product) {
        sums.push_back({product, quantity});
    }
    return sums;
}

Result<void> StockService::reserve(Transaction& tx, const std::vector<StockLine>& lines) {
    std::vector<StockLine> reserved;
    std::vector<LackingLine> lacking;
    for (const StockLine& line : summed(lines)) {
        if (store_.try_reserve(tx, line.product_id, line.quantity)) {
            reserved.push_back(line);
        } else {
            lacking.push_back(
                {line.product_id, line.quantity, store_.available(tx, line.product_id)});
        }
    }
    if (!lacking.empty()) {
        // Their rows are locked by this transaction, so nobody saw them reserved.
        for (const StockLine& line : reserved) {
            store_.try_release(tx, line.product_id, line.quantity);
        }
        return Error(Errc::conflict, "insufficient_stock",
                     "there is less in stock than was asked for")
            .member("lines", write_json(lacking));
    }
    for (const StockLine& line : reserved) {
        changed(tx, line.product_id);
    }
    return {};
}

Result<void> StockService::release(Transaction& tx, const std::vector<StockLine>& lines) {
    for (const StockLine& line : summed(lines)) {
        if (!store_.try_release(tx, line.product_id, line.quantity)) {
            return not_reserved(line.product_id);
        }
        changed(tx, line.product_id);
    }
    return {};
}

Result<void> StockService::consume(Transaction& tx, const std::vector<StockLine>& lines) {
    for (const StockLine& line : summed(lines)) {
        if (!store_.try_consume(tx, line.product_id, line.quantity)) {
            return not_reserved(line.product_id);
        }
        changed(tx, line.product_id);
    }
    return {};
}

Result<void> StockService::restock(Transaction& tx, const std::vector<StockLine>& lines) {
    for (const StockLine& line : summed(lines)) {
        store_.restock(tx, line.product_id, line.quantity);
        changed(tx, line.product_id);
    }
    return {};
}

} // namespace statybos::catalog
