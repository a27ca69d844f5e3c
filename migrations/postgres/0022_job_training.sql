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

-- Nobody who is locked out is named for job training, and it does not open for them alone.
CREATE FUNCTION audiences_unlocked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind = 'person' AND EXISTS (
        SELECT 1 FROM sessions s JOIN onboardings o ON o.person_id = NEW.target_id AND o.current
            AND o.finished_at IS NULL AND o.released_at IS NULL
        WHERE s.id = NEW.owner_id AND s.job_training IS NOT NULL) THEN
        RAISE EXCEPTION 'taken: job training is locked until the CS days are done';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audiences_unlocked BEFORE INSERT ON audiences
FOR EACH ROW EXECUTE FUNCTION audiences_unlocked();

CREATE FUNCTION sessions_unlocked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.job_training IS NULL THEN
        RETURN NEW;
    END IF;
    IF OLD.job_training IS NULL AND (EXISTS (
        SELECT 1 FROM audiences a JOIN onboardings o ON o.person_id = a.target_id AND o.current
            AND o.finished_at IS NULL AND o.released_at IS NULL
        WHERE a.owner_id = NEW.id AND a.kind = 'person') OR EXISTS (
        SELECT 1 FROM attendance t JOIN onboardings o ON o.person_id = t.person_id AND o.current
            AND o.finished_at IS NULL AND o.released_at IS NULL
        WHERE t.session_id = NEW.id AND t.state IN ('present', 'late', 'waiting'))) THEN
        RAISE EXCEPTION 'taken: job training is locked until the CS days are done';
    END IF;
    IF NEW.state = 'open' AND OLD.state = 'planned' AND EXISTS (
        SELECT 1 FROM audiences a JOIN people p ON p.active AND (a.kind = 'everyone'
            OR a.target_id IN (p.id, p.branch_id, p.department_id, p.position_id))
        WHERE a.owner_id = NEW.audience_id AND EXISTS (SELECT 1 FROM onboardings o
            WHERE o.person_id = p.id AND o.current
              AND o.finished_at IS NULL AND o.released_at IS NULL)) AND NOT EXISTS (
        SELECT 1 FROM audiences a JOIN people p ON p.active AND (a.kind = 'everyone'
            OR a.target_id IN (p.id, p.branch_id, p.department_id, p.position_id))
        WHERE a.owner_id = NEW.audience_id AND NOT EXISTS (SELECT 1 FROM facilitators f
            WHERE f.session_id = NEW.id AND f.person_id = p.id) AND NOT EXISTS (
            SELECT 1 FROM onboardings o WHERE o.person_id = p.id AND o.current
              AND o.finished_at IS NULL AND o.released_at IS NULL)) THEN
        RAISE EXCEPTION 'taken: job training is locked until the CS days are done';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sessions_unlocked BEFORE UPDATE ON sessions
FOR EACH ROW EXECUTE FUNCTION sessions_unlocked();
