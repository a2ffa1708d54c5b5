-- 0010 refund_key: the Idempotency-Key of whoever asked for a refund.
--
-- The answer to a request may be lost although its refund was written down. Who asks again with the same
-- key gets that refund, and no second one.
ALTER TABLE orders.refund ADD COLUMN idempotency_key text CHECK (length(idempotency_key) BETWEEN 1 AND 200);
CREATE UNIQUE INDEX refund_key ON orders.refund (order_id, user_id, idempotency_key)
    WHERE idempotency_key IS NOT NULL;
