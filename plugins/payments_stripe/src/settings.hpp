// The plugin's settings as config.schema.yaml describes them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <statybos/record.hpp>

namespace statybos::payments_stripe {

enum class Capture : std::uint8_t { automatic, manual };
STATYBOS_ENUM(Capture, automatic, manual)

struct Settings {
    std::string secret_key;
    std::vector<std::string> webhook_secrets;
    Capture capture = Capture::automatic;
    std::vector<std::string> currencies;
    std::int64_t tolerance = 0; ///< milliseconds
    std::string url;
    std::int64_t timeout = 0; ///< milliseconds
};
STATYBOS_RECORD(Settings, secret_key, webhook_secrets, capture, currencies, tolerance, url, timeout)

} // namespace statybos::payments_stripe
