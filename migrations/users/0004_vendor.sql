-- 0004 vendor: who sells. A user has at most one.
CREATE TABLE users.vendor (
    id                  uuid PRIMARY KEY,
    user_id             uuid NOT NULL UNIQUE REFERENCES users."user" (id),
    slug                text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 80),
    display_name        text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
    kind                text NOT NULL CHECK (kind IN ('private', 'business')),
    description         text NOT NULL DEFAULT '',
    location            jsonb NOT NULL,
    company             jsonb,
    iban                text NOT NULL,
    verification_status text NOT NULL DEFAULT 'pending'
                        CHECK (verification_status IN ('pending', 'verified', 'rejected', 'suspended')),
    verification_reason text,
    rating_sum          bigint NOT NULL DEFAULT 0 CHECK (rating_sum >= 0),
    rating_count        integer NOT NULL DEFAULT 0 CHECK (rating_count >= 0),
    -- Told by the catalog.
    product_count       bigint NOT NULL DEFAULT 0 CHECK (product_count >= 0),
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CHECK (kind = 'business' OR company IS NULL),
    CHECK (kind = 'private' OR company IS NOT NULL)
);
CREATE INDEX vendor_public ON users.vendor (created_at, id) WHERE verification_status = 'verified';
