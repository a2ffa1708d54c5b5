// The plugin's settings as config.schema.yaml describes them.
#pragma once

#include <cstdint>
#include <string>

#include <statybos/record.hpp>

namespace statybos::notifications {

struct SmtpSettings {
    std::string url;
    std::string user;
    std::string password;
    std::int64_t timeout = 0; ///< milliseconds
};
STATYBOS_RECORD(SmtpSettings, url, user, password, timeout)

struct Settings {
    std::string site_url;
    std::string sender;
    bool eml_files = false;
    SmtpSettings smtp;
    std::int64_t give_up_after = 0; ///< milliseconds
    std::string time_zone;          ///< in which messages state times
};
STATYBOS_RECORD(Settings, site_url, sender, eml_files, smtp, give_up_after, time_zone)

} // namespace statybos::notifications
