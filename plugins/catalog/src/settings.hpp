// The plugin's settings as config.schema.yaml describes them.
#pragma once

#include <cstdint>
#include <string>

#include <statybos/money.hpp>
#include <statybos/record.hpp>

namespace statybos::catalog {

struct Settings {
    std::string currency;
    std::int64_t image_max_bytes = 0;
    std::int64_t image_max_pixels = 0;
    std::int64_t images_per_product = 0;
};
STATYBOS_RECORD(Settings, currency, image_max_bytes, image_max_pixels, images_per_product)

} // namespace statybos::catalog
