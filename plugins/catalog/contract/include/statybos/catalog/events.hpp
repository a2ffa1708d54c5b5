// Facts that the catalog tells.
#pragma once

#include <statybos/ids.hpp>
#include <statybos/quantity.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::catalog {

/// The number of a vendor's public products is now `product_count`.
struct VendorProductsCounted {
    VendorId vendor_id;
    std::int64_t product_count = 0;
};
STATYBOS_RECORD(VendorProductsCounted, vendor_id, product_count)
STATYBOS_EVENT(VendorProductsCounted, "catalog.vendor_products_counted.v1", vendor_id)

/// Of a product of which nothing was left something can be bought again: goods were given back, or
/// the vendor has more.
struct ProductBackInStock {
    ProductId product_id;
    VendorId vendor_id;
    Quantity quantity; ///< what can be bought now
};
STATYBOS_RECORD(ProductBackInStock, product_id, vendor_id, quantity)
STATYBOS_EVENT(ProductBackInStock, "catalog.product_back_in_stock.v1", product_id)

} // namespace statybos::catalog
