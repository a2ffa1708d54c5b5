// The plugin's settings as config.schema.yaml describes them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <statybos/record.hpp>

namespace statybos::sms_kannel {

enum class Method : std::uint8_t { post, get };
STATYBOS_ENUM(Method, post, get)

enum class WhenUnsure : std::uint8_t { skip, repeat };
STATYBOS_ENUM(WhenUnsure, skip, repeat)

struct DeliveryReports {
    std::string url; ///< empty: none
    std::int32_t mask = 3;
};
STATYBOS_RECORD(DeliveryReports, url, mask)

struct Settings {
    std::string url;
    std::string username;
    std::string password;
    std::string sender;
    Method method = Method::post;
    std::string country_code = "370";
    std::vector<std::string> trunk_prefixes;
    DeliveryReports delivery_reports;
    WhenUnsure when_unsure = WhenUnsure::skip;
    std::int64_t timeout = 5'000; ///< milliseconds
};
STATYBOS_RECORD(Settings, url, username, password, sender, method, country_code, trunk_prefixes,
                delivery_reports, when_unsure, timeout)

} // namespace statybos::sms_kannel
