-- 0012 cancelled_earning: what a cancelled order of 0.00 still earned.
--
-- The marketplace pays for its vouchers, also when they pay for everything. Of such an order no refund
-- tells that it has gone back, so its row does.
ALTER TABLE payments.earning
    ADD cancelled_at timestamptz,
    ADD CHECK (cancelled_at IS NULL OR amount = 0);
