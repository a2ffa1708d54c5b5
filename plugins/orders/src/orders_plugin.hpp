// The plugin on one screen: settings in, services made, routes declared, events heard.
#pragma once

#include <statybos/plugin.hpp>

#include "http/cart_routes.hpp"
#include "http/checkout_routes.hpp"
#include "http/order_routes.hpp"
#include "parts.hpp"
#include "service/checkout.hpp"
#include "service/order_numbering.hpp"
#include "service/recovery.hpp"
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
    RandomNumbers random_numbers_;
    Use<catalog::Stock> stock_;
    Use<payments::Payments> payments_;
    std::unique_ptr<Carts> carts_;
    Quoting quoting_;
    std::unique_ptr<Drafting> drafting_;
    Settlement settlement_;
    Checkout checkout_;
    Recovery recovery_;
    std::unique_ptr<Orders> orders_;
    CartRoutes cart_routes_;
    CheckoutRoutes checkout_routes_;
    OrderRoutes order_routes_;
};

} // namespace statybos::orders
