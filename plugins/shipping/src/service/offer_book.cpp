#include "service/offer_book.hpp"

#include <algorithm>
#include <set>

#include "service/distance_rules.hpp"
#include "service/rate_rules.hpp"
#include "service/terminals.hpp"

namespace statybos::shipping {
namespace {

std::optional<std::int64_t> grams_of(const ShippingQuestion& question) {
    std::int64_t grams = 0;
    for (const ParcelLine& line : question.lines) {
        if (__builtin_add_overflow(grams, line.weight_grams, &grams)) {
            return std::nullopt;
        }
    }
    return grams;
}

std::optional<std::int64_t> metres_of(const ShippingQuestion& question) {
    const auto from = coordinates_of(question.vendor_lat, question.vendor_lon);
    const auto to = question.address ? coordinates_of(question.address->lat, question.address->lon)
                                     : std::nullopt;
    return from && to ? std::optional(metres_between(*from, *to)) : std::nullopt;
}

std::string name_of(const RateRow& rate, bool lithuanian) {
    const auto& own = lithuanian ? rate.name_lt : rate.name_en;
    const char* usual = rate.carrier
                            ? (lithuanian ? "Paštomatas" : "Parcel terminal")
                            : (lithuanian ? "Pristatymas į namus" : "Delivery to your door");
    return own.value_or(usual);
}

std::string estimate_of(const RateRow& rate, bool lithuanian) {
    const auto& own = lithuanian ? rate.estimate_lt : rate.estimate_en;
    return own.value_or(lithuanian ? "1–3 darbo dienos" : "1–3 working days");
}

} // namespace

bool all_lines_allow(const ShippingQuestion& question, std::string_view kind) {
    return std::all_of(question.lines.begin(), question.lines.end(), [&](const ParcelLine& line) {
        return std::find(line.kinds.begin(), line.kinds.end(), kind) != line.kinds.end();
    });
}

OfferBook::OfferBook(OfferRows rows, std::string home_country)
    : rows_(std::move(rows)), home_country_(std::move(home_country)) {}

std::vector<std::string> OfferBook::methods() const {
    std::set<std::string> names;
    for (const RateRow& rate : rows_.rates) {
        names.insert(rate.method);
    }
    return {names.begin(), names.end()};
}

Place OfferBook::place_of(const ShippingQuestion& question) const {
    return question.address ? Place{question.address->country, question.address->postal_code}
                            : Place{home_country_, {}};
}

const TerminalRow* OfferBook::chosen_by(const ShippingQuestion& question) const {
    const auto found =
        std::find_if(rows_.terminals.begin(), rows_.terminals.end(), [&](const TerminalRow& known) {
            return question.pickup_point_id == terminal_id(known);
        });
    return found == rows_.terminals.end() ? nullptr : &*found;
}

const RateRow* OfferBook::rate_of(std::string_view method, const ShippingQuestion& question) const {
    // A terminal is a place of its own: it decides what the way there costs, but only the way
    // there.
    if (const TerminalRow* chosen = chosen_by(question)) {
        const RateRow* rate = rate_for(rows_.zones, rows_.rates, method, question.vendor_id,
                                       {chosen->country, chosen->postal_code});
        if (rate != nullptr && rate->carrier == chosen->carrier) {
            return rate;
        }
    }
    return rate_for(rows_.zones, rows_.rates, method, question.vendor_id, place_of(question));
}

std::optional<ShippingOffer> OfferBook::offer(std::string_view method,
                                              const ShippingQuestion& question) const {
    const auto grams = grams_of(question);
    const RateRow* rate = rate_of(method, question);
    if (rate == nullptr || !grams || question.goods.currency.code() != question.currency ||
        !all_lines_allow(question, "delivery")) {
        return std::nullopt;
    }
    const auto price = price_of(*rate, {*grams, question.goods, metres_of(question)});
    if (!price) {
        return std::nullopt;
    }
    const bool lithuanian = question.language == "lt";
    ShippingOffer offer;
    offer.name = name_of(*rate, lithuanian);
    offer.price = *price;
    offer.estimate = estimate_of(*rate, lithuanian);
    offer.needs_address = !rate->carrier;
    if (rate->carrier) {
        offer.pickup_points = terminals_for(*rate, question);
        if (offer.pickup_points.empty()) {
            return std::nullopt;
        }
    }
    return offer;
}

std::vector<PickupPoint> OfferBook::pickup_points_of(VendorId vendor) const {
    std::vector<PickupPoint> points;
    for (const OfferedPoint& known : rows_.points) {
        if (known.vendor_id == vendor) {
            points.push_back(known.point);
        }
    }
    return points;
}

OfferBook::Near OfferBook::near_of(const TerminalsWanted& wanted) {
    return {wanted.carrier, wanted.country, wanted.city, wanted.lat, wanted.lon};
}

TerminalsWanted OfferBook::wanted_by(const ShippingQuestion& question,
                                     const std::string& carrier) const {
    TerminalsWanted wanted;
    wanted.carrier = carrier;
    wanted.country = place_of(question).country;
    if (question.address) {
        wanted.city = question.address->city;
        wanted.lat = question.address->lat;
        wanted.lon = question.address->lon;
    }
    return wanted;
}

std::vector<TerminalsWanted>
OfferBook::terminals_wanted(const std::vector<ShippingQuestion>& questions) const {
    std::map<Near, TerminalsWanted> wanted;
    const auto names = methods();
    for (const ShippingQuestion& question : questions) {
        for (const std::string& method : names) {
            if (chosen_by(question) != nullptr || question.method.value_or(method) != method) {
                continue;
            }
            const RateRow* rate = rate_of(method, question);
            if (rate != nullptr && rate->carrier) {
                TerminalsWanted one = wanted_by(question, *rate->carrier);
                one.number = static_cast<std::int32_t>(wanted.size());
                wanted.emplace(near_of(one), one);
            }
        }
    }
    std::vector<TerminalsWanted> list;
    for (auto& [near, one] : wanted) {
        list.push_back(std::move(one));
    }
    return list;
}

void OfferBook::add_terminals(const std::vector<TerminalsWanted>& wanted,
                              const std::vector<TerminalFound>& found) {
    for (const TerminalsWanted& one : wanted) {
        std::vector<PickupPoint>& points = near_[near_of(one)];
        for (const TerminalFound& terminal : found) {
            if (terminal.number == one.number) {
                points.push_back(point_of(terminal.terminal));
            }
        }
    }
}

std::vector<PickupPoint> OfferBook::terminals_for(const RateRow& rate,
                                                  const ShippingQuestion& question) const {
    const TerminalRow* chosen = chosen_by(question);
    if (chosen != nullptr && rate.carrier == chosen->carrier) {
        return {point_of(*chosen)};
    }
    const auto known = near_.find(near_of(wanted_by(question, *rate.carrier)));
    return known == near_.end() ? std::vector<PickupPoint>() : known->second;
}

} // namespace statybos::shipping
