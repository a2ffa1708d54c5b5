// Facts that the notifications plugin tells.
#pragma once

#include <optional>
#include <string>

#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::notifications {

STATYBOS_ID(NotificationId)

/// A notification as its reader sees it in the application and on /api/stream.
struct NotificationView {
    NotificationId id;
    std::string event;
    std::string title;
    std::string text;
    std::optional<std::string> link;
    std::optional<Instant> read_at;
    Instant created_at;
};
STATYBOS_RECORD(NotificationView, id, event, title, text, link, read_at, created_at)

/// A user has something new to read in the application.
struct NotificationAdded {
    UserId user_id;
    NotificationView notification;
};
STATYBOS_RECORD(NotificationAdded, user_id, notification)
STATYBOS_EVENT(NotificationAdded, "notifications.notification_added.v1", user_id)

} // namespace statybos::notifications
