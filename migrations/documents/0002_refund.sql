-- 0002 refund: what is known of money that goes back, until there is a credit note for it.
--
-- Orders tell what goes back, line by line (`facts`); payments tell how much has arrived (`settled`, in minor
-- units); either may be heard first. A credit note is due when both are known, or when everything arrived: that
-- needs no telling by line.
CREATE TABLE documents.refund (
    id       uuid PRIMARY KEY,
    order_id uuid NOT NULL,
    facts    jsonb,
    settled  bigint CHECK (settled > 0),
    heard_at timestamptz NOT NULL DEFAULT now(),
    CHECK (num_nonnulls(settled, facts) > 0)
);
CREATE INDEX refund_order_id ON documents.refund (order_id, heard_at, id);
