-- 0003 product: a vendor's lot on sale.
--
-- Stock lives here: `on_hand` is there, `reserved` of it is promised to orders. A promise is made by one
-- conditional UPDATE, and the CHECK refuses any code that gets it wrong. `status` follows from both.
CREATE FUNCTION catalog.folded(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN translate(lower($1), 'ąčęėįšųūž', 'aceeisuuz');

CREATE TABLE catalog.product (
    id               uuid PRIMARY KEY,
    vendor_id        uuid NOT NULL REFERENCES catalog.vendor (id),
    category_id      uuid NOT NULL REFERENCES catalog.category (id),
    slug             text NOT NULL UNIQUE,
    title            text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    description      text NOT NULL DEFAULT '',
    condition        text NOT NULL CHECK (condition IN ('new', 'used', 'surplus', 'refurbished')),
    currency         text NOT NULL,
    original_price   bigint NOT NULL CHECK (original_price > 0),
    discounted_price bigint CHECK (discounted_price > 0 AND discounted_price < original_price),
    price            bigint GENERATED ALWAYS AS (coalesce(discounted_price, original_price)) STORED,
    unit             text NOT NULL CHECK (unit IN ('pcs', 'm', 'm2', 'm3', 'kg', 't', 'l', 'pack', 'pallet')),
    quantity_step    numeric(15,3) NOT NULL CHECK (quantity_step > 0),
    on_hand          numeric(15,3) NOT NULL CHECK (on_hand >= 0),
    reserved         numeric(15,3) NOT NULL DEFAULT 0 CHECK (reserved >= 0 AND reserved <= on_hand),
    published        boolean NOT NULL DEFAULT true,
    status           text GENERATED ALWAYS AS (
                         CASE WHEN NOT published THEN 'draft'
                              WHEN on_hand > reserved THEN 'available'
                              WHEN reserved > 0 THEN 'reserved'
                              ELSE 'sold' END) STORED,
    weight_grams     bigint CHECK (weight_grams > 0),
    shipping         text[] NOT NULL CHECK (shipping <@ '{pickup,delivery}'::text[] AND cardinality(shipping) > 0),
    attributes       jsonb NOT NULL DEFAULT '{}',
    location         jsonb NOT NULL,
    lat              double precision GENERATED ALWAYS AS ((location ->> 'lat')::double precision) STORED,
    lon              double precision GENERATED ALWAYS AS ((location ->> 'lon')::double precision) STORED,
    search           tsvector GENERATED ALWAYS AS (
                         setweight(to_tsvector('simple', catalog.folded(title)), 'A')
                         || setweight(to_tsvector('simple', catalog.folded(description)), 'C')) STORED,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    archived_at      timestamptz
);
CREATE INDEX product_newest ON catalog.product (id DESC) WHERE status = 'available' AND archived_at IS NULL;
CREATE INDEX product_price ON catalog.product (price, id) WHERE status = 'available' AND archived_at IS NULL;
CREATE INDEX product_category_id ON catalog.product (category_id);
CREATE INDEX product_vendor_id ON catalog.product (vendor_id, id DESC);
CREATE INDEX product_search ON catalog.product USING gin (search);
