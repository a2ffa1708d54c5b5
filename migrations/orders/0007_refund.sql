-- 0007 refund: money of an order that goes back, line by line, with the VAT in it.
--
-- The counters on order and line bound what can be asked for, however many ask at once: those of refunds that
-- failed for good are taken off again. VAT goes back in proportion to the sum of all refunds of a line, so that
-- refunds in any parts and any order end at the line's VAT. `quantity` is 0 where only an amount went back.
CREATE TABLE orders.refund (
    id           uuid PRIMARY KEY,
    order_id     uuid NOT NULL REFERENCES orders."order" (id),
    amount       bigint NOT NULL CHECK (amount > 0),
    shipping     bigint NOT NULL CHECK (shipping BETWEEN 0 AND amount),
    shipping_vat bigint NOT NULL CHECK (shipping_vat BETWEEN 0 AND shipping),
    vat          bigint NOT NULL CHECK (vat BETWEEN 0 AND amount),
    reason       text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    restocked    boolean NOT NULL DEFAULT false,
    status       text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'succeeded', 'failed')),
    by           text NOT NULL CHECK (by IN ('buyer', 'vendor', 'admin', 'system')),
    user_id      uuid,
    created_at   timestamptz NOT NULL DEFAULT now(),
    settled_at   timestamptz,
    CHECK ((status = 'pending') = (settled_at IS NULL))
);
CREATE INDEX refund_order_id ON orders.refund (order_id);

CREATE TABLE orders.refund_line (
    refund_id uuid NOT NULL REFERENCES orders.refund (id),
    line_id   uuid NOT NULL REFERENCES orders.line (id),
    position  integer NOT NULL CHECK (position >= 0),
    quantity  numeric(15,3) NOT NULL CHECK (quantity >= 0),
    amount    bigint NOT NULL CHECK (amount > 0),
    vat       bigint NOT NULL CHECK (vat BETWEEN 0 AND amount),
    PRIMARY KEY (refund_id, line_id)
);
CREATE INDEX refund_line_line_id ON orders.refund_line (line_id);

ALTER TABLE orders."order"
    ADD refunded_shipping     bigint NOT NULL DEFAULT 0 CHECK (refunded_shipping BETWEEN 0 AND shipping),
    ADD refunded_shipping_vat bigint NOT NULL DEFAULT 0 CHECK (refunded_shipping_vat BETWEEN 0 AND shipping_vat);
ALTER TABLE orders.line
    ADD refunded_quantity  numeric(15,3) NOT NULL DEFAULT 0 CHECK (refunded_quantity >= 0),
    ADD returning_quantity numeric(15,3) NOT NULL DEFAULT 0 CHECK (returning_quantity >= 0),
    ADD restocked_quantity numeric(15,3) NOT NULL DEFAULT 0 CHECK (restocked_quantity BETWEEN 0 AND quantity),
    ADD refunded           bigint NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND total),
    ADD refunded_vat       bigint NOT NULL DEFAULT 0 CHECK (refunded_vat BETWEEN 0 AND vat),
    ADD CONSTRAINT line_refunds_bounded CHECK (refunded_quantity + returning_quantity <= quantity);
