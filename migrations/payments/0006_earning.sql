-- 0006 earning: what a vendor gets of one order, as agreed when the order was written down.
--
-- amount is what the buyer pays, delivery included; commission and its VAT are frozen here and line by
-- line. What has come of it (captured, charged back, refunds) decides what is left of the earning; the
-- arithmetic is in docs/commission.md. `payable_from` is set when the order completes, `payable_at` when
-- the earning moved to the vendor's payable account.
CREATE TABLE payments.earning (
    order_id             uuid PRIMARY KEY REFERENCES payments.payment_share (order_id),
    payment_id           uuid NOT NULL REFERENCES payments.payment (id),
    vendor_id            uuid NOT NULL,
    order_number         text NOT NULL,
    currency             text NOT NULL,
    amount               bigint NOT NULL CHECK (amount >= 0),
    shipping             bigint NOT NULL CHECK (shipping BETWEEN 0 AND amount),
    marketplace_discount bigint NOT NULL CHECK (marketplace_discount >= 0),
    commission           bigint NOT NULL CHECK (commission >= 0),
    commission_vat       bigint NOT NULL CHECK (commission_vat >= 0),
    captured             bigint NOT NULL DEFAULT 0 CHECK (captured BETWEEN 0 AND amount),
    charged_back         bigint NOT NULL DEFAULT 0 CHECK (charged_back >= 0),
    captured_at          timestamptz,
    payable_from         timestamptz,
    payable_at           timestamptz,
    CHECK (payable_at IS NULL OR payable_from IS NOT NULL)
);
CREATE INDEX earning_payment_id ON payments.earning (payment_id);
CREATE INDEX earning_vendor_id ON payments.earning (vendor_id, order_id DESC);
CREATE INDEX earning_on_hold ON payments.earning (payable_from)
    WHERE payable_from IS NOT NULL AND payable_at IS NULL;

-- Shares from before the ledger: nothing was agreed on them, and what was captured is not in the ledger.
INSERT INTO payments.earning (order_id, payment_id, vendor_id, order_number, currency, amount, shipping,
    marketplace_discount, commission, commission_vat)
    SELECT s.order_id, s.payment_id, s.vendor_id, p.purchase_number, p.currency, s.amount, 0, 0, 0, 0
      FROM payments.payment_share s JOIN payments.payment p ON p.id = s.payment_id;

-- The commission on one line of an order, with the rule and the rate that decided it.
CREATE TABLE payments.commission (
    line_id    uuid PRIMARY KEY,
    order_id   uuid NOT NULL REFERENCES payments.earning (order_id),
    position   integer NOT NULL,
    product_id uuid NOT NULL,
    rule_id    uuid NOT NULL,
    rate       numeric(5, 2) NOT NULL CHECK (rate BETWEEN 0 AND 100),
    net        bigint NOT NULL CHECK (net >= 0),
    gross      bigint NOT NULL CHECK (gross >= 0),
    fee        bigint NOT NULL CHECK (fee BETWEEN 0 AND net),
    UNIQUE (order_id, position)
);

-- The goods' part of a refund, and line by line. A refund that let an authorization go moved no money.
ALTER TABLE payments.refund
    ADD items bigint NOT NULL DEFAULT 0 CHECK (items BETWEEN 0 AND amount),
    ADD voided boolean NOT NULL DEFAULT false;
CREATE TABLE payments.refund_line (
    refund_id uuid NOT NULL REFERENCES payments.refund (id),
    line_id   uuid NOT NULL REFERENCES payments.commission (line_id),
    amount    bigint NOT NULL CHECK (amount > 0),
    PRIMARY KEY (refund_id, line_id)
);
CREATE INDEX refund_line_line_id ON payments.refund_line (line_id);
