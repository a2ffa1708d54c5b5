-- 0002 use: which purchase used which voucher, and how often each customer did.
--
-- A use stands as long as one of the orders that it lowers does; when the last one is off it is given back,
-- once. It stays when its voucher is deleted.
CREATE TABLE vouchers.use (
    purchase_id     uuid NOT NULL,
    voucher_id      uuid NOT NULL REFERENCES vouchers.voucher,
    customers       text[] NOT NULL,
    discount        bigint NOT NULL CHECK (discount >= 0),
    currency        text NOT NULL,
    standing_orders uuid[] NOT NULL,
    used_at         timestamptz NOT NULL DEFAULT now(),
    given_back_at   timestamptz,
    PRIMARY KEY (purchase_id, voucher_id),
    CONSTRAINT use_stands_with_its_orders CHECK ((standing_orders = '{}') = (given_back_at IS NOT NULL))
);
CREATE INDEX use_of_voucher ON vouchers.use (voucher_id);

-- A customer is a user, or an e-mail address, or both at once; kept as a digest, since nothing but being the
-- same one matters.
CREATE TABLE vouchers.customer (
    voucher_id uuid NOT NULL REFERENCES vouchers.voucher,
    customer   text NOT NULL,
    used       integer NOT NULL CHECK (used >= 0),
    PRIMARY KEY (voucher_id, customer)
);
