// Facts that the catalog tells.
#pragma once

#include <statybos/ids.hpp>
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

} // namespace statybos::catalog
