-- What can be found: one row for each note, concept, archetype and practice, under the words that
-- we analysed (see search/words.rs). `number` grows with the time when the thing was made, so that
-- the newest is the first of the table and of its index. `place_id` is the session of a note and
-- the programme of everything else; `facts` has what else it is found by. `analysis` says which
-- rules made the words.
CREATE TABLE findable (
    number INTEGER PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    place_id BLOB NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    facts TEXT NOT NULL,
    analysis INTEGER NOT NULL
);
CREATE UNIQUE INDEX findable_once ON findable (kind, subject_id);

CREATE VIRTUAL TABLE findable_index USING fts5 (
    title, words, facts, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'
);
CREATE TRIGGER findable_added AFTER INSERT ON findable BEGIN
    INSERT INTO findable_index (rowid, title, words, facts)
    VALUES (NEW.number, NEW.title, NEW.words, NEW.facts);
END;
CREATE TRIGGER findable_changed AFTER UPDATE ON findable BEGIN
    DELETE FROM findable_index WHERE rowid = OLD.number;
    INSERT INTO findable_index (rowid, title, words, facts)
    VALUES (NEW.number, NEW.title, NEW.words, NEW.facts);
END;
CREATE TRIGGER findable_removed AFTER DELETE ON findable BEGIN
    DELETE FROM findable_index WHERE rowid = OLD.number;
END;

-- It held the words of notes alone. `espiral migrate` and `serve` index what there is.
DROP TABLE note_words_index;
DROP TABLE note_words;
