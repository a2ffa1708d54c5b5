// The plugin's settings as config.schema.yaml describes them.
#pragma once

#include <cstdint>
#include <string>

#include <statybos/record.hpp>

namespace statybos::payments {

enum class Capture : std::uint8_t { automatic, manual };
STATYBOS_ENUM(Capture, automatic, manual)

struct TestGatewaySettings {
    bool enabled = false;
    Capture capture = Capture::automatic;
    std::string webhook_secret;
    std::string action_url;
};
STATYBOS_RECORD(TestGatewaySettings, enabled, capture, webhook_secret, action_url)

struct Settings {
    std::int64_t charge_grace = 0; ///< milliseconds
    TestGatewaySettings test_gateway;
};
STATYBOS_RECORD(Settings, charge_grace, test_gateway)

} // namespace statybos::payments
