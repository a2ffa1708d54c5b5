-- 0002 order: one vendor's part of a purchase, with its lines as they were when it was placed.
--
-- `stock` says where the goods are: promised, gone with the money, or given back; it is what makes every
-- release happen once. An order that is not `listed` was never placed and is shown to nobody.
-- `given_back` is what the payments were told to return.
CREATE TABLE orders."order" (
    id               uuid PRIMARY KEY,
    purchase_id      uuid NOT NULL REFERENCES orders.purchase (id),
    position         integer NOT NULL CHECK (position >= 0),
    number           text NOT NULL CONSTRAINT order_number_key UNIQUE CHECK (length(number) BETWEEN 1 AND 40),
    user_id          uuid,
    vendor_id        uuid NOT NULL,
    vendor_slug      text NOT NULL,
    vendor_name      text NOT NULL,
    status           text NOT NULL DEFAULT 'pending' CHECK (status IN
                     ('pending', 'confirmed', 'shipped', 'ready_for_pickup', 'completed', 'cancelled')),
    payment_status   text NOT NULL DEFAULT 'pending' CHECK (payment_status IN
                     ('pending', 'authorized', 'paid', 'partially_refunded', 'refunded', 'failed', 'voided')),
    stock            text NOT NULL DEFAULT 'reserved' CHECK (stock IN ('reserved', 'consumed', 'released')),
    listed           boolean NOT NULL DEFAULT false,
    currency         text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    items            bigint NOT NULL CHECK (items >= 0),
    discount         bigint NOT NULL CHECK (discount BETWEEN 0 AND items),
    shipping         bigint NOT NULL CHECK (shipping >= 0),
    vat              bigint NOT NULL CHECK (vat BETWEEN 0 AND grand),
    grand            bigint NOT NULL CHECK (grand = items - discount + shipping),
    shipping_method  text NOT NULL,
    shipping_address jsonb,
    pickup_point     jsonb,
    tracking_number  text,
    given_back       bigint NOT NULL DEFAULT 0 CHECK (given_back BETWEEN 0 AND grand),
    given_back_at    timestamptz,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    UNIQUE (purchase_id, position),
    UNIQUE (purchase_id, vendor_id),
    CHECK ((status = 'cancelled') = (stock = 'released')),
    CHECK (status <> 'pending' OR stock = 'reserved'),
    CHECK (status IN ('pending', 'cancelled') OR listed)
);
CREATE INDEX order_of_user ON orders."order" (user_id, id DESC) WHERE listed;
CREATE INDEX order_of_vendor ON orders."order" (vendor_id, id DESC) WHERE listed;
CREATE INDEX order_newest ON orders."order" (id DESC) WHERE listed;

CREATE TABLE orders.line (
    id         uuid PRIMARY KEY,
    order_id   uuid NOT NULL REFERENCES orders."order" (id),
    position   integer NOT NULL CHECK (position >= 0),
    product_id uuid NOT NULL,
    title      text NOT NULL,
    unit       text NOT NULL,
    quantity   numeric(15,3) NOT NULL CHECK (quantity > 0),
    unit_price bigint NOT NULL CHECK (unit_price >= 0),
    discount   bigint NOT NULL CHECK (discount >= 0),
    vat_rate   numeric(5,2) NOT NULL CHECK (vat_rate >= 0),
    vat        bigint NOT NULL CHECK (vat BETWEEN 0 AND total),
    total      bigint NOT NULL CHECK (total >= 0),
    UNIQUE (order_id, position),
    CHECK (total + discount = round(unit_price * quantity))
);
