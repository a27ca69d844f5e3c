-- A blueprint made of accepted concepts and of what people know already (phase 4).
-- `versions` is the number of the last one.
CREATE TABLE archetypes (
    id BLOB PRIMARY KEY,
    programme_id BLOB NOT NULL REFERENCES programmes (id),
    name TEXT NOT NULL,
    owner_id BLOB NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    versions INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX archetypes_by_programme ON archetypes (programme_id, created_at);

CREATE TABLE archetype_concepts (
    archetype_id BLOB NOT NULL REFERENCES archetypes (id),
    concept_id BLOB NOT NULL REFERENCES concepts (id),
    PRIMARY KEY (archetype_id, concept_id)
);
CREATE INDEX archetype_concepts_by_concept ON archetype_concepts (concept_id);

CREATE TABLE archetype_notes (
    archetype_id BLOB NOT NULL REFERENCES archetypes (id),
    note_id BLOB NOT NULL REFERENCES notes (id),
    PRIMARY KEY (archetype_id, note_id)
);
CREATE INDEX archetype_notes_by_note ON archetype_notes (note_id);

-- The text of each section as it reads now; revision 0 has not been written yet.
CREATE TABLE archetype_parts (
    archetype_id BLOB NOT NULL REFERENCES archetypes (id),
    part TEXT NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    html TEXT NOT NULL DEFAULT '',
    sanitiser INTEGER NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (archetype_id, part)
);

CREATE TABLE archetype_part_revisions (
    archetype_id BLOB NOT NULL,
    part TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    editor_id BLOB NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    PRIMARY KEY (archetype_id, part, revision),
    FOREIGN KEY (archetype_id, part) REFERENCES archetype_parts (archetype_id, part)
);
CREATE INDEX archetype_part_revisions_by_editor ON archetype_part_revisions (editor_id);

-- What a member adds to a section without editing it.
CREATE TABLE archetype_inputs (
    id BLOB PRIMARY KEY,
    archetype_id BLOB NOT NULL,
    part TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    sanitiser INTEGER NOT NULL,
    at TEXT NOT NULL,
    FOREIGN KEY (archetype_id, part) REFERENCES archetype_parts (archetype_id, part)
);
CREATE INDEX archetype_inputs_by_archetype ON archetype_inputs (archetype_id, at);
CREATE INDEX archetype_inputs_by_person ON archetype_inputs (person_id);

-- A frozen copy of all sections. Once released nothing of it changes; triggers see to it.
CREATE TABLE archetype_versions (
    archetype_id BLOB NOT NULL REFERENCES archetypes (id),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    summary TEXT NOT NULL DEFAULT '',
    made_by BLOB NOT NULL REFERENCES people (id),
    made_at TEXT NOT NULL,
    released_by BLOB REFERENCES people (id),
    released_at TEXT,
    PRIMARY KEY (archetype_id, number)
);

CREATE TABLE archetype_version_parts (
    archetype_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    part TEXT NOT NULL,
    part_revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    sanitiser INTEGER NOT NULL,
    PRIMARY KEY (archetype_id, number, part),
    FOREIGN KEY (archetype_id, number) REFERENCES archetype_versions (archetype_id, number)
);

-- Where a version was tried before it is released.
CREATE TABLE archetype_trials (
    id BLOB PRIMARY KEY,
    archetype_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    branch_id BLOB REFERENCES branches (id),
    place TEXT NOT NULL DEFAULT '',
    held_on TEXT NOT NULL,
    measured TEXT NOT NULL,
    result TEXT NOT NULL,
    to_change TEXT NOT NULL DEFAULT '',
    person_id BLOB NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    FOREIGN KEY (archetype_id, number) REFERENCES archetype_versions (archetype_id, number)
);
CREATE INDEX archetype_trials_by_version ON archetype_trials (archetype_id, number);

CREATE TRIGGER archetype_versions_stay BEFORE UPDATE ON archetype_versions
WHEN OLD.released_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'taken: a released version never changes');
END;
CREATE TRIGGER archetype_versions_tried BEFORE UPDATE ON archetype_versions
WHEN NEW.released_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM archetype_trials t
    WHERE t.archetype_id = NEW.archetype_id AND t.number = NEW.number
)
BEGIN
    SELECT RAISE(ABORT, 'taken: a version is tried before it is released');
END;
CREATE TRIGGER archetype_versions_kept BEFORE DELETE ON archetype_versions
BEGIN
    SELECT RAISE(ABORT, 'taken: versions are kept');
END;
CREATE TRIGGER archetype_versions_begin BEFORE INSERT ON archetype_versions
WHEN NEW.released_at IS NOT NULL OR EXISTS (
    SELECT 1 FROM archetype_versions v
    WHERE v.archetype_id = NEW.archetype_id AND v.number = NEW.number
)
BEGIN
    SELECT RAISE(ABORT, 'taken: a version begins unreleased, and once');
END;

CREATE TRIGGER archetype_version_parts_stay BEFORE UPDATE ON archetype_version_parts
BEGIN
    SELECT RAISE(ABORT, 'taken: the copy in a version never changes');
END;
CREATE TRIGGER archetype_version_parts_kept BEFORE DELETE ON archetype_version_parts
BEGIN
    SELECT RAISE(ABORT, 'taken: the copy in a version never changes');
END;
CREATE TRIGGER archetype_version_parts_begin BEFORE INSERT ON archetype_version_parts
WHEN EXISTS (
    SELECT 1 FROM archetype_versions v
    WHERE v.archetype_id = NEW.archetype_id AND v.number = NEW.number
      AND v.released_at IS NOT NULL
) OR EXISTS (
    SELECT 1 FROM archetype_version_parts p
    WHERE p.archetype_id = NEW.archetype_id AND p.number = NEW.number AND p.part = NEW.part
)
BEGIN
    SELECT RAISE(ABORT, 'taken: the copy in a version never changes');
END;

CREATE TRIGGER archetype_trials_kept BEFORE DELETE ON archetype_trials
BEGIN
    SELECT RAISE(ABORT, 'taken: trial runs are kept');
END;
CREATE TRIGGER archetype_trials_stay BEFORE UPDATE ON archetype_trials
BEGIN
    SELECT RAISE(ABORT, 'taken: trial runs are kept');
END;
