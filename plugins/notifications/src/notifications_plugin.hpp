// The plugin on one screen: settings in, services made, routes declared, events heard.
#pragma once

#include <statybos/plugin.hpp>

#include "http/notification_routes.hpp"
#include "service/email_channel.hpp"
#include "service/notifier.hpp"
#include "settings.hpp"

namespace statybos::notifications {

class NotificationsPlugin final : public Plugin {
public:
    explicit NotificationsPlugin(Host host);

private:
    Settings settings_;
    NotificationStore store_;
    EmailChannel email_;
    Notifier notifier_;
    NotificationRoutes routes_;
};

} // namespace statybos::notifications
