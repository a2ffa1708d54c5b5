-- 0001 intent: which PaymentIntent Stripe made for which of our payments.
--
-- Written between making an intent and confirming it. Stripe takes money at the confirmation only, so
-- a key without a row has cost nobody anything, and that is certain; Stripe's own search lags behind.
CREATE TABLE payments_stripe.intent (
    idempotency_key text PRIMARY KEY CHECK (length(idempotency_key) BETWEEN 1 AND 200),
    intent_id       text NOT NULL UNIQUE CHECK (length(intent_id) BETWEEN 1 AND 200),
    created_at      timestamptz NOT NULL DEFAULT now()
);
