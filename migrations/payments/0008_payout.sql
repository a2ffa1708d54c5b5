-- 0008 payout: money sent to a vendor's bank account.
--
-- payout_entry says how much of which order's earning it carries; a negative one takes back what a refund
-- or chargeback left uncovered. The entries of a returned payout count no more: what they carried is
-- payable again. Whoever makes a payout locks the vendor's row of payout_vendor first.
CREATE TABLE payments.payout_vendor (
    vendor_id uuid PRIMARY KEY
);
CREATE TABLE payments.payout (
    id          uuid PRIMARY KEY,
    vendor_id   uuid NOT NULL REFERENCES payments.payout_vendor (vendor_id),
    amount      bigint NOT NULL CHECK (amount > 0),
    currency    text NOT NULL CHECK (length(currency) = 3),
    status      text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sent', 'returned')),
    reference   text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    sent_at     timestamptz,
    returned_at timestamptz,
    CHECK ((status = 'returned') = (returned_at IS NOT NULL)),
    CHECK (status <> 'sent' OR sent_at IS NOT NULL)
);
CREATE INDEX payout_vendor_id ON payments.payout (vendor_id, id DESC);
CREATE INDEX payout_pending ON payments.payout (id) WHERE status = 'pending';
CREATE TABLE payments.payout_entry (
    payout_id uuid NOT NULL REFERENCES payments.payout (id),
    order_id  uuid NOT NULL REFERENCES payments.earning (order_id),
    amount    bigint NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (payout_id, order_id)
);
CREATE INDEX payout_entry_order_id ON payments.payout_entry (order_id);
