-- 0004 test_charge: the books of the built-in gateway `test`, which stands for a bank.
--
-- It is the other side: nothing but that gateway reads or writes it.
CREATE TABLE payments.test_charge (
    idempotency_key text PRIMARY KEY,
    reference       text NOT NULL UNIQUE,
    amount          bigint NOT NULL,
    currency        text NOT NULL,
    state           text NOT NULL CHECK (state IN ('action_required', 'authorized', 'captured', 'declined', 'voided')),
    captured        bigint NOT NULL DEFAULT 0 CHECK (captured BETWEEN 0 AND amount),
    refunded        bigint NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND captured)
);
CREATE TABLE payments.test_refund (
    idempotency_key text PRIMARY KEY,
    reference       text NOT NULL REFERENCES payments.test_charge (reference),
    amount          bigint NOT NULL CHECK (amount > 0)
);
