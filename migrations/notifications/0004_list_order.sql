-- 0004 list order: a reader's list has the order of the stream, and is read by (user_id, position).
DROP INDEX notifications.notification_user_id;
