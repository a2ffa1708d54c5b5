-- 0001 transfer: what buyers were asked to pay by bank transfer, and what came in.
--
-- A transfer is asked for once for each key, under a creditor reference of its own (ISO 11649), and is
-- complete when the money assigned to it reaches its amount. `received` is the sum of its assignments.
CREATE TABLE bank_transfer.transfer (
    idempotency_key text PRIMARY KEY CHECK (length(idempotency_key) BETWEEN 1 AND 200),
    payment_id      uuid NOT NULL UNIQUE,
    reference       text NOT NULL UNIQUE,
    amount          bigint NOT NULL CHECK (amount > 0),
    currency        text NOT NULL CHECK (length(currency) = 3),
    description     text NOT NULL,
    received        bigint NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND amount),
    created_at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE bank_transfer.bank_statement (
    id          uuid PRIMARY KEY,
    iban        text NOT NULL,
    number      text NOT NULL,
    imported_at timestamptz NOT NULL DEFAULT now()
);

-- One credit of a bank statement. `entry_key` is the bank's own name of it, so that a statement read
-- twice, or two that overlap, bring it once. What is neither assigned nor returned is left over.
CREATE TABLE bank_transfer.bank_entry (
    id           uuid PRIMARY KEY,
    entry_key    text NOT NULL UNIQUE,
    statement_id uuid NOT NULL REFERENCES bank_transfer.bank_statement (id),
    amount       bigint NOT NULL CHECK (amount > 0),
    currency     text NOT NULL CHECK (length(currency) = 3),
    booked_on    text NOT NULL,
    payer        text NOT NULL,
    payer_iban   text NOT NULL,
    remittance   text NOT NULL,
    assigned     bigint NOT NULL DEFAULT 0,
    returned     bigint NOT NULL DEFAULT 0 CHECK (returned >= 0),
    note         text,
    CHECK (assigned >= 0 AND assigned + returned <= amount)
);
CREATE INDEX bank_entry_left_over ON bank_transfer.bank_entry (id) WHERE assigned + returned < amount;

CREATE TABLE bank_transfer.assignment (
    entry_id        uuid NOT NULL REFERENCES bank_transfer.bank_entry (id),
    idempotency_key text NOT NULL REFERENCES bank_transfer.transfer (idempotency_key),
    amount          bigint NOT NULL CHECK (amount > 0),
    at              timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (entry_id, idempotency_key)
);
CREATE INDEX assignment_transfer ON bank_transfer.assignment (idempotency_key);

-- Money that the operator has to transfer back. A bank takes no orders from us: somebody does it, and
-- says so.
CREATE TABLE bank_transfer.transfer_refund (
    id              uuid PRIMARY KEY,
    refund_key      text NOT NULL UNIQUE,
    idempotency_key text NOT NULL REFERENCES bank_transfer.transfer (idempotency_key),
    amount          bigint NOT NULL CHECK (amount > 0),
    reason          text NOT NULL,
    sent_at         timestamptz,
    note            text,
    created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX transfer_refund_transfer ON bank_transfer.transfer_refund (idempotency_key);
CREATE INDEX transfer_refund_waiting ON bank_transfer.transfer_refund (id) WHERE sent_at IS NULL;
