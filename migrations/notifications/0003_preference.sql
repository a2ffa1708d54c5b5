-- 0003 preference: what a reader has switched on or off: [{"channel": …, "event": …, "on": …}].
--
-- One row, since readers replace it whole. What it does not name is as the event has it by default.
CREATE TABLE notifications.preference (
    user_id  uuid PRIMARY KEY,
    switches jsonb NOT NULL CHECK (jsonb_typeof(switches) = 'array')
);
