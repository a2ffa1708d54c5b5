-- 0009 refund_attempts: when a refund was first asked of its gateway, and when it will be asked again.
--
-- `asked_at` without an answer marks a refund that the gateway may know of before we know its
-- reference. Each attempt moves `next_attempt_at` further away, so that refunds which a gateway keeps
-- refusing leave room for the others.
ALTER TABLE payments.refund
    ADD asked_at timestamptz,
    ADD attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    ADD next_attempt_at timestamptz NOT NULL DEFAULT now() + interval '5 minutes';
DROP INDEX payments.refund_pending;
CREATE INDEX refund_due ON payments.refund (next_attempt_at) WHERE status = 'pending';
CREATE INDEX refund_payment_id ON payments.refund (payment_id);

-- What the buyer of a pending payment was told to do: [{"name": "reference", "value": "RF18…"}].
ALTER TABLE payments.payment ADD instructions jsonb NOT NULL DEFAULT '[]';
