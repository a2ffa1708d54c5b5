// Rows of notifications.notification and notifications.dispatch.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/notifications/notification_channel.hpp>
#include <statybos/transaction.hpp>

namespace statybos::notifications {

STATYBOS_ID(NotificationId)

struct NotificationRow {
    NotificationId id;
    std::string event;
    std::string title;
    std::string text;
    std::optional<std::string> link;
    std::optional<Instant> read_at;
    Instant created_at;
};
STATYBOS_RECORD(NotificationRow, id, event, title, text, link, read_at, created_at)

class NotificationStore {
public:
    /// For the application; a key that is there already changes nothing.
    void insert(Transaction& tx, NotificationId id, const Notification& notification);
    std::vector<NotificationRow> list(Session& session, UserId user,
                                      std::optional<NotificationId> after, std::int32_t limit);
    /// Keeps the first time. False when the user has no such notification.
    bool mark_read(Session& session, NotificationId id, UserId user);

    /// False when it is on its way already.
    bool add_dispatch(Transaction& tx, std::string_view channel, const Notification& notification);
    /// What is still to be delivered, or nothing.
    std::optional<Json> find_dispatch(Session& session, std::string_view key,
                                      std::string_view channel);
    void mark_delivered(Session& session, std::string_view key, std::string_view channel);
    void mark_refused(Session& session, std::string_view key, std::string_view channel,
                      std::string_view reason);
};

} // namespace statybos::notifications
