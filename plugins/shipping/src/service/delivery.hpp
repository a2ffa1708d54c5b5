// The vendor brings the goods.
#pragma once

#include <statybos/shipping/shipping_method.hpp>

#include "settings.hpp"

namespace statybos::shipping {

/// By the weight of the vendor's lines and the country (delivery_rules.hpp).
class Delivery : public ShippingMethod {
public:
    explicit Delivery(const Settings& settings) : settings_(settings) {}

    Result<std::optional<ShippingOffer>> offer(Ctx& ctx, const ShippingQuestion& question) override;

private:
    const Settings& settings_;
};

} // namespace statybos::shipping
