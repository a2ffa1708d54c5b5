// The code by which a vendor knows who comes for an order.
#pragma once

#include <optional>
#include <string>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>

namespace statybos::shipping {

struct CollectionCodes {
    virtual ~CollectionCodes() = default;

    /// The six digits that the buyer tells the vendor; nothing when the order does not wait for its
    /// buyer. For the buyer's eyes only: whoever calls this has made sure who is asking.
    virtual Result<std::optional<std::string>> code_of(Session&, OrderId order_id) = 0;
};
STATYBOS_INTERFACE(CollectionCodes, "statybos.shipping.collection_codes", 1, code_of)

} // namespace statybos::shipping
