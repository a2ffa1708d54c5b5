-- 0011 payout_key: the Idempotency-Key of whoever made a payout by hand.
--
-- The answer to a request may be lost although its payout was written down. Who asks again with the same
-- key gets that payout, and no second one.
ALTER TABLE payments.payout
    ADD COLUMN made_by uuid,
    ADD COLUMN idempotency_key text CHECK (length(idempotency_key) BETWEEN 1 AND 200);
CREATE UNIQUE INDEX payout_key ON payments.payout (vendor_id, made_by, idempotency_key)
    WHERE idempotency_key IS NOT NULL;
