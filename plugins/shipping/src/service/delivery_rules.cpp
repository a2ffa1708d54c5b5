#include "service/delivery_rules.hpp"

#include <algorithm>

namespace statybos::shipping {
namespace {

constexpr std::int64_t grams_per_kg = 1000;

std::optional<Money> home_price(const Settings& settings, std::int64_t grams) {
    for (const Band& band : settings.bands) {
        if (grams <= band.up_to_kg * grams_per_kg) {
            return band.price;
        }
    }
    if (!settings.beyond) {
        return std::nullopt;
    }
    const Band& last = settings.bands.back();
    const std::int64_t above = grams - last.up_to_kg * grams_per_kg;
    const std::int64_t started_kg = (above + grams_per_kg - 1) / grams_per_kg;
    return last.price + times(settings.beyond->per_kg, Quantity::of(started_kg));
}

} // namespace

std::optional<Money> delivery_price(const Settings& settings, std::int64_t grams,
                                    std::string_view country) {
    const auto rate = std::find_if(settings.countries.begin(), settings.countries.end(),
                                   [&](const CountryRate& one) { return one.country == country; });
    const auto price = home_price(settings, grams);
    if (rate == settings.countries.end() || !price) {
        return std::nullopt;
    }
    return percent_of(*price, rate->percent * 100);
}

Result<void> check_settings(const Settings& settings) {
    const Currency currency = settings.bands.front().price.currency;
    std::int64_t before = 0;
    for (const Band& band : settings.bands) {
        if (band.up_to_kg <= before) {
            return Error(Errc::invalid, "bad_settings",
                         "bands: up_to_kg must grow from each band to the next");
        }
        if (band.price.currency != currency) {
            return Error(Errc::invalid, "bad_settings", "bands: prices must have one currency");
        }
        before = band.up_to_kg;
    }
    if (settings.beyond && settings.beyond->per_kg.currency != currency) {
        return Error(Errc::invalid, "bad_settings",
                     "beyond.per_kg must have the currency of the bands");
    }
    return {};
}

} // namespace statybos::shipping
