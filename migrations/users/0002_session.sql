-- 0002 session: one device that is signed in.
--
-- Tokens are kept as SHA-256 only. Of a session's refresh tokens the newest is current; one that
-- was used before is proof of theft and closes the session.
CREATE TABLE users.session (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES users."user" (id),
    kind         text NOT NULL CHECK (kind IN ('token', 'cookie')),
    -- Cookie sessions: the hash of the cookie, and what X-CSRF-Token must repeat.
    cookie_hash  text UNIQUE,
    csrf_token   text,
    user_agent   text NOT NULL,
    ip           text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    closed_at    timestamptz,
    CHECK ((kind = 'cookie') = (cookie_hash IS NOT NULL)),
    CHECK ((kind = 'cookie') = (csrf_token IS NOT NULL))
);
CREATE INDEX session_user_id ON users.session (user_id) WHERE closed_at IS NULL;

CREATE TABLE users.refresh_token (
    token_hash text PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES users.session (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at    timestamptz
);
CREATE UNIQUE INDEX refresh_token_current ON users.refresh_token (session_id) WHERE used_at IS NULL;
