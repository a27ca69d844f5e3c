-- A programme can be job training as a whole: its sessions are, and nobody is named for it whose CS
-- days are missing. `job_training` is technical or behavioural.
ALTER TABLE programmes ADD COLUMN job_training TEXT;

CREATE TRIGGER audiences_programme_unlocked BEFORE INSERT ON audiences
WHEN NEW.kind = 'person' AND EXISTS (
    SELECT 1 FROM programmes g JOIN onboardings o ON o.person_id = NEW.target_id AND o.current
        AND o.finished_at IS NULL AND o.released_at IS NULL
    WHERE g.id = NEW.owner_id AND g.job_training IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'taken: job training is locked until the CS days are done');
END;
CREATE TRIGGER programmes_unlocked BEFORE UPDATE ON programmes
WHEN NEW.job_training IS NOT NULL AND OLD.job_training IS NULL AND EXISTS (
    SELECT 1 FROM audiences a JOIN onboardings o ON o.person_id = a.target_id AND o.current
        AND o.finished_at IS NULL AND o.released_at IS NULL
    WHERE a.owner_id = NEW.id AND a.kind = 'person')
BEGIN
    SELECT RAISE(ABORT, 'taken: job training is locked until the CS days are done');
END;

-- What is planned in such a programme is job training; what was held before it became one stays.
CREATE TRIGGER sessions_added_as_their_programme BEFORE INSERT ON sessions
WHEN NEW.state = 'planned' AND NEW.job_training IS NULL AND EXISTS (
    SELECT 1 FROM programmes g WHERE g.id = NEW.programme_id AND g.job_training IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'taken: sessions of this programme are job training');
END;
CREATE TRIGGER sessions_stay_as_their_programme BEFORE UPDATE ON sessions
WHEN NEW.state = 'planned' AND NEW.job_training IS NULL
    AND (OLD.job_training IS NOT NULL OR OLD.state <> 'planned'
         OR OLD.programme_id IS NOT NEW.programme_id)
    AND EXISTS (
        SELECT 1 FROM programmes g WHERE g.id = NEW.programme_id AND g.job_training IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'taken: sessions of this programme are job training');
END;
