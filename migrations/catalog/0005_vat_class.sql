-- 0005 vat_class: a VAT rate with a name; categories refer to it by `code`, so that a new rate is one row.
--
-- Only what is put into a cart or ordered from now on follows a changed rate: orders keep the one that they
-- were placed with. New categories are in class `standard`, which therefore stays.
CREATE TABLE catalog.vat_class (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    code       text NOT NULL CONSTRAINT vat_class_code_key UNIQUE CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name_lt    text NOT NULL CHECK (length(name_lt) BETWEEN 1 AND 200),
    name_en    text NOT NULL CHECK (length(name_en) BETWEEN 1 AND 200),
    rate       numeric(5, 2) NOT NULL CHECK (rate BETWEEN 0 AND 100),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO catalog.vat_class (code, name_lt, name_en, rate) VALUES
    ('standard', 'Standartinis PVM', 'Standard VAT', 21),
    ('reduced', 'Lengvatinis PVM', 'Reduced VAT', 5),
    ('zero', 'Be PVM', 'No VAT', 0);

ALTER TABLE catalog.category
    DROP CONSTRAINT category_vat_class_check,
    ADD CONSTRAINT category_vat_class_fkey FOREIGN KEY (vat_class) REFERENCES catalog.vat_class (code) ON UPDATE CASCADE;
CREATE INDEX category_vat_class ON catalog.category (vat_class);
