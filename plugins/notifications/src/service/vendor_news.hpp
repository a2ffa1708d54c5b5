// What is told of vendors and their products.
#pragma once

#include <string_view>

#include <statybos/catalog/events.hpp>
#include <statybos/catalog/product_reader.hpp>
#include <statybos/users/events.hpp>

#include "service/dispatching.hpp"
#include "service/recipients.hpp"

namespace statybos::notifications {

class VendorNews {
public:
    VendorNews(Dispatching& dispatching, const Recipients& recipients, const Settings& settings,
               Use<catalog::ProductReader> products)
        : dispatching_(dispatching),
          recipients_(recipients),
          settings_(settings),
          products_(products) {}
    virtual ~VendorNews() = default;

    virtual Result<void> changed(Transaction& tx, const users::VendorChanged& vendor,
                                 const Occurrence& occurrence);
    virtual Result<void> back_in_stock(Transaction& tx, const catalog::ProductBackInStock& product,
                                       const Occurrence& occurrence);

private:
    Dispatching& dispatching_;
    const Recipients& recipients_;
    const Settings& settings_;
    Use<catalog::ProductReader> products_;
};

} // namespace statybos::notifications
