// The classes of this module that a source fork may replace: decisions that no contract covers.
#pragma once

#include <memory>

#include "service/account_news.hpp"
#include "service/money_news.hpp"
#include "service/order_news.hpp"
#include "service/vendor_news.hpp"

namespace statybos::notifications {

/// A fork overrides a maker and returns a class derived from the one that stands here: who is told
/// of what, and in which words.
struct Parts {
    virtual ~Parts() = default;

    virtual std::unique_ptr<AccountNews> make_account_news(Dispatching& dispatching,
                                                           const Recipients& recipients,
                                                           const Settings& settings,
                                                           Use<users::UserReader> users) const {
        return std::make_unique<AccountNews>(dispatching, recipients, settings, users);
    }
    virtual std::unique_ptr<OrderNews> make_order_news(Dispatching& dispatching,
                                                       const Recipients& recipients,
                                                       const Settings& settings,
                                                       Use<orders::OrderReader> orders,
                                                       Use<shipping::CollectionCodes> codes) const {
        return std::make_unique<OrderNews>(dispatching, recipients, settings, orders, codes);
    }
    virtual std::unique_ptr<MoneyNews> make_money_news(Dispatching& dispatching,
                                                       const Recipients& recipients,
                                                       const Settings& settings,
                                                       Use<orders::OrderReader> orders) const {
        return std::make_unique<MoneyNews>(dispatching, recipients, settings, orders);
    }
    virtual std::unique_ptr<VendorNews>
    make_vendor_news(Dispatching& dispatching, const Recipients& recipients,
                     const Settings& settings, Use<catalog::ProductReader> products) const {
        return std::make_unique<VendorNews>(dispatching, recipients, settings, products);
    }
};

} // namespace statybos::notifications
