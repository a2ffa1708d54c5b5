-- 0002 reader: a user who was told something, and how often.
--
-- Positions count a user's notifications in the order of their commits: whoever adds one holds the
-- reader's row until the end. Ids cannot do that, since the transaction that makes the earlier id
-- may commit later, and a stream that goes on after the later one would never show it.
CREATE TABLE notifications.reader (
    user_id       uuid PRIMARY KEY,
    last_position bigint NOT NULL CHECK (last_position > 0)
);
ALTER TABLE notifications.notification ADD COLUMN position bigint;
UPDATE notifications.notification n SET position = numbered.position
  FROM (SELECT id, row_number() OVER (PARTITION BY user_id ORDER BY id) AS position
          FROM notifications.notification) numbered
 WHERE n.id = numbered.id;
ALTER TABLE notifications.notification ALTER COLUMN position SET NOT NULL;
ALTER TABLE notifications.notification ADD UNIQUE (user_id, position);
INSERT INTO notifications.reader (user_id, last_position)
SELECT user_id, max(position) FROM notifications.notification GROUP BY user_id;

-- dispatch: how often it was tried, and why it is not there yet.
ALTER TABLE notifications.dispatch
    ADD COLUMN attempts integer NOT NULL DEFAULT 0,
    ADD COLUMN last_error text;
