-- What can be found: one row for each note, concept, archetype and practice, under the words that
-- we analysed (see search/words.rs). `number` grows with the time when the thing was made, so that
-- the newest is the first of the table. `place_id` is the session of a note and the programme of
-- everything else; `facts` has what else it is found by. `analysis` says which rules made the
-- words.
CREATE TABLE findable (
    number BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    place_id UUID NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    facts TEXT NOT NULL,
    vector TSVECTOR NOT NULL,
    analysis BIGINT NOT NULL
);
CREATE UNIQUE INDEX findable_once ON findable (kind, subject_id);
CREATE INDEX findable_index ON findable USING gin (vector);

-- It held the words of notes alone. `espiral migrate` and `serve` index what there is.
DROP TABLE note_words;
