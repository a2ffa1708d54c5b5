-- 0002 rate: what one shipping method costs in one zone, and whose rate that is.
--
-- Without a vendor it is the marketplace's and holds for all; a vendor's own stands in its place, also where
-- it says that the method is not offered. With a `carrier` the goods go to one of its parcel terminals.
-- `bands` is a list of {up_to_grams, price}, lightest first; only the last one may be without a limit.
-- Amounts are in minor units of `currency`, gross.
CREATE TABLE shipping.rate (
    id          uuid PRIMARY KEY,
    zone_id     uuid NOT NULL CONSTRAINT rate_zone_fkey REFERENCES shipping.zone (id),
    vendor_id   uuid,
    method      text NOT NULL CHECK (method ~ '^[a-z0-9_-]{1,40}$' AND method <> 'pickup'),
    carrier     text CHECK (carrier ~ '^[a-z0-9_-]{1,40}$'),
    name_lt     text,
    name_en     text,
    estimate_lt text,
    estimate_en text,
    offered     boolean NOT NULL DEFAULT true,
    currency    text CHECK (currency ~ '^[A-Z]{3}$'),
    bands       jsonb NOT NULL CHECK (jsonb_typeof(bands) = 'array'),
    per_kg      bigint CHECK (per_kg >= 0),
    per_km      bigint CHECK (per_km >= 0),
    included_km integer CHECK (included_km >= 0),
    assumed_km  integer CHECK (assumed_km >= 0),
    up_to_km    integer CHECK (up_to_km > 0),
    free_from   bigint CHECK (free_from >= 0),
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT rate_once UNIQUE NULLS NOT DISTINCT (zone_id, method, vendor_id),
    CHECK (NOT offered OR (currency IS NOT NULL AND jsonb_array_length(bands) > 0)),
    CHECK (currency IS NOT NULL OR coalesce(per_kg, per_km, free_from) IS NULL),
    CHECK (carrier IS NULL OR coalesce(per_km, up_to_km) IS NULL),
    CHECK ((name_lt IS NULL) = (name_en IS NULL)),
    CHECK ((estimate_lt IS NULL) = (estimate_en IS NULL))
);
CREATE INDEX rate_vendor_id ON shipping.rate (vendor_id, id);
