-- 0007 ledger: double entry. A debit is positive, a credit negative.
--
-- append-only: nothing here is ever updated or deleted. Triggers refuse it to everybody, and the role in
-- which the kernel's sessions work has no permission for it: the kernel grants INSERT and SELECT only on
-- tables whose comment begins with "append-only". A transaction is written once per kind, reference and
-- part, whatever is repeated, and is sealed by its commit.
CREATE TABLE payments.ledger_account (
    name      text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 200),
    opened_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE payments.ledger_account IS 'append-only: names that have a balance';

-- `reference` is the document that the transaction records: a payment, refund, order or payout. `part`
-- tells apart what one document causes more than once: captures and chargebacks in parts.
CREATE TABLE payments.ledger_transaction (
    id             uuid PRIMARY KEY,
    kind           text NOT NULL CHECK (kind IN ('capture', 'refund', 'chargeback', 'completion', 'payout',
                   'payout_sent', 'payout_returned')),
    reference_type text NOT NULL CHECK (reference_type IN ('payment', 'refund', 'order', 'payout')),
    reference_id   uuid NOT NULL,
    part           bigint NOT NULL DEFAULT 0,
    at             timestamptz NOT NULL,
    written_in     xid8 NOT NULL DEFAULT pg_current_xact_id(),
    UNIQUE (kind, reference_id, part)
);
COMMENT ON TABLE payments.ledger_transaction IS 'append-only: entries that sum to zero in each currency';

CREATE TABLE payments.ledger_entry (
    transaction_id uuid NOT NULL REFERENCES payments.ledger_transaction (id),
    position       integer NOT NULL,
    account        text NOT NULL REFERENCES payments.ledger_account (name),
    amount         bigint NOT NULL CHECK (amount <> 0),
    currency       text NOT NULL CHECK (length(currency) = 3),
    order_id       uuid,
    PRIMARY KEY (transaction_id, position)
);
COMMENT ON TABLE payments.ledger_entry IS 'append-only: one debit or credit';
CREATE INDEX ledger_entry_account ON payments.ledger_entry (account, transaction_id DESC);
CREATE INDEX ledger_entry_order_id ON payments.ledger_entry (order_id) WHERE order_id IS NOT NULL;

CREATE FUNCTION payments.check_ledger_transaction(checked uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    entries bigint;
    unbalanced text;
BEGIN
    SELECT sum(n), min(currency) FILTER (WHERE total <> 0) INTO entries, unbalanced
      FROM (SELECT currency, count(*) AS n, sum(amount) AS total FROM payments.ledger_entry
             WHERE transaction_id = checked GROUP BY currency) AS sums;
    IF unbalanced IS NOT NULL THEN
        RAISE EXCEPTION 'the entries of ledger transaction % do not sum to zero in %', checked, unbalanced
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transaction_balanced';
    ELSIF entries IS NULL THEN
        RAISE EXCEPTION 'ledger transaction % has no entries', checked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transaction_balanced';
    END IF;
END $$;

CREATE FUNCTION payments.ledger_transaction_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM payments.check_ledger_transaction(NEW.id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_transaction_balanced AFTER INSERT ON payments.ledger_transaction
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments.ledger_transaction_written();

-- The check above runs at the commit of the transaction's own insert, after all its entries; one that
-- comes later than that commit has nothing to be checked with and is refused at once.
CREATE FUNCTION payments.ledger_entry_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM payments.ledger_transaction
                    WHERE id = NEW.transaction_id AND written_in = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'ledger transaction % is sealed', NEW.transaction_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transaction_sealed';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_entry_sealed AFTER INSERT ON payments.ledger_entry
    FOR EACH ROW EXECUTE FUNCTION payments.ledger_entry_written();

CREATE FUNCTION payments.refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: write a transaction that reverses the wrong one', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION payments.refuse_ledger_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.ledger_transaction
    FOR EACH STATEMENT EXECUTE FUNCTION payments.refuse_ledger_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION payments.refuse_ledger_change();
