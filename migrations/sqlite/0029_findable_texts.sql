-- The words of a thing move out of its row: what a search compares stays small, and words are read
-- of those things alone that are ranked.
CREATE TABLE findable_texts (
    number INTEGER PRIMARY KEY NOT NULL REFERENCES findable (number) ON DELETE CASCADE,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    facts TEXT NOT NULL
);
INSERT INTO findable_texts (number, title, words, facts)
SELECT number, title, words, facts FROM findable;

DROP TRIGGER findable_added;
DROP TRIGGER findable_changed;
DROP TRIGGER findable_removed;
ALTER TABLE findable DROP COLUMN title;
ALTER TABLE findable DROP COLUMN words;
ALTER TABLE findable DROP COLUMN facts;

CREATE TRIGGER findable_added AFTER INSERT ON findable_texts BEGIN
    INSERT INTO findable_index (rowid, title, words, facts)
    VALUES (NEW.number, NEW.title, NEW.words, NEW.facts);
END;
CREATE TRIGGER findable_changed AFTER UPDATE ON findable_texts BEGIN
    DELETE FROM findable_index WHERE rowid = OLD.number;
    INSERT INTO findable_index (rowid, title, words, facts)
    VALUES (NEW.number, NEW.title, NEW.words, NEW.facts);
END;
CREATE TRIGGER findable_removed AFTER DELETE ON findable_texts BEGIN
    DELETE FROM findable_index WHERE rowid = OLD.number;
END;
