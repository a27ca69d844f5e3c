-- Concepts that were let through to the projector, each at the revision that was read: one that is
-- edited waits again.
CREATE TABLE projected_concepts (
    concept_id UUID PRIMARY KEY REFERENCES concepts (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL
);
