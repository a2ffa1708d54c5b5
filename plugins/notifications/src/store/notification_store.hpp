// Rows of notifications.notification: what users read in the application.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/notifications/events.hpp>
#include <statybos/notifications/notification_channel.hpp>
#include <statybos/transaction.hpp>

namespace statybos::notifications {

class NotificationStore {
public:
    /// The row that was made; nothing when its key is there already. Until the transaction ends,
    /// whoever adds one for the same user waits: so positions are in the order of the commits.
    std::optional<NotificationView> insert(Transaction& tx, NotificationId id, UserId user,
                                           const Notification& notification);
    /// The last that was committed first, from behind `after` on; nothing when the user has no such
    /// one.
    std::vector<NotificationView> list(Session& session, UserId user,
                                       std::optional<NotificationId> after, std::int32_t limit);
    /// The last that was committed; the nil id before the first.
    NotificationId newest(Session& session, UserId user);
    /// What was committed after `last`, the oldest first; all of it after the nil id, nothing when
    /// the user has no such one.
    std::vector<NotificationView> since(Session& session, UserId user, NotificationId last,
                                        std::int32_t limit);
    /// Keeps the first time. False when the user has no such notification.
    bool mark_read(Session& session, NotificationId id, UserId user);
};

} // namespace statybos::notifications
