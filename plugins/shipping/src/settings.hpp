// The plugin's settings as config.schema.yaml describes them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/money.hpp>
#include <statybos/record.hpp>

namespace statybos::shipping {

struct Band {
    std::int64_t up_to_kg = 0;
    Money price;
};
STATYBOS_RECORD(Band, up_to_kg, price)

struct Beyond {
    Money per_kg;
};
STATYBOS_RECORD(Beyond, per_kg)

struct CountryRate {
    std::string country;
    std::int64_t percent = 100;
};
STATYBOS_RECORD(CountryRate, country, percent)

struct Settings {
    std::string home_country;
    std::vector<Band> bands;
    std::optional<Beyond> beyond;
    std::vector<CountryRate> countries;
};
STATYBOS_RECORD(Settings, home_country, bands, beyond, countries)

} // namespace statybos::shipping
