#include "service/delivery.hpp"

#include "service/delivery_rules.hpp"
#include "service/pickup.hpp"

namespace statybos::shipping {

Result<std::optional<ShippingOffer>> Delivery::offer(Ctx&, const ShippingQuestion& question) {
    std::int64_t grams = 0;
    for (const ParcelLine& line : question.lines) {
        if (__builtin_add_overflow(grams, line.weight_grams, &grams)) {
            return std::optional<ShippingOffer>();
        }
    }
    const std::string& country =
        question.address ? question.address->country : settings_.home_country;
    const auto price = delivery_price(settings_, grams, country);
    if (!price || price->currency.code() != question.currency ||
        !all_lines_allow(question, "delivery")) {
        return std::optional<ShippingOffer>();
    }
    const bool lithuanian = question.language == "lt";
    ShippingOffer offer;
    offer.name = lithuanian ? "Pristatymas į namus" : "Delivery to your door";
    offer.price = *price;
    offer.estimate = lithuanian ? "1–3 darbo dienos" : "1–3 working days";
    offer.needs_address = true;
    return std::optional<ShippingOffer>(std::move(offer));
}

} // namespace statybos::shipping
