-- 0003 pickup_point: where a vendor hands goods over, and when.
--
-- `opening_hours` is a list of {day, opens, closes}.
CREATE TABLE shipping.pickup_point (
    id            uuid PRIMARY KEY,
    vendor_id     uuid NOT NULL,
    name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    address       jsonb NOT NULL,
    opening_hours jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(opening_hours) = 'array'),
    note          text CHECK (length(note) <= 500),
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX pickup_point_vendor_id ON shipping.pickup_point (vendor_id, id);
