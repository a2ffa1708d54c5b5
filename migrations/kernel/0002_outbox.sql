-- 0002 outbox: the facts that plugins published, and who still has to hear them.
--
-- A row of kernel.outbox is written in the transaction that made the fact true, so the fact exists
-- when and only when that transaction committed. It is never updated; it goes after a week, once
-- nobody waits for it.
--
-- kernel.subscriber holds every durable listener that ever ran, so that facts are kept for a plugin
-- while it is disabled. kernel.delivery has one row per event and such listener. The listener runs in
-- the transaction that sets `done`, so its effects here happen once. Deliveries of one
-- (subscriber, entity) go in the order of their ids: none while an earlier one is `waiting`; a
-- `dead` one, given up after its last attempt, is passed over.
CREATE TABLE kernel.outbox (
    id          uuid PRIMARY KEY,
    topic       text NOT NULL,
    entity      text NOT NULL,
    payload     json NOT NULL,
    traceparent text,
    at          timestamptz NOT NULL
);
CREATE INDEX outbox_at ON kernel.outbox (at);

CREATE TABLE kernel.subscriber (
    name          text PRIMARY KEY,
    topic         text NOT NULL,
    registered_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX subscriber_topic ON kernel.subscriber (topic);

CREATE TABLE kernel.delivery (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id        uuid NOT NULL REFERENCES kernel.outbox ON DELETE CASCADE,
    subscriber      text COLLATE "C" NOT NULL,
    entity          text COLLATE "C" NOT NULL,
    status          text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'done', 'dead')),
    attempts        integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    ended_at        timestamptz,
    last_error      text,
    UNIQUE (event_id, subscriber),
    CHECK ((status = 'waiting') = (ended_at IS NULL))
);
CREATE INDEX delivery_waiting ON kernel.delivery (id) WHERE status = 'waiting';
CREATE INDEX delivery_order ON kernel.delivery (subscriber, entity, id) WHERE status = 'waiting';
CREATE INDEX delivery_dead ON kernel.delivery (id) WHERE status = 'dead';
