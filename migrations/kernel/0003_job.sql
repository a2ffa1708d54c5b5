-- 0003 job: durable work for later, and what recurs.
--
-- A row of kernel.job is work still to be done, or given up (`dead`); work that succeeded is deleted.
-- A `running` job belongs to one worker until `locked_until`, which that worker moves on while it
-- works; when it passes, the worker is gone and another takes the job over. Of jobs with the same
-- plugin, name and key only one waits, and none starts while another is running; an empty key is
-- equal to nothing.
--
-- kernel.schedule has a row for each job that recurs: whoever moves next_run_at on has enqueued the
-- run, so that each is enqueued by one node.
CREATE TABLE kernel.job (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plugin       text COLLATE "C" NOT NULL,
    name         text COLLATE "C" NOT NULL,
    key          text COLLATE "C" NOT NULL DEFAULT '',
    payload      text NOT NULL DEFAULT '',
    status       text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'running', 'dead')),
    attempts     integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    run_at       timestamptz NOT NULL DEFAULT now(),
    locked_until timestamptz,
    locked_by    text,
    last_error   text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CHECK ((status = 'running') = (locked_until IS NOT NULL AND locked_by IS NOT NULL))
);
CREATE UNIQUE INDEX job_waiting_key ON kernel.job (plugin, name, key)
    WHERE status = 'waiting' AND key <> '';
CREATE INDEX job_waiting ON kernel.job (plugin, name, run_at, id) WHERE status = 'waiting';
CREATE INDEX job_running ON kernel.job (plugin, name, locked_until) WHERE status = 'running';

CREATE TABLE kernel.schedule (
    plugin      text COLLATE "C" NOT NULL,
    name        text COLLATE "C" NOT NULL,
    every_ms    bigint NOT NULL CHECK (every_ms > 0),
    next_run_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (plugin, name)
);
