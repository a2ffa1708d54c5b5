#include "notifications_plugin.hpp"

STATYBOS_PLUGIN(statybos::notifications::NotificationsPlugin, "statybos.notifications", "0.1.0")
