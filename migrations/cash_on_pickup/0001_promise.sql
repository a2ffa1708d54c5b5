-- 0001 promise: what a buyer has promised to pay at the counter, and at which counters it was paid.
--
-- A promise covers a purchase; it is captured when each of its orders was paid for or is off.
CREATE TABLE cash_on_pickup.promise (
    idempotency_key text PRIMARY KEY CHECK (length(idempotency_key) BETWEEN 1 AND 200),
    payment_id      uuid NOT NULL UNIQUE,
    reference       text NOT NULL UNIQUE,
    amount          bigint NOT NULL CHECK (amount > 0),
    currency        text NOT NULL CHECK (length(currency) = 3),
    status          text NOT NULL DEFAULT 'authorized' CHECK (status IN ('authorized', 'captured', 'voided')),
    created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE cash_on_pickup.handover (
    order_id  uuid PRIMARY KEY,
    reference text NOT NULL REFERENCES cash_on_pickup.promise (reference),
    amount    bigint NOT NULL CHECK (amount >= 0),
    at        timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX handover_reference ON cash_on_pickup.handover (reference);

-- Money that the operator has to send back. Of an order that was never paid for nothing has to: such a
-- refund is `sent` from the start.
CREATE TABLE cash_on_pickup.cash_refund (
    id         uuid PRIMARY KEY,
    refund_key text NOT NULL UNIQUE,
    reference  text NOT NULL REFERENCES cash_on_pickup.promise (reference),
    amount     bigint NOT NULL CHECK (amount > 0),
    reason     text NOT NULL,
    sent_at    timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX cash_refund_reference ON cash_on_pickup.cash_refund (reference);
CREATE INDEX cash_refund_waiting ON cash_on_pickup.cash_refund (id) WHERE sent_at IS NULL;
