#include "service/pickup.hpp"

namespace statybos::shipping {

Result<std::optional<ShippingOffer>> Pickup::offer(Ctx& ctx, const ShippingQuestion& question) {
    const auto currency = Currency::parse(question.currency);
    if (!currency || !all_lines_allow(question, "pickup")) {
        return std::optional<ShippingOffer>();
    }
    const bool lithuanian = question.language == "lt";
    ShippingOffer offer;
    offer.name = (lithuanian ? "Atsiėmimas: " : "Pickup: ") + question.vendor_city;
    offer.price = Money{0, *currency};
    offer.pickup_points = books_.book_for(ctx, question)->pickup_points_of(question.vendor_id);
    if (offer.pickup_points.empty()) {
        offer.estimate = lithuanian ? "Susitarus su pardavėju" : "By arrangement with the vendor";
    } else {
        offer.estimate = lithuanian ? "Kai pardavėjas paruoš" : "Once the vendor has it ready";
    }
    return std::optional<ShippingOffer>(std::move(offer));
}

} // namespace statybos::shipping
