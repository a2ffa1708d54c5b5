-- 0004 cart: what somebody may come to order; a user has one, a visitor one for each token.
--
-- A line that an attempt to order has taken carries its purchase and is in nobody's sight: it goes when the
-- purchase stands, and comes back as it was when the purchase is undone.
CREATE TABLE orders.cart (
    id         uuid PRIMARY KEY,
    user_id    uuid UNIQUE,
    -- SHA-256 of the token that the visitor holds.
    token_hash text UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((user_id IS NULL) <> (token_hash IS NULL))
);
CREATE INDEX cart_anonymous ON orders.cart (updated_at) WHERE user_id IS NULL;

CREATE TABLE orders.cart_line (
    id          uuid PRIMARY KEY,
    cart_id     uuid NOT NULL REFERENCES orders.cart (id) ON DELETE CASCADE,
    product_id  uuid NOT NULL,
    quantity    numeric(15,3) NOT NULL CHECK (quantity > 0),
    purchase_id uuid REFERENCES orders.purchase (id),
    added_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX cart_line_product ON orders.cart_line (cart_id, product_id) WHERE purchase_id IS NULL;
CREATE INDEX cart_line_cart_id ON orders.cart_line (cart_id);
CREATE INDEX cart_line_purchase_id ON orders.cart_line (purchase_id) WHERE purchase_id IS NOT NULL;
