-- 0002 vendor: what the catalog must know of vendors to list their products in one statement.
--
-- A read model of users.vendor_changed.v1, written in the transaction that publishes it.
CREATE TABLE catalog.vendor (
    id                  uuid PRIMARY KEY,
    user_id             uuid NOT NULL UNIQUE,
    slug                text NOT NULL UNIQUE,
    display_name        text NOT NULL,
    verification_status text NOT NULL,
    vat_payer           boolean NOT NULL,
    rating_average      double precision NOT NULL,
    rating_count        integer NOT NULL
);
