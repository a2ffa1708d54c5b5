// The plugin's settings as config.schema.yaml describes them.
#pragma once

#include <cstdint>
#include <string>

#include <statybos/record.hpp>

namespace statybos::shipping {

struct CollectionSettings {
    std::int32_t attempts = 5;
    std::int64_t pause = 900'000; ///< in milliseconds
};
STATYBOS_RECORD(CollectionSettings, attempts, pause)

struct Settings {
    std::string home_country;
    std::int32_t terminals_offered = 50;
    CollectionSettings collection;
};
STATYBOS_RECORD(Settings, home_country, terminals_offered, collection)

} // namespace statybos::shipping
