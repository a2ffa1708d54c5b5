// The classes of this module that a source fork may replace: decisions that no contract covers.
#pragma once

#include <memory>

#include "service/carts.hpp"
#include "service/drafting.hpp"
#include "service/orders.hpp"

namespace statybos::orders {

/// A fork overrides a maker and returns a class derived from the one that stands here.
struct Parts {
    virtual ~Parts() = default;

    /// What may stand in a cart.
    virtual std::unique_ptr<Carts> make_carts(Host host, CartStore& store,
                                              Use<catalog::ProductReader> products,
                                              Use<users::VendorReader> vendors,
                                              Pricing& pricing) const {
        return std::make_unique<Carts>(host, store, products, vendors, pricing);
    }

    /// What may be ordered, and what the purchase comes to.
    virtual std::unique_ptr<Drafting> make_drafting(Host host, Quoting& quoting, Pricing& pricing,
                                                    VatNumbers& vat_numbers,
                                                    Use<users::UserReader> users,
                                                    Use<payments::Payments> payments) const {
        return std::make_unique<Drafting>(host, quoting, pricing, vat_numbers, users, payments);
    }

    /// Who sees an order, and what steps they may take.
    virtual std::unique_ptr<Orders> make_orders(PurchaseStore& purchases, OrderStore& orders,
                                                Refunds& refunds, Settlement& settlement,
                                                Use<OrderTransitions> transitions,
                                                Use<shipping::CollectionCodes> codes) const {
        return std::make_unique<Orders>(purchases, orders, refunds, settlement, transitions, codes);
    }
};

} // namespace statybos::orders
