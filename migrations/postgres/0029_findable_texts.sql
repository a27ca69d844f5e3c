-- The words of a thing move out of its row: what a search compares stays small, and words are read
-- of those things alone that are ranked.
CREATE TABLE findable_texts (
    number BIGINT PRIMARY KEY REFERENCES findable (number) ON DELETE CASCADE,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    facts TEXT NOT NULL
);
INSERT INTO findable_texts (number, title, words, facts)
SELECT number, title, words, facts FROM findable;

ALTER TABLE findable DROP COLUMN title, DROP COLUMN words, DROP COLUMN facts;
-- Dropped columns keep their place until the table is written anew.
CLUSTER findable USING findable_pkey;
