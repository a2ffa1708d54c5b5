-- 0005 commission_rule: what the marketplace takes of a sale. The operator orders the rules, and the
-- first that matches a line decides.
--
-- A rule without a position is the default: there is exactly one, it comes last and is never deleted.
-- As long as its rate is NULL, the rate of the configuration holds.
CREATE TABLE payments.commission_rule (
    id         uuid PRIMARY KEY,
    position   integer UNIQUE DEFERRABLE INITIALLY DEFERRED CHECK (position > 0),
    vendor_id  uuid,
    category   text,
    rate       numeric(5, 2) CHECK (rate BETWEEN 0 AND 100),
    currency   text,
    minimum    bigint CHECK (minimum >= 0),
    maximum    bigint CHECK (maximum >= 0),
    per_unit   bigint CHECK (per_unit >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK (position IS NULL OR rate IS NOT NULL),
    CHECK (position IS NOT NULL OR (vendor_id IS NULL AND category IS NULL)),
    CHECK (minimum <= maximum),
    CHECK (currency IS NOT NULL OR coalesce(minimum, maximum, per_unit) IS NULL)
);
CREATE UNIQUE INDEX commission_rule_default ON payments.commission_rule ((position IS NULL))
    WHERE position IS NULL;
INSERT INTO payments.commission_rule (id) VALUES (gen_random_uuid());
