// /api/notifications/preferences
#pragma once

#include <map>
#include <string>

#include <statybos/router.hpp>

#include "service/preferences.hpp"

namespace statybos::notifications {

/// By event; in a request, what is left out is as by default.
struct NotificationPreferences {
    std::map<std::string, bool> email;
    std::map<std::string, bool> sms;
    std::map<std::string, bool> in_app;
};
STATYBOS_RECORD(NotificationPreferences, email, sms, in_app)
STATYBOS_LIMITS(NotificationPreferences, items(&NotificationPreferences::email, 0, 100),
                defaulted(&NotificationPreferences::email),
                items(&NotificationPreferences::sms, 0, 100),
                defaulted(&NotificationPreferences::sms),
                items(&NotificationPreferences::in_app, 0, 100),
                defaulted(&NotificationPreferences::in_app))

class PreferenceRoutes {
public:
    explicit PreferenceRoutes(Preferences& preferences) : preferences_(preferences) {}
    void declare(Host& host);

private:
    Result<NotificationPreferences> show(Ctx& ctx);
    Result<NotificationPreferences> put(Ctx& ctx, const NotificationPreferences& wanted);

    Preferences& preferences_;
};

} // namespace statybos::notifications
