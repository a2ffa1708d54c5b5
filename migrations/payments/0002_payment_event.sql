-- 0002 payment_event: what a gateway said of a payment. Append-only.
--
-- A gateway may say a thing twice and in any order: its own id of the event makes the second time
-- harmless, and what the payment has become is computed from all of them.
CREATE TABLE payments.payment_event (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment_id       uuid NOT NULL REFERENCES payments.payment (id),
    gateway          text NOT NULL,
    gateway_event_id text NOT NULL,
    kind             text NOT NULL CHECK (kind IN ('action_required', 'authorized', 'captured', 'failed',
                     'voided', 'refunded', 'chargeback', 'mismatched')),
    amount           bigint NOT NULL CHECK (amount >= 0),
    currency         text NOT NULL,
    at               timestamptz NOT NULL,
    recorded_at      timestamptz NOT NULL DEFAULT now(),
    UNIQUE (gateway, gateway_event_id)
);
CREATE INDEX payment_event_payment_id ON payments.payment_event (payment_id, id);

CREATE FUNCTION payments.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'payment events are never changed or deleted';
END $$;
CREATE TRIGGER payment_event_append_only BEFORE UPDATE OR DELETE ON payments.payment_event
    FOR EACH ROW EXECUTE FUNCTION payments.refuse_change();
