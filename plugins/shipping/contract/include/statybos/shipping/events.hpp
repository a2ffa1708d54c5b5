// Facts that the shipping plugin tells.
#pragma once

#include <statybos/ids.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::shipping {

/// The vendor handed an order over to somebody who knew its collection code.
struct OrderCollected {
    OrderId order_id;
    VendorId vendor_id;
};
STATYBOS_RECORD(OrderCollected, order_id, vendor_id)
STATYBOS_EVENT(OrderCollected, "shipping.order_collected.v1", order_id)

} // namespace statybos::shipping
