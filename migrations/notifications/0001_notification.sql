-- 0001 notification: what one user was told in the application.
--
-- `key` names the fact and the reader, so that hearing of it twice tells it once.
CREATE TABLE notifications.notification (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL,
    key        text NOT NULL UNIQUE,
    event      text NOT NULL,
    title      text NOT NULL,
    text       text NOT NULL,
    link       text,
    read_at    timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX notification_user_id ON notifications.notification (user_id, id DESC);

-- dispatch: one notification on its way through one channel. Delivered once, tried until then.
CREATE TABLE notifications.dispatch (
    key          text NOT NULL,
    channel      text NOT NULL,
    notification jsonb NOT NULL,
    delivered_at timestamptz,
    refused      text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (key, channel)
);
