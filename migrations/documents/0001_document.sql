-- 0001 document: what was issued for a sale or a refund, as it was said then.
--
-- Numbers of a vendor's series count up by one in each year and are never used again: the counter's row is
-- locked from the moment a number is taken until its document is committed, and a trigger refuses a number
-- whose predecessor is not there. Dates never fall while numbers rise. `source` names the order, refund or
-- purchase that a document is for: each has one at most. A payment request belongs to no series.
--
-- `content` is everything that the document says. `file` keeps the bytes that were drawn of it, so that they are
-- the same for as long as the document exists, whatever becomes of fonts and program.
CREATE TABLE documents.series (
    vendor_id uuid NOT NULL,
    series    text NOT NULL CHECK (series ~ '^[A-Z0-9]{1,10}$'),
    year      integer NOT NULL CHECK (year BETWEEN 2000 AND 9999),
    last      bigint NOT NULL CHECK (last > 0),
    last_on   date NOT NULL,
    PRIMARY KEY (vendor_id, series, year)
);

CREATE TABLE documents.source (
    id uuid PRIMARY KEY
);
COMMENT ON TABLE documents.source IS 'append-only: what has its document';

CREATE TABLE documents.document (
    id          uuid PRIMARY KEY,
    source_id   uuid NOT NULL UNIQUE REFERENCES documents.source (id),
    kind        text NOT NULL CHECK (kind IN
                ('invoice', 'credit_note', 'receipt', 'refund_receipt', 'payment_request')),
    number      text NOT NULL CHECK (length(number) BETWEEN 1 AND 60),
    series      text,
    year        integer,
    sequence    bigint CHECK (sequence > 0),
    order_id    uuid NOT NULL,
    purchase_id uuid NOT NULL,
    vendor_id   uuid,
    user_id     uuid,
    credits     uuid REFERENCES documents.document (id),
    issued_on   date NOT NULL,
    currency    text NOT NULL CHECK (length(currency) = 3),
    total       bigint NOT NULL,
    vat         bigint NOT NULL CHECK (abs(vat) <= abs(total) AND sign(vat) * sign(total) >= 0),
    language    text NOT NULL CHECK (language IN ('lt', 'en')),
    content     jsonb NOT NULL,
    issued_at   timestamptz NOT NULL DEFAULT now(),
    UNIQUE (vendor_id, series, year, sequence),
    CHECK ((kind = 'payment_request') = (series IS NULL)),
    CHECK (num_nulls(vendor_id, series, year, sequence) IN (0, 4)),
    CHECK ((kind IN ('credit_note', 'refund_receipt')) = (credits IS NOT NULL)),
    CHECK (CASE WHEN credits IS NULL THEN total >= 0 ELSE total < 0 END)
);
COMMENT ON TABLE documents.document IS 'append-only: what was issued';
CREATE INDEX document_order_id ON documents.document (order_id, id);
CREATE INDEX document_vendor_id ON documents.document (vendor_id, id DESC) WHERE series IS NOT NULL;
CREATE INDEX document_newest ON documents.document (id DESC) WHERE series IS NOT NULL;

CREATE TABLE documents.file (
    document_id uuid NOT NULL REFERENCES documents.document (id),
    language    text NOT NULL CHECK (language IN ('lt', 'en')),
    bytes       bytea NOT NULL CHECK (length(bytes) > 0),
    drawn_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (document_id, language)
);
-- Compressed already.
ALTER TABLE documents.file ALTER bytes SET STORAGE EXTERNAL;
COMMENT ON TABLE documents.file IS 'append-only: the bytes that everybody gets';

CREATE FUNCTION documents.document_numbered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.sequence > 1 AND NOT EXISTS (SELECT FROM documents.document
            WHERE vendor_id = NEW.vendor_id AND series = NEW.series AND year = NEW.year
              AND sequence = NEW.sequence - 1 AND issued_on <= NEW.issued_on) THEN
        RAISE EXCEPTION 'document % leaves a gap in its series, or is older than the one before', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'document_gapless';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER document_gapless AFTER INSERT ON documents.document
    FOR EACH ROW EXECUTE FUNCTION documents.document_numbered();

CREATE FUNCTION documents.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'documents.% is append-only: issue a credit note instead', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON documents.source
    FOR EACH STATEMENT EXECUTE FUNCTION documents.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON documents.document
    FOR EACH STATEMENT EXECUTE FUNCTION documents.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON documents.file
    FOR EACH STATEMENT EXECUTE FUNCTION documents.refuse_change();
