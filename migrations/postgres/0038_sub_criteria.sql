-- A department's criterion may be part of one that all judge by: it stands below it, and its weight
-- is part of the hundred like any other.
ALTER TABLE judging_criteria ADD COLUMN part_of UUID REFERENCES judging_criteria (id)
    CHECK (part_of IS NULL OR department_id IS NOT NULL);
