// The classes of this module that a source fork may replace: decisions that no contract covers.
#pragma once

#include <memory>

#include "service/carts.hpp"
#include "service/drafting.hpp"
#include "service/orders.hpp"
#include "settings.hpp"

namespace statybos::orders {

/// A fork overrides a maker and returns a class derived from the one that stands here.
struct Parts {
    virtual ~Parts() = default;

    /// What may stand in a cart.
    virtual std::unique_ptr<Carts> make_carts(Host host, CartStore& store,
                                              Use<catalog::ProductReader> products,
                                              Use<users::VendorReader> vendors) const {
        return std::make_unique<Carts>(host, store, products, vendors);
    }

    /// What may be ordered, and what the purchase comes to.
    virtual std::unique_ptr<Drafting> make_drafting(Host host, Quoting& quoting,
                                                    Use<users::UserReader> users,
                                                    Use<payments::Payments> payments,
                                                    const Settings& settings) const {
        return std::make_unique<Drafting>(host, quoting, users, payments, settings);
    }

    /// Who sees an order, and what steps they may take.
    virtual std::unique_ptr<Orders> make_orders(PurchaseStore& purchases, OrderStore& orders,
                                                Settlement& settlement,
                                                Use<shipping::CollectionCodes> codes) const {
        return std::make_unique<Orders>(purchases, orders, settlement, codes);
    }
};

} // namespace statybos::orders
