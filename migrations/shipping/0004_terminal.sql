-- 0004 terminal: a carrier's parcel terminals, as the operator's last file listed them.
--
-- A carrier's list is only ever replaced as a whole, under the lock of its row in terminal_list.
CREATE TABLE shipping.terminal_list (
    carrier   text PRIMARY KEY CHECK (carrier ~ '^[a-z0-9_-]{1,40}$'),
    terminals integer NOT NULL CHECK (terminals > 0),
    loaded_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE shipping.terminal (
    carrier       text NOT NULL REFERENCES shipping.terminal_list (carrier) ON DELETE CASCADE,
    code          text NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
    name          text NOT NULL,
    street        text NOT NULL,
    city          text NOT NULL,
    postal_code   text NOT NULL,
    country       text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    lat           double precision CHECK (lat BETWEEN -90 AND 90),
    lon           double precision CHECK (lon BETWEEN -180 AND 180),
    opening_hours jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(opening_hours) = 'array'),
    PRIMARY KEY (carrier, code),
    CHECK ((lat IS NULL) = (lon IS NULL))
);
CREATE INDEX terminal_country ON shipping.terminal (country, carrier, city, code);
