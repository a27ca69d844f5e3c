-- Job training: sessions that somebody new attends only after the CS days, and what a position
-- has to learn then. `job_training` is technical or behavioural.
ALTER TABLE sessions ADD COLUMN job_training TEXT;

CREATE TABLE job_modules (
    id BLOB PRIMARY KEY,
    position_id BLOB NOT NULL REFERENCES positions (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    about TEXT NOT NULL DEFAULT '',
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TEXT NOT NULL
);
CREATE UNIQUE INDEX job_modules_once ON job_modules (position_id, folded) WHERE active;

CREATE TABLE job_marks (
    module_id BLOB NOT NULL REFERENCES job_modules (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    marked_by BLOB NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    PRIMARY KEY (module_id, person_id)
);
CREATE INDEX job_marks_by_person ON job_marks (person_id);

-- Nobody takes part in job training before the CS days are done, unless HR lets them through.
-- Being excused or absent is no taking part, but nobody who is locked out was expected either.
CREATE TRIGGER attendance_unlocked BEFORE INSERT ON attendance
WHEN EXISTS (
    SELECT 1 FROM sessions s JOIN onboardings o ON o.person_id = NEW.person_id AND o.current
        AND o.finished_at IS NULL AND o.released_at IS NULL
    WHERE s.id = NEW.session_id AND s.job_training IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'taken: job training is locked until the CS days are done');
END;
CREATE TRIGGER attendance_stays_unlocked BEFORE UPDATE ON attendance
WHEN NEW.state IN ('present', 'late', 'waiting') AND NEW.state <> OLD.state AND EXISTS (
    SELECT 1 FROM sessions s JOIN onboardings o ON o.person_id = NEW.person_id AND o.current
        AND o.finished_at IS NULL AND o.released_at IS NULL
    WHERE s.id = NEW.session_id AND s.job_training IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'taken: job training is locked until the CS days are done');
END;
CREATE TRIGGER job_marks_unlocked BEFORE INSERT ON job_marks
WHEN EXISTS (
    SELECT 1 FROM onboardings o WHERE o.person_id = NEW.person_id AND o.current
        AND o.finished_at IS NULL AND o.released_at IS NULL)
BEGIN
    SELECT RAISE(ABORT, 'taken: job training is locked until the CS days are done');
END;

-- Nobody who is locked out is named for job training, and it does not open for them alone.
CREATE TRIGGER audiences_unlocked BEFORE INSERT ON audiences
WHEN NEW.kind = 'person' AND EXISTS (
    SELECT 1 FROM sessions s JOIN onboardings o ON o.person_id = NEW.target_id AND o.current
        AND o.finished_at IS NULL AND o.released_at IS NULL
    WHERE s.id = NEW.owner_id AND s.job_training IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'taken: job training is locked until the CS days are done');
END;
CREATE TRIGGER sessions_unlocked BEFORE UPDATE ON sessions
WHEN NEW.job_training IS NOT NULL AND OLD.job_training IS NULL AND (EXISTS (
    SELECT 1 FROM audiences a JOIN onboardings o ON o.person_id = a.target_id AND o.current
        AND o.finished_at IS NULL AND o.released_at IS NULL
    WHERE a.owner_id = NEW.id AND a.kind = 'person') OR EXISTS (
    SELECT 1 FROM attendance t JOIN onboardings o ON o.person_id = t.person_id AND o.current
        AND o.finished_at IS NULL AND o.released_at IS NULL
    WHERE t.session_id = NEW.id AND t.state IN ('present', 'late', 'waiting')))
BEGIN
    SELECT RAISE(ABORT, 'taken: job training is locked until the CS days are done');
END;
CREATE TRIGGER sessions_open_unlocked BEFORE UPDATE ON sessions
WHEN NEW.job_training IS NOT NULL AND NEW.state = 'open' AND OLD.state = 'planned' AND EXISTS (
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
          AND o.finished_at IS NULL AND o.released_at IS NULL))
BEGIN
    SELECT RAISE(ABORT, 'taken: job training is locked until the CS days are done');
END;
