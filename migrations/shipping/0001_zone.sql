-- 0001 zone: places that goods are sent to at the same rates.
--
-- `areas` is a list of {country, postal_codes}; an area without postal codes is the whole country. A place
-- belongs to every zone that covers it; the lowest position is asked first, among equals the oldest.
CREATE TABLE shipping.zone (
    id         uuid PRIMARY KEY,
    name       text NOT NULL CONSTRAINT zone_name_key UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
    position   integer NOT NULL CHECK (position > 0),
    areas      jsonb NOT NULL CHECK (jsonb_typeof(areas) = 'array' AND jsonb_array_length(areas) > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
