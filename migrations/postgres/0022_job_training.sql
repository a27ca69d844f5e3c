-- Job training: sessions that somebody new attends only after the CS days, and what a position
-- has to learn then. `job_training` is technical or behavioural.
ALTER TABLE sessions ADD COLUMN job_training TEXT;

CREATE TABLE job_modules (
    id UUID PRIMARY KEY,
    position_id UUID NOT NULL REFERENCES positions (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    about TEXT NOT NULL DEFAULT '',
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX job_modules_once ON job_modules (position_id, folded) WHERE active;

CREATE TABLE job_marks (
    module_id UUID NOT NULL REFERENCES job_modules (id),
    person_id UUID NOT NULL REFERENCES people (id),
    marked_by UUID NOT NULL REFERENCES people (id),
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (module_id, person_id)
);
CREATE INDEX job_marks_by_person ON job_marks (person_id);

-- Nobody takes part in job training before the CS days are done, unless HR lets them through.
-- Being excused or absent is no taking part, but nobody who is locked out was expected either.
CREATE FUNCTION attendance_unlocked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.state = OLD.state
        OR NEW.state NOT IN ('present', 'late', 'waiting')) THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT 1 FROM sessions s JOIN onboardings o ON o.person_id = NEW.person_id AND o.current
            AND o.finished_at IS NULL AND o.released_at IS NULL
        WHERE s.id = NEW.session_id AND s.job_training IS NOT NULL) THEN
        RAISE EXCEPTION 'taken: job training is locked until the CS days are done';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER attendance_unlocked BEFORE INSERT OR UPDATE ON attendance
FOR EACH ROW EXECUTE FUNCTION attendance_unlocked();

CREATE FUNCTION job_marks_unlocked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM onboardings o WHERE o.person_id = NEW.person_id AND o.current
        AND o.finished_at IS NULL AND o.released_at IS NULL) THEN
        RAISE EXCEPTION 'taken: job training is locked until the CS days are done';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER job_marks_unlocked BEFORE INSERT ON job_marks
FOR EACH ROW EXECUTE FUNCTION job_marks_unlocked();
