// The plugin's settings as config.schema.yaml describes them; durations in milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/percent.hpp>
#include <statybos/record.hpp>

namespace statybos::orders {

/// How long orders wait that are paid by a gateway that takes its time.
struct GatewayLifetime {
    std::string gateway;
    std::int64_t lifetime = 0;
};
STATYBOS_RECORD(GatewayLifetime, gateway, lifetime)

struct Settings {
    std::int64_t order_lifetime = 0;
    std::vector<GatewayLifetime> order_lifetimes;
    std::int64_t completion_after = 0;
    std::int64_t completion_interval = 0;
    std::int64_t recovery_interval = 0;
    std::int64_t recovery_after = 0;
    std::int64_t abandon_after = 0;
    std::int64_t cart_lifetime = 0;
    Percent delivery_vat_rate;
    bool secure_cookies = true;

    /// How long an order waits for its payment.
    std::int64_t lifetime_of(std::string_view gateway) const {
        for (const GatewayLifetime& known : order_lifetimes) {
            if (known.gateway == gateway) {
                return known.lifetime;
            }
        }
        return order_lifetime;
    }
};
STATYBOS_RECORD(Settings, order_lifetime, order_lifetimes, completion_after, completion_interval,
                recovery_interval, recovery_after, abandon_after, cart_lifetime, delivery_vat_rate,
                secure_cookies)

} // namespace statybos::orders
