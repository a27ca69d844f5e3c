-- How a concept stood before it was merged or split, so that this can be taken back.
ALTER TABLE concept_origins ADD COLUMN state_before TEXT;
UPDATE concept_origins SET state_before = CASE
    WHEN EXISTS (SELECT 1 FROM decisions d WHERE d.concept_id = concept_origins.origin_id) THEN 'rework'
    ELSE 'open' END
WHERE origin_id IN (SELECT k.id FROM concepts k WHERE k.state IN ('merged', 'split'));

-- Revisions are kept, but for the only one of a concept whose merge or split is being taken back.
DROP TRIGGER concept_revisions_kept;
CREATE TRIGGER concept_revisions_kept BEFORE DELETE ON concept_revisions
WHEN NOT EXISTS (SELECT 1 FROM concepts k
    WHERE k.id = OLD.concept_id AND k.revision = 1 AND k.state = 'undone')
BEGIN
    SELECT RAISE(ABORT, 'taken: revisions are kept');
END;
