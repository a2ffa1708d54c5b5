-- 0003 signing_key: a key that access tokens are signed with (ES256).
--
-- The private part is sealed by the kernel's secret box. The newest key signs; older ones verify
-- until `retires_at`.
CREATE TABLE users.signing_key (
    id          text PRIMARY KEY,
    private_box bytea NOT NULL,
    public_x    text NOT NULL,
    public_y    text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    retires_at  timestamptz NOT NULL
);
