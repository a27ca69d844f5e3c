-- Where a programme of five phases stands. Work is taken in this phase only.
ALTER TABLE programmes ADD COLUMN phase BIGINT NOT NULL DEFAULT 1;

-- Each step from phase to phase: what it lacked, and why somebody went on (or back) all the same.
CREATE TABLE phase_moves (
    id UUID PRIMARY KEY,
    programme_id UUID NOT NULL REFERENCES programmes (id),
    from_phase BIGINT NOT NULL,
    to_phase BIGINT NOT NULL,
    gaps JSONB NOT NULL DEFAULT '[]',
    reason TEXT NOT NULL DEFAULT '',
    actor_id UUID NOT NULL REFERENCES people (id),
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX phase_moves_by_programme ON phase_moves (programme_id, at);

-- Knowledge put into words (phase 2). `revision` is the one that is read now; all are kept.
-- States: open, merged, split, accepted, rework, aside.
CREATE TABLE concepts (
    id UUID PRIMARY KEY,
    programme_id UUID NOT NULL REFERENCES programmes (id),
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    statement TEXT NOT NULL,
    html TEXT NOT NULL,
    sanitiser BIGINT NOT NULL,
    method TEXT NOT NULL,
    figure_kind TEXT,
    figure TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'open',
    created_by UUID NOT NULL REFERENCES people (id),
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX concepts_by_programme ON concepts (programme_id, created_at);

CREATE TABLE concept_revisions (
    concept_id UUID NOT NULL REFERENCES concepts (id),
    revision BIGINT NOT NULL,
    title TEXT NOT NULL,
    statement TEXT NOT NULL,
    method TEXT NOT NULL,
    figure_kind TEXT,
    figure TEXT NOT NULL DEFAULT '',
    editor_id UUID NOT NULL REFERENCES people (id),
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (concept_id, revision)
);

CREATE TABLE concept_authors (
    concept_id UUID NOT NULL REFERENCES concepts (id),
    person_id UUID NOT NULL REFERENCES people (id),
    PRIMARY KEY (concept_id, person_id)
);
CREATE INDEX concept_authors_by_person ON concept_authors (person_id);

CREATE TABLE concept_sources (
    concept_id UUID NOT NULL REFERENCES concepts (id),
    note_id UUID NOT NULL REFERENCES notes (id),
    PRIMARY KEY (concept_id, note_id)
);
CREATE INDEX concept_sources_by_note ON concept_sources (note_id);

-- "New" was made from "old" by merging or splitting.
CREATE TABLE concept_origins (
    concept_id UUID NOT NULL REFERENCES concepts (id),
    origin_id UUID NOT NULL REFERENCES concepts (id),
    PRIMARY KEY (concept_id, origin_id)
);
CREATE INDEX concept_origins_by_origin ON concept_origins (origin_id);
