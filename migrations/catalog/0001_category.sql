-- 0001 category: a node of the navigation tree.
--
-- `vat_class` decides the VAT rate of the products in it; the rates themselves are settings.
CREATE TABLE catalog.category (
    id        uuid PRIMARY KEY,
    parent_id uuid REFERENCES catalog.category (id),
    slug      text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name_lt   text NOT NULL CHECK (length(name_lt) BETWEEN 1 AND 200),
    name_en   text NOT NULL CHECK (length(name_en) BETWEEN 1 AND 200),
    vat_class text NOT NULL DEFAULT 'standard' CHECK (vat_class IN ('standard', 'reduced', 'zero')),
    position  integer NOT NULL DEFAULT 0,
    CHECK (parent_id <> id)
);
CREATE INDEX category_parent_id ON catalog.category (parent_id);
