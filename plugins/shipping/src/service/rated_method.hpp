// A shipping method that is nothing but its rates.
#pragma once

#include <string>

#include <statybos/shipping/shipping_method.hpp>

#include "service/offer_books.hpp"

namespace statybos::shipping {

class RatedMethod : public ShippingMethod {
public:
    RatedMethod(OfferBooks& books, std::string name) : books_(books), name_(std::move(name)) {}

    Result<std::optional<ShippingOffer>> offer(Ctx& ctx,
                                               const ShippingQuestion& question) override {
        return books_.book_for(ctx, question)->offer(name_, question);
    }

private:
    OfferBooks& books_;
    std::string name_;
};

} // namespace statybos::shipping
