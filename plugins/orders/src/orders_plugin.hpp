// The plugin on one screen: settings in, services made, routes declared, events heard.
#pragma once

#include <statybos/plugin.hpp>

#include "http/cart_routes.hpp"
#include "http/checkout_routes.hpp"
#include "http/order_routes.hpp"
#include "http/refund_routes.hpp"
#include "parts.hpp"
#include "service/checkout.hpp"
#include "service/completion.hpp"
#include "service/order_numbering.hpp"
#include "service/plain_tax_rules.hpp"
#include "service/recovery.hpp"
#include "service/returns.hpp"
#include "settings.hpp"

namespace statybos::orders {

class OrdersPlugin : public Plugin {
public:
    explicit OrdersPlugin(Host host, const Parts& parts = Parts());

private:
    void listen(Host& host);

    Settings settings_;
    CartStore cart_store_;
    PurchaseStore purchase_store_;
    OrderStore order_store_;
    RefundStore refund_store_;
    ReturnStore return_store_;
    RandomNumbers random_numbers_;
    PlainTaxRules plain_tax_rules_;
    PlainTransitions plain_transitions_;
    // Its own contracts too are called as others may have decorated them.
    Use<OrderTransitions> transitions_;
    Use<catalog::Stock> stock_;
    Use<payments::Payments> payments_;
    Use<Vouchers> vouchers_;
    Pricing pricing_;
    VatNumbers vat_numbers_;
    std::unique_ptr<Carts> carts_;
    Quoting quoting_;
    std::unique_ptr<Drafting> drafting_;
    Refunds refunds_;
    Settlement settlement_;
    Checkout checkout_;
    Recovery recovery_;
    Completion completion_;
    Returns returns_;
    std::unique_ptr<Orders> orders_;
    CartRoutes cart_routes_;
    CheckoutRoutes checkout_routes_;
    OrderRoutes order_routes_;
    RefundRoutes refund_routes_;
};

} // namespace statybos::orders
