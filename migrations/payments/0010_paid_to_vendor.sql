-- 0010 paid_to_vendor: payments that the vendors take themselves, in cash.
--
-- Such a payout was made when the buyer paid: it is `sent` from the start, out of its gateway's account
-- instead of the marketplace's bank account, and carries the order's whole price. What the vendor owes
-- of it, the commission, comes off the next payout.
ALTER TABLE payments.payment ADD paid_to_vendor boolean NOT NULL DEFAULT false;
ALTER TABLE payments.payout ADD gateway text CHECK (gateway IS NULL OR status = 'sent');
