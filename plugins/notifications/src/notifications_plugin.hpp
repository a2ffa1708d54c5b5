// The plugin on one screen: settings in, services made, routes declared, events heard.
#pragma once

#include <statybos/plugin.hpp>

#include "http/notification_routes.hpp"
#include "http/preference_routes.hpp"
#include "http/stream_routes.hpp"
#include "parts.hpp"
#include "service/email_channel.hpp"
#include "settings.hpp"

namespace statybos::notifications {

class NotificationsPlugin : public Plugin {
public:
    explicit NotificationsPlugin(Host host, const Parts& parts = Parts());

private:
    void listen(Host& host);

    Settings settings_;
    NotificationStore notifications_;
    DispatchStore dispatches_;
    PreferenceStore preference_store_;
    Preferences preferences_;
    EmailChannel email_;
    Recipients recipients_;
    Dispatching dispatching_;
    std::unique_ptr<AccountNews> account_news_;
    std::unique_ptr<OrderNews> order_news_;
    std::unique_ptr<MoneyNews> money_news_;
    std::unique_ptr<VendorNews> vendor_news_;
    NotificationRoutes notification_routes_;
    PreferenceRoutes preference_routes_;
    StreamRoutes stream_routes_;
};

} // namespace statybos::notifications
