-- 0011 instructed: a buyer who pays elsewhere, as by bank transfer, is told how, once.
--
-- Set in the transaction that tells it. The gateway may come with its instructions after the purchase
-- stands, when its first answer was lost.
ALTER TABLE orders.purchase ADD COLUMN instructed_at timestamptz;
