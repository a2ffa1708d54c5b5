-- 0004 idempotency_key: answers that a repeated request gets again.
--
-- A row without a status is a claim: its request is being worked on, by any node. A claim whose node
-- died is free again when expires_at has passed; an answer is kept for 24 hours. `scope` says whose
-- key it is ("user <id>", "token <SHA-256>", "address <ip>"), `hash` is the SHA-256 of method,
-- target and body, so that a key used for something else is noticed.
CREATE TABLE kernel.idempotency_key (
    scope      text COLLATE "C" NOT NULL CHECK (length(scope) <= 100),
    key        text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    hash       text NOT NULL CHECK (length(hash) = 64),
    status     integer CHECK (status BETWEEN 200 AND 299),
    headers    text,
    body       bytea,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (scope, key),
    CHECK ((status IS NULL) = (headers IS NULL)),
    CHECK ((status IS NULL) = (body IS NULL))
);
CREATE INDEX idempotency_key_expires_at ON kernel.idempotency_key (expires_at);
