-- A programme can be job training as a whole: its sessions are, and nobody is named for it whose CS
-- days are missing. `job_training` is technical or behavioural.
ALTER TABLE programmes ADD COLUMN job_training TEXT;

CREATE FUNCTION audiences_programme_unlocked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind = 'person' AND EXISTS (
        SELECT 1 FROM programmes g JOIN onboardings o ON o.person_id = NEW.target_id AND o.current
            AND o.finished_at IS NULL AND o.released_at IS NULL
        WHERE g.id = NEW.owner_id AND g.job_training IS NOT NULL) THEN
        RAISE EXCEPTION 'taken: job training is locked until the CS days are done';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audiences_programme_unlocked BEFORE INSERT ON audiences
FOR EACH ROW EXECUTE FUNCTION audiences_programme_unlocked();

CREATE FUNCTION programmes_unlocked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM audiences a JOIN onboardings o ON o.person_id = a.target_id AND o.current
            AND o.finished_at IS NULL AND o.released_at IS NULL
        WHERE a.owner_id = NEW.id AND a.kind = 'person') THEN
        RAISE EXCEPTION 'taken: job training is locked until the CS days are done';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER programmes_unlocked BEFORE UPDATE ON programmes
FOR EACH ROW WHEN (NEW.job_training IS NOT NULL AND OLD.job_training IS NULL)
EXECUTE FUNCTION programmes_unlocked();

-- What is planned in such a programme is job training; what was held before it became one stays.
-- The programme is held, so that a session that is planned while it becomes job training waits and
-- sees it. First the row, then what it says: a condition would look at how it was before the wait.
CREATE FUNCTION sessions_as_their_programme() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kind TEXT;
BEGIN
    SELECT g.job_training INTO kind FROM programmes g WHERE g.id = NEW.programme_id FOR SHARE;
    IF kind IS NOT NULL THEN
        RAISE EXCEPTION 'taken: sessions of this programme are job training';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sessions_added_as_their_programme BEFORE INSERT ON sessions
FOR EACH ROW WHEN (NEW.state = 'planned' AND NEW.job_training IS NULL
    AND NEW.programme_id IS NOT NULL)
EXECUTE FUNCTION sessions_as_their_programme();
CREATE TRIGGER sessions_stay_as_their_programme BEFORE UPDATE ON sessions
FOR EACH ROW WHEN (NEW.state = 'planned' AND NEW.job_training IS NULL
    AND NEW.programme_id IS NOT NULL
    AND (OLD.job_training IS NOT NULL OR OLD.state <> 'planned'
         OR OLD.programme_id IS DISTINCT FROM NEW.programme_id))
EXECUTE FUNCTION sessions_as_their_programme();
