// The services of payments, for tests of orders: in a library of its own, because plugins' rooms
// have the same names.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <statybos/catalog/stock.hpp>
#include <statybos/payments/events.hpp>
#include <statybos/testing/fake_host.hpp>

namespace statybos::orders {

class PaymentsSide {
public:
    virtual ~PaymentsSide() = default;

    /// Within the plugin's constructor.
    static std::unique_ptr<PaymentsSide> make(Host host);
    /// What its settings must hold.
    static std::string settings();

    /// What it provides, and what it needs itself.
    virtual void give_all(statybos::testing::FakeHost& host) = 0;
    virtual void complete(Transaction& tx, OrderId order) = 0;

    /// As the gateway `test` would tell it. False: refused.
    virtual bool tell(Ctx ctx, PaymentId payment, std::string_view kind, std::int64_t amount,
                      const std::string& id) = 0;
    /// Asks the gateway about up to 50 refunds that wait.
    virtual void carry_out_pending(Ctx ctx) = 0;
    /// The amount, or nothing where nothing is payable.
    virtual std::optional<std::int64_t> pay_out(Ctx ctx, VendorId vendor) = 0;
    virtual void move_last_payout(Ctx ctx, bool sent) = 0;

    /// What `ledger verify` finds.
    virtual std::vector<std::string> faults(Ctx ctx) = 0;
    virtual std::int64_t balance(Ctx ctx, const std::string& account) = 0;
};

/// The catalog's stock.
std::unique_ptr<catalog::Stock> make_stock();

} // namespace statybos::orders
