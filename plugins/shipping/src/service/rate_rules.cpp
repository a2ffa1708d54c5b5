#include "service/rate_rules.hpp"

#include <algorithm>

namespace statybos::shipping {
namespace {

// Heavier than anything on a road: a thousand tonnes. Keeps all products below within 64 bits.
constexpr std::int64_t most_grams = 1'000'000'000;

std::int64_t started_thousands(std::int64_t count) {
    return (count + 999) / 1000;
}

std::optional<Money> price_by_weight(const RateRow& rate, std::int64_t grams, Currency currency) {
    for (const BandRow& band : rate.bands) {
        if (!band.up_to_grams || grams <= *band.up_to_grams) {
            return Money{band.price, currency};
        }
    }
    if (!rate.per_kg || rate.bands.empty()) {
        return std::nullopt;
    }
    const BandRow& last = rate.bands.back();
    const std::int64_t more = started_thousands(grams - *last.up_to_grams);
    return Money{last.price, currency} + times(Money{*rate.per_kg, currency}, Quantity::of(more));
}

// Absent: that far, or from an unknown place, the rate does not go.
std::optional<Money> price_by_distance(const RateRow& rate, std::optional<std::int64_t> metres,
                                       Currency currency) {
    if (!rate.per_km && !rate.up_to_km) {
        return Money{0, currency};
    }
    if (!metres && !rate.assumed_km) {
        return std::nullopt;
    }
    const std::int64_t km = metres ? started_thousands(*metres) : *rate.assumed_km;
    if (rate.up_to_km && km > *rate.up_to_km) {
        return std::nullopt;
    }
    const std::int64_t charged = std::max<std::int64_t>(0, km - rate.included_km.value_or(0));
    return times(Money{rate.per_km.value_or(0), currency}, Quantity::of(charged));
}

} // namespace

const RateRow* rate_for(const std::vector<ZoneRow>& zones, const std::vector<RateRow>& rates,
                        std::string_view method, VendorId vendor, const Place& place) {
    const RateRow* common = nullptr;
    for (const ZoneRow& zone : zones) {
        if (!covers(zone, place)) {
            continue;
        }
        for (const RateRow& rate : rates) {
            if (rate.zone_id != zone.id || rate.method != method) {
                continue;
            }
            if (rate.vendor_id == vendor) {
                return &rate;
            }
            if (!rate.vendor_id && common == nullptr) {
                common = &rate;
            }
        }
    }
    return common;
}

std::optional<Money> price_of(const RateRow& rate, const Load& load) {
    const Currency currency = load.goods.currency;
    if (!rate.offered || rate.currency != currency.code() || load.grams < 0 ||
        load.grams > most_grams) {
        return std::nullopt;
    }
    const auto weight = price_by_weight(rate, load.grams, currency);
    const auto distance = price_by_distance(rate, load.metres, currency);
    if (!weight || !distance) {
        return std::nullopt;
    }
    if (rate.free_from && load.goods.minor >= *rate.free_from) {
        return Money{0, currency};
    }
    return *weight + *distance;
}

} // namespace statybos::shipping
