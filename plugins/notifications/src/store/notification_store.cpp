#include "store/notification_store.hpp"

namespace statybos::notifications {

void NotificationStore::insert(Transaction& tx, NotificationId id,
                               const Notification& notification) {
    tx.execute("INSERT INTO notifications.notification (id, user_id, key, event, title, text, link)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (key) DO NOTHING",
               id, notification.user_id, notification.key, notification.event, notification.title,
               notification.text, notification.link);
}

std::vector<NotificationRow> NotificationStore::list(Session& session, UserId user,
                                                     std::optional<NotificationId> after,
                                                     std::int32_t limit) {
    return session.query<NotificationRow>(
        "SELECT id, event, title, text, link, read_at, created_at FROM notifications.notification"
        " WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3",
        user, after, limit);
}

bool NotificationStore::mark_read(Session& session, NotificationId id, UserId user) {
    return session.execute(
               "UPDATE notifications.notification SET read_at = coalesce(read_at, now())"
               " WHERE id = $1 AND user_id = $2",
               id, user) == 1;
}

bool NotificationStore::add_dispatch(Transaction& tx, std::string_view channel,
                                     const Notification& notification) {
    return tx.execute("INSERT INTO notifications.dispatch (key, channel, notification)"
                      " VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                      notification.key, channel, write_json(notification)) == 1;
}

std::optional<Json> NotificationStore::find_dispatch(Session& session, std::string_view key,
                                                     std::string_view channel) {
    return session.one<Json>("SELECT notification FROM notifications.dispatch WHERE key = $1"
                             " AND channel = $2 AND delivered_at IS NULL AND refused IS NULL",
                             key, channel);
}

void NotificationStore::mark_delivered(Session& session, std::string_view key,
                                       std::string_view channel) {
    session.execute("UPDATE notifications.dispatch SET delivered_at = now()"
                    " WHERE key = $1 AND channel = $2",
                    key, channel);
}

void NotificationStore::mark_refused(Session& session, std::string_view key,
                                     std::string_view channel, std::string_view reason) {
    session.execute(
        "UPDATE notifications.dispatch SET refused = $3 WHERE key = $1 AND channel = $2", key,
        channel, reason);
}

} // namespace statybos::notifications
