-- A blueprint made of accepted concepts and of what people know already (phase 4).
-- `versions` is the number of the last one.
CREATE TABLE archetypes (
    id UUID PRIMARY KEY,
    programme_id UUID NOT NULL REFERENCES programmes (id),
    name TEXT NOT NULL,
    owner_id UUID NOT NULL REFERENCES people (id),
    created_at TIMESTAMPTZ NOT NULL,
    versions BIGINT NOT NULL DEFAULT 0,
    revision BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX archetypes_by_programme ON archetypes (programme_id, created_at);

CREATE TABLE archetype_concepts (
    archetype_id UUID NOT NULL REFERENCES archetypes (id),
    concept_id UUID NOT NULL REFERENCES concepts (id),
    PRIMARY KEY (archetype_id, concept_id)
);
CREATE INDEX archetype_concepts_by_concept ON archetype_concepts (concept_id);

CREATE TABLE archetype_notes (
    archetype_id UUID NOT NULL REFERENCES archetypes (id),
    note_id UUID NOT NULL REFERENCES notes (id),
    PRIMARY KEY (archetype_id, note_id)
);
CREATE INDEX archetype_notes_by_note ON archetype_notes (note_id);

-- The text of each section as it reads now; revision 0 has not been written yet.
CREATE TABLE archetype_parts (
    archetype_id UUID NOT NULL REFERENCES archetypes (id),
    part TEXT NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    html TEXT NOT NULL DEFAULT '',
    sanitiser BIGINT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (archetype_id, part)
);

CREATE TABLE archetype_part_revisions (
    archetype_id UUID NOT NULL,
    part TEXT NOT NULL,
    revision BIGINT NOT NULL,
    body TEXT NOT NULL,
    editor_id UUID NOT NULL REFERENCES people (id),
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (archetype_id, part, revision),
    FOREIGN KEY (archetype_id, part) REFERENCES archetype_parts (archetype_id, part)
);
CREATE INDEX archetype_part_revisions_by_editor ON archetype_part_revisions (editor_id);

-- What a member adds to a section without editing it.
CREATE TABLE archetype_inputs (
    id UUID PRIMARY KEY,
    archetype_id UUID NOT NULL,
    part TEXT NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id),
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    sanitiser BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    FOREIGN KEY (archetype_id, part) REFERENCES archetype_parts (archetype_id, part)
);
CREATE INDEX archetype_inputs_by_archetype ON archetype_inputs (archetype_id, at);
CREATE INDEX archetype_inputs_by_person ON archetype_inputs (person_id);

-- A frozen copy of all sections. Once released nothing of it changes; triggers see to it.
CREATE TABLE archetype_versions (
    archetype_id UUID NOT NULL REFERENCES archetypes (id),
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    summary TEXT NOT NULL DEFAULT '',
    made_by UUID NOT NULL REFERENCES people (id),
    made_at TIMESTAMPTZ NOT NULL,
    released_by UUID REFERENCES people (id),
    released_at TIMESTAMPTZ,
    PRIMARY KEY (archetype_id, number)
);

CREATE TABLE archetype_version_parts (
    archetype_id UUID NOT NULL,
    number BIGINT NOT NULL,
    part TEXT NOT NULL,
    part_revision BIGINT NOT NULL,
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    sanitiser BIGINT NOT NULL,
    PRIMARY KEY (archetype_id, number, part),
    FOREIGN KEY (archetype_id, number) REFERENCES archetype_versions (archetype_id, number)
);

-- Where a version was tried before it is released.
CREATE TABLE archetype_trials (
    id UUID PRIMARY KEY,
    archetype_id UUID NOT NULL,
    number BIGINT NOT NULL,
    branch_id UUID REFERENCES branches (id),
    place TEXT NOT NULL DEFAULT '',
    held_on DATE NOT NULL,
    measured TEXT NOT NULL,
    result TEXT NOT NULL,
    to_change TEXT NOT NULL DEFAULT '',
    person_id UUID NOT NULL REFERENCES people (id),
    at TIMESTAMPTZ NOT NULL,
    FOREIGN KEY (archetype_id, number) REFERENCES archetype_versions (archetype_id, number)
);
CREATE INDEX archetype_trials_by_version ON archetype_trials (archetype_id, number);

CREATE FUNCTION archetype_versions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'taken: versions are kept';
    ELSIF TG_OP = 'INSERT' THEN
        IF NEW.released_at IS NOT NULL THEN
            RAISE EXCEPTION 'taken: a version begins unreleased, and once';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.released_at IS NOT NULL THEN
        RAISE EXCEPTION 'taken: a released version never changes';
    END IF;
    IF NEW.released_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM archetype_trials t
        WHERE t.archetype_id = NEW.archetype_id AND t.number = NEW.number
    ) THEN
        RAISE EXCEPTION 'taken: a version is tried before it is released';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER archetype_versions_stay BEFORE INSERT OR UPDATE OR DELETE ON archetype_versions
FOR EACH ROW EXECUTE FUNCTION archetype_versions_stay();

CREATE FUNCTION archetype_version_parts_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT 1 FROM archetype_versions v
        WHERE v.archetype_id = NEW.archetype_id AND v.number = NEW.number
          AND v.released_at IS NOT NULL
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'taken: the copy in a version never changes';
END $$;
CREATE TRIGGER archetype_version_parts_stay
BEFORE INSERT OR UPDATE OR DELETE ON archetype_version_parts
FOR EACH ROW EXECUTE FUNCTION archetype_version_parts_stay();

CREATE FUNCTION archetype_trials_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'taken: trial runs are kept';
END $$;
CREATE TRIGGER archetype_trials_stay BEFORE UPDATE OR DELETE ON archetype_trials
FOR EACH ROW EXECUTE FUNCTION archetype_trials_stay();
