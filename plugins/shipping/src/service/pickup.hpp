// The buyer comes to the vendor.
#pragma once

#include <statybos/shipping/shipping_method.hpp>

namespace statybos::shipping {

/// Free, for goods that all may be picked up.
class Pickup final : public ShippingMethod {
public:
    Result<std::optional<ShippingOffer>> offer(Ctx& ctx, const ShippingQuestion& question) override;
};

/// Whether every line may be had in this way: "pickup" or "delivery".
bool all_lines_allow(const ShippingQuestion& question, std::string_view kind);

} // namespace statybos::shipping
