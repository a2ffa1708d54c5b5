// The plugin on one screen: settings in, services made, routes declared, events heard.
#pragma once

#include <statybos/plugin.hpp>

#include "http/notification_routes.hpp"
#include "parts.hpp"
#include "service/email_channel.hpp"
#include "settings.hpp"

namespace statybos::notifications {

class NotificationsPlugin : public Plugin {
public:
    explicit NotificationsPlugin(Host host, const Parts& parts = Parts());

private:
    Settings settings_;
    NotificationStore store_;
    EmailChannel email_;
    std::unique_ptr<Notifier> notifier_;
    NotificationRoutes routes_;
};

} // namespace statybos::notifications
