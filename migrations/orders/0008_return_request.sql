-- 0008 return_request: a buyer's wish to send goods back, and what the vendor makes of it.
--
-- While it is open its quantities stand in `line.returning_quantity`, so that nothing is sent back, or paid
-- back, twice. `refund_id` is the refund that ended it.
CREATE TABLE orders.return_request (
    id         uuid PRIMARY KEY,
    order_id   uuid NOT NULL REFERENCES orders."order" (id),
    vendor_id  uuid NOT NULL,
    status     text NOT NULL DEFAULT 'requested'
               CHECK (status IN ('requested', 'accepted', 'rejected', 'received', 'refunded')),
    reason     text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    refund_id  uuid UNIQUE REFERENCES orders.refund (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((status = 'refunded') = (refund_id IS NOT NULL))
);
CREATE INDEX return_request_order_id ON orders.return_request (order_id);
CREATE INDEX return_request_vendor_id ON orders.return_request (vendor_id, id DESC);

CREATE TABLE orders.return_line (
    return_id uuid NOT NULL REFERENCES orders.return_request (id),
    line_id   uuid NOT NULL REFERENCES orders.line (id),
    position  integer NOT NULL CHECK (position >= 0),
    quantity  numeric(15,3) NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (return_id, line_id)
);

CREATE TABLE orders.return_status_change (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    return_id uuid NOT NULL REFERENCES orders.return_request (id),
    status    text NOT NULL,
    by        text NOT NULL CHECK (by IN ('buyer', 'vendor', 'admin', 'system')),
    user_id   uuid,
    note      text,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (return_id, status)
);

-- Since when the goods are out of the vendor's hands: such orders complete by themselves.
ALTER TABLE orders."order" ADD handed_over_at timestamptz;
UPDATE orders."order" o SET handed_over_at = (SELECT max(h.at) FROM orders.status_change h
    WHERE h.order_id = o.id AND h.status IN ('shipped', 'ready_for_pickup'))
 WHERE o.status IN ('shipped', 'ready_for_pickup', 'completed');
CREATE INDEX order_handed_over ON orders."order" (handed_over_at) WHERE status IN ('shipped', 'ready_for_pickup');
