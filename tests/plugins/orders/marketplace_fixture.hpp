// Carts, checkout, orders, refunds and returns on a real database, with the real payments, ledger,
// gateway and stock behind them. Vendors, products and vouchers are known by name.
#pragma once

#include <memory>

#include <gtest/gtest.h>

#include "plugins/orders/known_shop.hpp"
#include "plugins/orders/payments_side.hpp"
#include "service/checkout.hpp"
#include "service/completion.hpp"
#include "service/order_numbering.hpp"
#include "service/orders.hpp"
#include "service/plain_tax_rules.hpp"
#include "service/returns.hpp"
#include "support/plugin_database.hpp"

namespace statybos::orders {

/// The plugin's services, within reach, put together as OrdersPlugin does.
class Marketplace final : public Plugin {
public:
    explicit Marketplace(Host host)
        : Plugin(host),
          payments_side(PaymentsSide::make(host)),
          stock(host.require<catalog::Stock>()),
          payments(host.require<payments::Payments>()),
          vouchers(host.require_optional<Vouchers>()),
          pricing(host.require<TaxRules>(), vouchers),
          vat_numbers(host, host.require_optional<VatNumberValidator>()),
          carts(host, cart_store, host.require<catalog::ProductReader>(),
                host.require<users::VendorReader>(), pricing),
          quoting(host.require<shipping::Quotes>()),
          drafting(host, quoting, pricing, vat_numbers, host.require<users::UserReader>(),
                   payments),
          refunds(host, refund_store, stock, payments),
          settlement(cart_store, purchase_store, order_store, refunds, stock, payments, vouchers,
                     settings),
          checkout(host, carts, drafting, settlement, purchase_store, order_store,
                   host.require<OrderNumbers>(), stock, payments, vouchers),
          transitions_(host.require<OrderTransitions>()),
          returns(host, return_store, purchase_store, order_store, refunds),
          orders(purchase_store, order_store, refunds, settlement, transitions_,
                 host.require<shipping::CollectionCodes>()) {}

    std::unique_ptr<PaymentsSide> payments_side;
    Settings settings;
    CartStore cart_store;
    PurchaseStore purchase_store;
    OrderStore order_store;
    RefundStore refund_store;
    ReturnStore return_store;
    Use<catalog::Stock> stock;
    Use<payments::Payments> payments;
    Use<Vouchers> vouchers;
    Pricing pricing;
    VatNumbers vat_numbers;
    Carts carts;
    Quoting quoting;
    Drafting drafting;
    Refunds refunds;
    Settlement settlement;
    Checkout checkout;

private:
    Use<OrderTransitions> transitions_;

public:
    Returns returns;
    Orders orders;
};

class MarketplaceTest : public ::testing::Test {
protected:
    using Request = statybos::testing::PluginDatabase::Request;

    MarketplaceTest() : host("{" + PaymentsSide::settings() + "}"), stock(make_stock()) {
        host.give<catalog::Stock>(*stock);
        host.give<catalog::ProductReader>(products);
        host.give<catalog::CategoryReader>(categories);
        host.give<users::VendorReader>(vendors);
        host.give<users::UserReader>(users);
        host.give<shipping::Quotes>(quotes);
        host.give<shipping::CollectionCodes>(codes);
        host.give<Vouchers>(vouchers);
        host.give<TaxRules>(taxes);
        host.give<OrderTransitions>(transitions);
        host.give<OrderNumbers>(numbers);
        place = &host.create<Marketplace>();
        place->payments_side->give_all(host);
        host.sign_in(buyer, {"customer", "admin"});
        database = std::make_unique<statybos::testing::PluginDatabase>(
            host, std::vector<std::string>{"catalog", "orders", "payments"});
        products.stock_up(database->as_owner(), vendors);
        vouchers.make_table(database->as_owner());
        database->on_publish([this](Ctx ctx, std::string_view topic, std::string_view payload) {
            return hear(ctx, topic, payload);
        });
        request = std::make_unique<Request>(*database);
    }
    ~MarketplaceTest() override { request.reset(); }

    Ctx ctx() { return request->ctx(); }

    /// As the kernel delivers events within their transaction.
    Result<void> hear(Ctx ctx, std::string_view topic, std::string_view payload) {
        if (topic == "payments.payment_changed.v1") {
            Transaction tx = Transaction::join(ctx);
            return place->settlement.hear(
                tx, read_stored_json<payments::PaymentChanged>(payload).value());
        }
        if (topic == "payments.refund_settled.v1") {
            Transaction tx = Transaction::join(ctx);
            return place->settlement.hear(
                tx, read_stored_json<payments::RefundSettled>(payload).value());
        }
        if (topic == "orders.order_status_changed.v1") {
            const auto changed = read_stored_json<OrderStatusChanged>(payload).value();
            if (changed.to == OrderStatus::completed) {
                Transaction tx = Transaction::join(ctx);
                place->payments_side->complete(tx, changed.order_id);
            }
        }
        return {};
    }

    std::int64_t single(const std::string& sql) {
        return database->as_owner().lease()->query(sql)[0].integer(0);
    }

    statybos::testing::FakeHost host;
    KnownVendors vendors;
    KnownProducts products{vendors};
    KnownCategories categories;
    KnownUsers users;
    KnownQuotes quotes;
    KnownCodes codes;
    KnownVouchers vouchers{vendors.business.id};
    PlainTaxRules taxes{Percent{2100}};
    PlainTransitions transitions;
    RandomNumbers numbers;
    std::unique_ptr<catalog::Stock> stock;
    UserId buyer = UserId::make();
    Marketplace* place = nullptr;
    std::unique_ptr<statybos::testing::PluginDatabase> database;
    std::unique_ptr<Request> request;
};

} // namespace statybos::orders
