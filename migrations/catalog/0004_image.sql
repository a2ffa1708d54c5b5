-- 0004 image: one picture of a product; the bytes are in the image store under the two keys.
CREATE TABLE catalog.image (
    id            uuid PRIMARY KEY,
    product_id    uuid NOT NULL REFERENCES catalog.product (id) ON DELETE CASCADE,
    key           text NOT NULL UNIQUE,
    thumbnail_key text NOT NULL UNIQUE,
    alt           text NOT NULL DEFAULT '',
    position      integer NOT NULL,
    UNIQUE (product_id, position) DEFERRABLE INITIALLY DEFERRED
);
