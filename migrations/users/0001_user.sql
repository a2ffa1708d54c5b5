-- 0001 user: a login.
--
-- An anonymised user keeps its row, because orders name it, but nothing that tells who it was.
CREATE TABLE users."user" (
    id                uuid PRIMARY KEY,
    email             text NOT NULL CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
    name              text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    user_type         text NOT NULL CHECK (user_type IN ('private', 'business')),
    company           jsonb,
    language          text NOT NULL DEFAULT 'lt' CHECK (language IN ('lt', 'en')),
    phone             text,
    password_hash     text NOT NULL,
    -- Tokens that were mailed are derived from it: raising it makes all of them worthless.
    secret_version    integer NOT NULL DEFAULT 1,
    roles             text[] NOT NULL DEFAULT '{customer}'
                      CHECK (roles <@ '{customer,vendor,support,admin}'::text[]),
    status            text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'anonymised')),
    email_verified_at timestamptz,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX user_email_key ON users."user" (email);
CREATE INDEX user_created_at ON users."user" (created_at, id);

-- A wrong password; counted per address, whether or not somebody has it.
CREATE TABLE users.wrong_password (
    email_hash text NOT NULL,
    at         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX wrong_password_email_hash ON users.wrong_password (email_hash, at);
