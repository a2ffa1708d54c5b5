-- 0001 message: a text message that was given to Kannel, or may have been.
--
-- Written before Kannel is called, so that a message whose answer never came is known, and is not
-- sent a second time. What Kannel did not take has no row.
CREATE TABLE sms_kannel.message (
    id         text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
    status     text NOT NULL DEFAULT 'sending' CHECK (status IN ('sending', 'sent')),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX message_created_at ON sms_kannel.message (created_at);
