-- 0001 entry: one note, as one book wrote it.
CREATE TABLE golden.entry (
    id bigserial PRIMARY KEY,
    book text NOT NULL,
    text text NOT NULL
);
