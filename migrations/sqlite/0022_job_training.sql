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
