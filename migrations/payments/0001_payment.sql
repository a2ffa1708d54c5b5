-- 0001 payment: the money of one purchase, moved by one gateway.
--
-- status, authorized, captured and refunded follow from payment_event; they are written together with
-- an event and never by anything else. A closed payment is never charged again.
CREATE TABLE payments.payment (
    id                uuid PRIMARY KEY,
    purchase_id       uuid NOT NULL UNIQUE,
    purchase_number   text NOT NULL,
    gateway           text NOT NULL,
    currency          text NOT NULL,
    amount            bigint NOT NULL CHECK (amount >= 0),
    status            text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'action_required',
                      'authorized', 'paid', 'partially_refunded', 'refunded', 'failed', 'voided')),
    authorized        bigint NOT NULL DEFAULT 0 CHECK (authorized BETWEEN 0 AND amount),
    captured          bigint NOT NULL DEFAULT 0 CHECK (captured BETWEEN 0 AND amount),
    refunded          bigint NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND captured),
    gateway_reference text,
    redirect_url      text,
    decline_code      text,
    return_url        text,
    email             text,
    user_id           uuid,
    guest_token_hash  text,
    language          text NOT NULL,
    charge_started_at timestamptz,
    closed            boolean NOT NULL DEFAULT false,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX payment_gateway_reference ON payments.payment (gateway, gateway_reference);

-- One vendor's part of a payment.
CREATE TABLE payments.payment_share (
    payment_id uuid NOT NULL REFERENCES payments.payment (id),
    order_id   uuid NOT NULL PRIMARY KEY,
    vendor_id  uuid NOT NULL,
    amount     bigint NOT NULL CHECK (amount >= 0)
);
CREATE INDEX payment_share_payment_id ON payments.payment_share (payment_id);
