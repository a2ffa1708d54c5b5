#include "service/pickup.hpp"

#include <algorithm>

namespace statybos::shipping {

bool all_lines_allow(const ShippingQuestion& question, std::string_view kind) {
    return std::all_of(question.lines.begin(), question.lines.end(), [&](const ParcelLine& line) {
        return std::find(line.kinds.begin(), line.kinds.end(), kind) != line.kinds.end();
    });
}

Result<std::optional<ShippingOffer>> Pickup::offer(Ctx&, const ShippingQuestion& question) {
    const auto currency = Currency::parse(question.currency);
    if (!currency || !all_lines_allow(question, "pickup")) {
        return std::optional<ShippingOffer>();
    }
    const bool lithuanian = question.language == "lt";
    ShippingOffer offer;
    offer.name = (lithuanian ? "Atsiėmimas: " : "Pickup: ") + question.vendor_city;
    offer.price = Money{0, *currency};
    offer.estimate = lithuanian ? "Susitarus su pardavėju" : "By arrangement with the vendor";
    return std::optional<ShippingOffer>(std::move(offer));
}

} // namespace statybos::shipping
