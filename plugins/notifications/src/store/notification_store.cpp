#include "store/notification_store.hpp"

namespace statybos::notifications {

std::optional<NotificationView> NotificationStore::insert(Transaction& tx, NotificationId id,
                                                          UserId user,
                                                          const Notification& notification) {
    return tx.one<NotificationView>(
        "WITH next AS (INSERT INTO notifications.reader AS r (user_id, last_position)"
        "  VALUES ($2, 1) ON CONFLICT (user_id)"
        "  DO UPDATE SET last_position = r.last_position + 1 RETURNING last_position)"
        " INSERT INTO notifications.notification"
        "  (id, user_id, position, key, event, title, text, link)"
        " SELECT $1, $2, last_position, $3, $4, $5, $6, $7 FROM next"
        " ON CONFLICT (key) DO NOTHING"
        " RETURNING id, event, title, text, link, read_at, created_at",
        id, user, notification.key, notification.event, notification.title, notification.text,
        notification.link);
}

std::vector<NotificationView> NotificationStore::list(Session& session, UserId user,
                                                      std::optional<NotificationId> after,
                                                      std::int32_t limit) {
    return session.query<NotificationView>(
        "SELECT id, event, title, text, link, read_at, created_at FROM notifications.notification"
        " WHERE user_id = $1 AND ($2::uuid IS NULL OR position < (SELECT position"
        "  FROM notifications.notification WHERE id = $2 AND user_id = $1))"
        " ORDER BY position DESC LIMIT $3",
        user, after, limit);
}

NotificationId NotificationStore::newest(Session& session, UserId user) {
    return session
        .one<NotificationId>("SELECT id FROM notifications.notification WHERE user_id = $1"
                             " ORDER BY position DESC LIMIT 1",
                             user)
        .value_or(NotificationId());
}

std::vector<NotificationView> NotificationStore::since(Session& session, UserId user,
                                                       NotificationId last, std::int32_t limit) {
    return session.query<NotificationView>(
        "SELECT id, event, title, text, link, read_at, created_at FROM notifications.notification"
        " WHERE user_id = $1 AND position > CASE WHEN $4::boolean THEN 0 ELSE (SELECT position"
        "  FROM notifications.notification WHERE id = $2 AND user_id = $1) END"
        " ORDER BY position LIMIT $3",
        user, last, limit, last.value.is_nil());
}

bool NotificationStore::mark_read(Session& session, NotificationId id, UserId user) {
    return session.execute(
               "UPDATE notifications.notification SET read_at = coalesce(read_at, now())"
               " WHERE id = $1 AND user_id = $2",
               id, user) == 1;
}

} // namespace statybos::notifications
