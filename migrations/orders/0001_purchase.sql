-- 0001 purchase: one payment over the orders of one or more vendors.
--
-- `placing`: prepared, the request that pays for it is under way or has died; nobody sees it. `waiting`: the
-- buyer was told that the payment is still to come. `placed`: paid or authorized. `cancelled`: a waiting one
-- that was called off or expired. `undone`: was never placed; kept so that money that arrives after all is
-- recognised and given back.
--
-- `scope` says whose Idempotency-Key it is: a user's or an anonymous cart's. A purchase that was undone
-- leaves its key free.
CREATE TABLE orders.purchase (
    id               uuid PRIMARY KEY,
    number           text NOT NULL CONSTRAINT purchase_number_key UNIQUE CHECK (length(number) BETWEEN 1 AND 40),
    user_id          uuid,
    scope            text NOT NULL,
    idempotency_key  text CHECK (length(idempotency_key) <= 200),
    status           text NOT NULL DEFAULT 'placing'
                     CHECK (status IN ('placing', 'waiting', 'placed', 'cancelled', 'undone')),
    payment_id       uuid NOT NULL UNIQUE,
    gateway          text NOT NULL,
    currency         text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    total            bigint NOT NULL CHECK (total >= 0),
    billing          jsonb NOT NULL,
    email            text NOT NULL,
    language         text NOT NULL,
    -- SHA-256 of the token that a guest got.
    guest_token_hash text UNIQUE,
    created_at       timestamptz NOT NULL DEFAULT now(),
    checked_at       timestamptz,
    placed_at        timestamptz,
    CHECK (status <> 'placed' OR placed_at IS NOT NULL),
    CHECK ((user_id IS NULL) = (guest_token_hash IS NOT NULL))
);
CREATE UNIQUE INDEX purchase_key ON orders.purchase (scope, idempotency_key)
    WHERE idempotency_key IS NOT NULL AND status <> 'undone';
CREATE INDEX purchase_open ON orders.purchase (created_at) WHERE status IN ('placing', 'waiting');
