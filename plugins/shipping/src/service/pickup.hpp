// The buyer comes to the vendor.
#pragma once

#include <statybos/shipping/shipping_method.hpp>

#include "service/offer_books.hpp"

namespace statybos::shipping {

/// Free, for goods that all may be picked up: at one of the vendor's pickup points, or by
/// arrangement where there are none.
class Pickup final : public ShippingMethod {
public:
    explicit Pickup(OfferBooks& books) : books_(books) {}
    Result<std::optional<ShippingOffer>> offer(Ctx& ctx, const ShippingQuestion& question) override;

private:
    OfferBooks& books_;
};

} // namespace statybos::shipping
