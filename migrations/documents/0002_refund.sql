-- 0002 refund: what is known of money that goes back, until there is a credit note for it.
--
-- Orders tell what goes back, line by line; payments tell that it has arrived; either may be heard first. A
-- credit note is due when both are known.
CREATE TABLE documents.refund (
    id       uuid PRIMARY KEY,
    order_id uuid NOT NULL,
    facts    jsonb,
    settled  boolean NOT NULL DEFAULT false,
    heard_at timestamptz NOT NULL DEFAULT now(),
    CHECK (settled OR facts IS NOT NULL)
);
CREATE INDEX refund_order_id ON documents.refund (order_id, heard_at, id);
