-- 0003 status_change: the history of an order; never updated or deleted.
CREATE TABLE orders.status_change (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES orders."order" (id),
    status   text NOT NULL,
    by       text NOT NULL CHECK (by IN ('buyer', 'vendor', 'admin', 'system')),
    user_id  uuid,
    note     text,
    at       timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- No order is in the same status twice.
CREATE UNIQUE INDEX status_change_once ON orders.status_change (order_id, status);
