-- 0001 voucher: a code that lowers prices, and how often it may.
--
-- A code is kept trimmed and in capitals; it belongs to one voucher at a time, and is free again once that
-- one is deleted. `used` counts the uses that stand, in every voucher: a claim takes its row, so that of two
-- buyers of the last use the second finds none, and the CHECK holds whatever the code does.
CREATE TABLE vouchers.voucher (
    id                 uuid PRIMARY KEY,
    code               text NOT NULL CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,39}$'),
    kind               text NOT NULL CHECK (kind IN ('percent', 'fixed')),
    percent            numeric(5, 2) CHECK (percent > 0 AND percent <= 100),
    amount             bigint CHECK (amount > 0),
    currency           text,
    funded_by          text NOT NULL CHECK (funded_by IN ('vendor', 'marketplace')),
    vendor_id          uuid,
    category           text,
    minimum            bigint CHECK (minimum >= 0),
    starts_at          timestamptz,
    ends_at            timestamptz,
    limit_total        integer CHECK (limit_total > 0),
    limit_per_customer integer CHECK (limit_per_customer > 0),
    used               integer NOT NULL DEFAULT 0 CHECK (used >= 0),
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    deleted_at         timestamptz,
    CONSTRAINT voucher_value_fits_kind CHECK ((percent IS NOT NULL) = (kind = 'percent')
        AND (amount IS NOT NULL) = (kind = 'fixed')),
    CONSTRAINT voucher_amounts_have_currency CHECK (
        (currency IS NULL) = (coalesce(amount, minimum) IS NULL)),
    CONSTRAINT voucher_of_vendor_names_it CHECK (funded_by <> 'vendor' OR vendor_id IS NOT NULL),
    CONSTRAINT voucher_period CHECK (starts_at < ends_at),
    CONSTRAINT voucher_not_overused CHECK (used <= limit_total)
);
CREATE UNIQUE INDEX voucher_code ON vouchers.voucher (code) WHERE deleted_at IS NULL;
CREATE INDEX voucher_of_vendor ON vouchers.voucher (vendor_id, id)
    WHERE funded_by = 'vendor' AND deleted_at IS NULL;
