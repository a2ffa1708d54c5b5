// All offers for one vendor's goods.
#pragma once

#include <string>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/shipping/shipping_method.hpp>

namespace statybos::shipping {

struct ShippingOption {
    std::string method; ///< the name to choose it by
    ShippingOffer offer;
};
STATYBOS_RECORD(ShippingOption, method, offer)

struct VendorOptions {
    VendorId vendor_id;
    std::vector<ShippingOption> options; ///< in the order of the operator's YAML
};
STATYBOS_RECORD(VendorOptions, vendor_id, options)

struct Quotes {
    virtual ~Quotes() = default;

    /// One entry per question, in the same order. A method that fails is left out and logged.
    virtual Result<std::vector<VendorOptions>>
    quote(Ctx&, const std::vector<ShippingQuestion>& questions) = 0;
};
STATYBOS_INTERFACE(Quotes, "statybos.shipping.quotes", 1, quote)

} // namespace statybos::shipping
