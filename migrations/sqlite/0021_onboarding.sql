-- Onboarding: the CS days that come before job training. The days of people hired now are late
-- when they are not done this many days after the hire.
ALTER TABLE organisation ADD COLUMN onboarding_late_days INTEGER NOT NULL DEFAULT 10;
-- Where people may have their days besides their own branch.
ALTER TABLE organisation ADD COLUMN onboarding_branch_id BLOB REFERENCES branches (id);

-- What somebody new learns: for one position, or for everybody. `version` is the latest one.
CREATE TABLE onboarding_plans (
    id BLOB PRIMARY KEY,
    position_id BLOB REFERENCES positions (id),
    name TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    changed_by BLOB REFERENCES people (id),
    changed_at TEXT NOT NULL
);
CREATE UNIQUE INDEX onboarding_plans_by_position ON onboarding_plans (position_id)
    WHERE position_id IS NOT NULL;

-- The days of a version. A version never changes: people keep the one they began with.
CREATE TABLE onboarding_plan_days (
    plan_id BLOB NOT NULL REFERENCES onboarding_plans (id),
    version INTEGER NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    topics TEXT NOT NULL DEFAULT '',
    materials TEXT NOT NULL DEFAULT '',
    bring TEXT NOT NULL DEFAULT '',
    starts_at_minute INTEGER NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    signer TEXT NOT NULL,
    PRIMARY KEY (plan_id, version, number)
);

-- What must be seen of a person on a day, one behaviour each.
CREATE TABLE onboarding_items (
    plan_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    number INTEGER NOT NULL,
    item INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (plan_id, version, number, item),
    FOREIGN KEY (plan_id, version, number)
        REFERENCES onboarding_plan_days (plan_id, version, number)
);

-- Somebody's way through a plan. Who is hired again has another one, which names the one before;
-- one of them is current. It ends when all days are done, or when HR lets the person through.
CREATE TABLE onboardings (
    id BLOB PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id),
    plan_id BLOB NOT NULL REFERENCES onboarding_plans (id),
    version INTEGER NOT NULL,
    hired_on TEXT NOT NULL,
    job_training_on TEXT,
    earlier_id BLOB REFERENCES onboardings (id),
    current BOOLEAN NOT NULL DEFAULT TRUE,
    finished_at TEXT,
    counts_earlier BOOLEAN NOT NULL DEFAULT FALSE,
    released_at TEXT,
    released_by BLOB REFERENCES people (id),
    release_reason TEXT NOT NULL DEFAULT '',
    exempt BOOLEAN NOT NULL DEFAULT FALSE,
    begun_by BLOB REFERENCES people (id),
    begun_at TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX onboardings_current ON onboardings (person_id) WHERE current;
CREATE INDEX onboardings_by_person ON onboardings (person_id);
-- Those whose job training is locked.
CREATE INDEX onboardings_running ON onboardings (hired_on)
    WHERE current AND finished_at IS NULL AND released_at IS NULL;
CREATE INDEX onboardings_by_plan ON onboardings (plan_id, version);

-- The days of one person: when, where and with whom; whether they were there; when it was done.
CREATE TABLE onboarding_days (
    onboarding_id BLOB NOT NULL REFERENCES onboardings (id),
    number INTEGER NOT NULL,
    starts_at TEXT,
    ends_at TEXT,
    time_zone TEXT NOT NULL,
    branch_id BLOB REFERENCES branches (id),
    place TEXT NOT NULL DEFAULT '',
    instructor_id BLOB REFERENCES people (id),
    make_up BOOLEAN NOT NULL DEFAULT FALSE,
    attendance TEXT,
    done_at TEXT,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (onboarding_id, number),
    CHECK (ends_at > starts_at)
);
CREATE INDEX onboarding_days_by_instructor ON onboarding_days (instructor_id, starts_at);
CREATE INDEX onboarding_days_by_branch ON onboarding_days (branch_id, starts_at);

-- Who has seen what. The key makes it happen once.
CREATE TABLE onboarding_signatures (
    onboarding_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    item INTEGER NOT NULL,
    signed_by BLOB NOT NULL REFERENCES people (id),
    signed_at TEXT NOT NULL,
    remark TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (onboarding_id, number, item),
    FOREIGN KEY (onboarding_id, number) REFERENCES onboarding_days (onboarding_id, number)
);

-- What happened to a day: planned, moved, marked, signed, taken back. `number` 0 is the whole.
CREATE TABLE onboarding_events (
    id BLOB PRIMARY KEY,
    onboarding_id BLOB NOT NULL REFERENCES onboardings (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    item INTEGER,
    detail TEXT NOT NULL DEFAULT '',
    actor_id BLOB REFERENCES people (id),
    at TEXT NOT NULL
);
CREATE INDEX onboarding_events_by_onboarding ON onboarding_events (onboarding_id, at);

-- Sitting in with somebody experienced. The reflection may have become a note.
CREATE TABLE sit_ins (
    id BLOB PRIMARY KEY,
    onboarding_id BLOB NOT NULL REFERENCES onboardings (id),
    host_id BLOB NOT NULL REFERENCES people (id),
    held_on TEXT NOT NULL,
    observed TEXT NOT NULL,
    reflection TEXT NOT NULL DEFAULT '',
    note_id BLOB REFERENCES notes (id),
    confirmed_at TEXT,
    remark TEXT NOT NULL DEFAULT '',
    created_by BLOB NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL
);
CREATE INDEX sit_ins_by_onboarding ON sit_ins (onboarding_id, held_on);
CREATE INDEX sit_ins_by_host ON sit_ins (host_id);
CREATE UNIQUE INDEX sit_ins_once ON sit_ins (onboarding_id, host_id, held_on);

-- A version of a plan never changes.
CREATE TRIGGER onboarding_plan_days_stay BEFORE UPDATE ON onboarding_plan_days
BEGIN
    SELECT RAISE(ABORT, 'taken: a version of a plan never changes');
END;
CREATE TRIGGER onboarding_plan_days_kept BEFORE DELETE ON onboarding_plan_days
BEGIN
    SELECT RAISE(ABORT, 'taken: a version of a plan never changes');
END;
CREATE TRIGGER onboarding_items_stay BEFORE UPDATE ON onboarding_items
BEGIN
    SELECT RAISE(ABORT, 'taken: a version of a plan never changes');
END;
CREATE TRIGGER onboarding_items_kept BEFORE DELETE ON onboarding_items
BEGIN
    SELECT RAISE(ABORT, 'taken: a version of a plan never changes');
END;

-- What happened, happened: how often somebody was let through is counted from here.
CREATE TRIGGER onboarding_events_stay BEFORE UPDATE ON onboarding_events
BEGIN
    SELECT RAISE(ABORT, 'taken: history never changes');
END;
CREATE TRIGGER onboarding_events_kept BEFORE DELETE ON onboarding_events
BEGIN
    SELECT RAISE(ABORT, 'taken: history never changes');
END;

-- A day is done when the person was there and everything is signed.
CREATE TRIGGER onboarding_days_done BEFORE UPDATE ON onboarding_days
WHEN NEW.done_at IS NOT NULL AND (COALESCE(NEW.attendance, '') <> 'present' OR EXISTS (
    SELECT 1 FROM onboardings o JOIN onboarding_items i
        ON i.plan_id = o.plan_id AND i.version = o.version AND i.number = NEW.number
    WHERE o.id = NEW.onboarding_id AND NOT EXISTS (
        SELECT 1 FROM onboarding_signatures s WHERE s.onboarding_id = NEW.onboarding_id
            AND s.number = NEW.number AND s.item = i.item)))
BEGIN
    SELECT RAISE(ABORT, 'taken: a day is done when everything is signed');
END;
CREATE TRIGGER onboarding_days_begin BEFORE INSERT ON onboarding_days
WHEN NEW.done_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'taken: a day is done when everything is signed');
END;
CREATE TRIGGER onboarding_days_undone BEFORE UPDATE ON onboarding_days
WHEN NEW.done_at IS NULL AND OLD.done_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM onboardings o
    WHERE o.id = NEW.onboarding_id AND o.finished_at IS NOT NULL AND NOT o.counts_earlier)
BEGIN
    SELECT RAISE(ABORT, 'taken: the onboarding is finished');
END;
CREATE TRIGGER onboarding_signatures_kept BEFORE DELETE ON onboarding_signatures
WHEN EXISTS (
    SELECT 1 FROM onboarding_days d WHERE d.onboarding_id = OLD.onboarding_id
        AND d.number = OLD.number AND d.done_at IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'taken: the day is done');
END;

-- It is finished when all days are done, or when the earlier one counts.
CREATE TRIGGER onboardings_finished BEFORE UPDATE ON onboardings
WHEN NEW.finished_at IS NOT NULL AND CASE
    WHEN NEW.counts_earlier THEN NOT EXISTS (
        SELECT 1 FROM onboardings e
        WHERE e.id = NEW.earlier_id AND e.person_id = NEW.person_id AND e.finished_at IS NOT NULL)
    ELSE EXISTS (
        SELECT 1 FROM onboarding_days d WHERE d.onboarding_id = NEW.id AND d.done_at IS NULL)
      OR NOT EXISTS (SELECT 1 FROM onboarding_days d WHERE d.onboarding_id = NEW.id)
    END
BEGIN
    SELECT RAISE(ABORT, 'taken: not all days are done');
END;
CREATE TRIGGER onboardings_begin BEFORE INSERT ON onboardings
WHEN NEW.finished_at IS NOT NULL OR NEW.released_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'taken: an onboarding begins open');
END;

-- An instructor is in one place: neither on days elsewhere nor in a session at that time.
CREATE TRIGGER onboarding_days_apart BEFORE UPDATE ON onboarding_days
WHEN NEW.starts_at IS NOT NULL AND NEW.instructor_id IS NOT NULL
  AND COALESCE(NEW.attendance, '') <> 'absent'
  AND (NEW.starts_at IS NOT OLD.starts_at OR NEW.ends_at IS NOT OLD.ends_at
       OR NEW.instructor_id IS NOT OLD.instructor_id OR NEW.branch_id IS NOT OLD.branch_id)
  AND (EXISTS (SELECT 1 FROM onboarding_days d
        WHERE d.instructor_id = NEW.instructor_id AND d.branch_id IS NOT NEW.branch_id
          AND COALESCE(d.attendance, '') <> 'absent'
          AND NOT (d.onboarding_id = NEW.onboarding_id AND d.number = NEW.number)
          AND d.starts_at < NEW.ends_at AND d.ends_at > NEW.starts_at)
    OR EXISTS (SELECT 1 FROM bookings b WHERE b.person_id = NEW.instructor_id
          AND b.starts_at < NEW.ends_at AND b.ends_at > NEW.starts_at))
BEGIN
    SELECT RAISE(ABORT, 'taken: the instructor is somewhere else at that time');
END;
CREATE TRIGGER onboarding_days_begin_apart BEFORE INSERT ON onboarding_days
WHEN NEW.starts_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'taken: a day begins without a time');
END;
CREATE TRIGGER bookings_beside_onboarding BEFORE INSERT ON bookings
WHEN EXISTS (SELECT 1 FROM onboarding_days d WHERE d.instructor_id = NEW.person_id
    AND COALESCE(d.attendance, '') <> 'absent'
    AND d.starts_at < NEW.ends_at AND d.ends_at > NEW.starts_at)
BEGIN
    SELECT RAISE(ABORT, 'taken: the person has an onboarding day at that time');
END;
CREATE TRIGGER bookings_stay_beside_onboarding BEFORE UPDATE ON bookings
WHEN EXISTS (SELECT 1 FROM onboarding_days d WHERE d.instructor_id = NEW.person_id
    AND COALESCE(d.attendance, '') <> 'absent'
    AND d.starts_at < NEW.ends_at AND d.ends_at > NEW.starts_at)
BEGIN
    SELECT RAISE(ABORT, 'taken: the person has an onboarding day at that time');
END;
