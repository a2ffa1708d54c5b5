-- 0003 refund: money of an order's share that goes back.
--
-- Written down first, carried out by a job that repeats until the gateway has answered. `key` makes
-- asking twice harmless.
CREATE TABLE payments.refund (
    id                uuid PRIMARY KEY,
    payment_id        uuid NOT NULL REFERENCES payments.payment (id),
    order_id          uuid NOT NULL REFERENCES payments.payment_share (order_id),
    key               text NOT NULL UNIQUE,
    amount            bigint NOT NULL CHECK (amount > 0),
    reason            text NOT NULL,
    status            text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'succeeded', 'failed')),
    gateway_reference text,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX refund_order_id ON payments.refund (order_id);
CREATE INDEX refund_pending ON payments.refund (created_at) WHERE status = 'pending';
