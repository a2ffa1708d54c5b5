-- 0005 collection: an order that waits for its buyer, and the code that proves who comes for it.
--
-- Made when an order becomes ready for pickup and closed, without its code, when that is over. Every try of
-- a code is counted before it is judged; at the limit no further one is taken until `blocked_until`.
CREATE TABLE shipping.collection (
    order_id      uuid PRIMARY KEY,
    vendor_id     uuid NOT NULL,
    code          text CHECK (code ~ '^[0-9]{6}$'),
    attempts      integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    blocked_until timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    closed_at     timestamptz,
    CHECK ((code IS NULL) = (closed_at IS NOT NULL))
);
