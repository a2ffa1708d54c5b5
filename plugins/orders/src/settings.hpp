// The plugin's settings as config.schema.yaml describes them; durations in milliseconds.
#pragma once

#include <cstdint>

#include <statybos/percent.hpp>
#include <statybos/record.hpp>

namespace statybos::orders {

struct Settings {
    std::int64_t order_lifetime = 0;
    std::int64_t recovery_interval = 0;
    std::int64_t recovery_after = 0;
    std::int64_t abandon_after = 0;
    std::int64_t cart_lifetime = 0;
    Percent delivery_vat_rate;
    bool secure_cookies = true;
};
STATYBOS_RECORD(Settings, order_lifetime, recovery_interval, recovery_after, abandon_after,
                cart_lifetime, delivery_vat_rate, secure_cookies)

} // namespace statybos::orders
