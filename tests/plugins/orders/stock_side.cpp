#include "plugins/orders/payments_side.hpp"
#include "service/stock_service.hpp"

namespace statybos::orders {
namespace {

class RealStock final : public catalog::Stock {
public:
    Result<void> reserve(Transaction& tx, const std::vector<catalog::StockLine>& lines) override {
        return service_.reserve(tx, lines);
    }
    Result<void> release(Transaction& tx, const std::vector<catalog::StockLine>& lines) override {
        return service_.release(tx, lines);
    }
    Result<void> consume(Transaction& tx, const std::vector<catalog::StockLine>& lines) override {
        return service_.consume(tx, lines);
    }
    Result<void> restock(Transaction& tx, const std::vector<catalog::StockLine>& lines) override {
        return service_.restock(tx, lines);
    }

private:
    catalog::StockStore store_;
    catalog::StockService service_{store_};
};

} // namespace

std::unique_ptr<catalog::Stock> make_stock() {
    return std::make_unique<RealStock>();
}

} // namespace statybos::orders
