#include "service/stock_service.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <statybos/catalog/events.hpp>

namespace statybos::catalog {
namespace {

struct LackingLine {
    ProductId product_id;
    Quantity requested;
    Quantity available;
};
STATYBOS_RECORD(LackingLine, product_id, requested, available)

void changed(Transaction& tx, const std::vector<StockLine>& lines) {
    for (const StockLine& line : lines) {
        tx.ctx().invalidate({"product:" + line.product_id.to_string(), "products"});
    }
}

/// Parted into those lines whose product is in `done` and the rest.
std::pair<std::vector<StockLine>, std::vector<StockLine>>
parted(const std::vector<StockLine>& lines, const std::vector<ProductId>& done) {
    std::pair<std::vector<StockLine>, std::vector<StockLine>> parts;
    for (const StockLine& line : lines) {
        const bool is_done = std::find(done.begin(), done.end(), line.product_id) != done.end();
        (is_done ? parts.first : parts.second).push_back(line);
    }
    return parts;
}

void tell_back_in_stock(Transaction& tx, const std::vector<FreedProduct>& freed) {
    for (const FreedProduct& product : freed) {
        if (product.back_in_stock) {
            tx.publish(ProductBackInStock{product.id, product.vendor_id, product.quantity});
        }
    }
}

std::vector<ProductId> ids_of(const std::vector<FreedProduct>& freed) {
    std::vector<ProductId> ids;
    for (const FreedProduct& product : freed) {
        ids.push_back(product.id);
    }
    return ids;
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
    const auto wanted = summed(lines);
    const auto [reserved, missed] = parted(wanted, store_.reserve(tx, wanted));
    if (missed.empty()) {
        changed(tx, wanted);
        return {};
    }
    std::vector<LackingLine> lacking;
    const auto available = store_.available(tx, missed);
    for (std::size_t i = 0; i < missed.size(); ++i) {
        lacking.push_back({missed[i].product_id, missed[i].quantity, available[i].quantity});
    }
    // Their rows are locked by this transaction, so nobody saw them reserved.
    store_.release(tx, reserved);
    return Error(Errc::conflict, "insufficient_stock", "there is less in stock than was asked for")
        .member("lines", write_json(lacking));
}

Result<void> StockService::release(Transaction& tx, const std::vector<StockLine>& lines) {
    const auto wanted = summed(lines);
    const auto freed = store_.release(tx, wanted);
    const auto missed = parted(wanted, ids_of(freed)).second;
    if (!missed.empty()) {
        return Error(Errc::conflict, "not_reserved",
                     "more than is reserved of product " + missed.front().product_id.to_string());
    }
    changed(tx, wanted);
    tell_back_in_stock(tx, freed);
    return {};
}

Result<void> StockService::consume(Transaction& tx, const std::vector<StockLine>& lines) {
    const auto wanted = summed(lines);
    store_.consume(tx, wanted);
    changed(tx, wanted);
    return {};
}

Result<void> StockService::restock(Transaction& tx, const std::vector<StockLine>& lines) {
    const auto wanted = summed(lines);
    const auto freed = store_.restock(tx, wanted);
    changed(tx, wanted);
    tell_back_in_stock(tx, freed);
    return {};
}

} // namespace statybos::catalog
