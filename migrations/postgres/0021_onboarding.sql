-- Onboarding: the CS days that come before job training. The days of people hired now are late
-- when they are not done this many days after the hire.
ALTER TABLE organisation ADD COLUMN onboarding_late_days BIGINT NOT NULL DEFAULT 10;
-- Where people may have their days besides their own branch.
ALTER TABLE organisation ADD COLUMN onboarding_branch_id UUID REFERENCES branches (id);

-- What somebody new learns: for one position, or for everybody. `version` is the latest one.
CREATE TABLE onboarding_plans (
    id UUID PRIMARY KEY,
    position_id UUID REFERENCES positions (id),
    name TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    changed_by UUID REFERENCES people (id),
    changed_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX onboarding_plans_by_position ON onboarding_plans (position_id)
    WHERE position_id IS NOT NULL;

-- The days of a version. A version never changes: people keep the one they began with.
CREATE TABLE onboarding_plan_days (
    plan_id UUID NOT NULL REFERENCES onboarding_plans (id),
    version BIGINT NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    topics TEXT NOT NULL DEFAULT '',
    materials TEXT NOT NULL DEFAULT '',
    bring TEXT NOT NULL DEFAULT '',
    starts_at_minute BIGINT NOT NULL,
    minutes BIGINT NOT NULL CHECK (minutes > 0),
    signer TEXT NOT NULL,
    PRIMARY KEY (plan_id, version, number)
);

-- What must be seen of a person on a day, one behaviour each.
CREATE TABLE onboarding_items (
    plan_id UUID NOT NULL,
    version BIGINT NOT NULL,
    number BIGINT NOT NULL,
    item BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (plan_id, version, number, item),
    FOREIGN KEY (plan_id, version, number)
        REFERENCES onboarding_plan_days (plan_id, version, number)
);

-- Somebody's way through a plan. Who is hired again has another one, which names the one before;
-- one of them is current. It ends when all days are done, or when HR lets the person through.
CREATE TABLE onboardings (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES people (id),
    plan_id UUID NOT NULL REFERENCES onboarding_plans (id),
    version BIGINT NOT NULL,
    hired_on DATE NOT NULL,
    job_training_on DATE,
    earlier_id UUID REFERENCES onboardings (id),
    current BOOLEAN NOT NULL DEFAULT TRUE,
    finished_at TIMESTAMPTZ,
    counts_earlier BOOLEAN NOT NULL DEFAULT FALSE,
    released_at TIMESTAMPTZ,
    released_by UUID REFERENCES people (id),
    release_reason TEXT NOT NULL DEFAULT '',
    exempt BOOLEAN NOT NULL DEFAULT FALSE,
    begun_by UUID REFERENCES people (id),
    begun_at TIMESTAMPTZ NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX onboardings_current ON onboardings (person_id) WHERE current;
CREATE INDEX onboardings_by_person ON onboardings (person_id);
-- Those whose job training is locked.
CREATE INDEX onboardings_running ON onboardings (hired_on)
    WHERE current AND finished_at IS NULL AND released_at IS NULL;
CREATE INDEX onboardings_by_plan ON onboardings (plan_id, version);

-- The days of one person: when, where and with whom; whether they were there; when it was done.
CREATE TABLE onboarding_days (
    onboarding_id UUID NOT NULL REFERENCES onboardings (id),
    number BIGINT NOT NULL,
    starts_at TIMESTAMPTZ,
    ends_at TIMESTAMPTZ,
    time_zone TEXT NOT NULL,
    branch_id UUID REFERENCES branches (id),
    place TEXT NOT NULL DEFAULT '',
    instructor_id UUID REFERENCES people (id),
    make_up BOOLEAN NOT NULL DEFAULT FALSE,
    attendance TEXT,
    done_at TIMESTAMPTZ,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (onboarding_id, number),
    CHECK (ends_at > starts_at)
);
CREATE INDEX onboarding_days_by_instructor ON onboarding_days (instructor_id, starts_at);
CREATE INDEX onboarding_days_by_branch ON onboarding_days (branch_id, starts_at);

-- Who has seen what. The key makes it happen once.
CREATE TABLE onboarding_signatures (
    onboarding_id UUID NOT NULL,
    number BIGINT NOT NULL,
    item BIGINT NOT NULL,
    signed_by UUID NOT NULL REFERENCES people (id),
    signed_at TIMESTAMPTZ NOT NULL,
    remark TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (onboarding_id, number, item),
    FOREIGN KEY (onboarding_id, number) REFERENCES onboarding_days (onboarding_id, number)
);

-- What happened to a day: planned, moved, marked, signed, taken back. `number` 0 is the whole.
CREATE TABLE onboarding_events (
    id UUID PRIMARY KEY,
    onboarding_id UUID NOT NULL REFERENCES onboardings (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    item BIGINT,
    detail TEXT NOT NULL DEFAULT '',
    actor_id UUID REFERENCES people (id),
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX onboarding_events_by_onboarding ON onboarding_events (onboarding_id, at);

-- Sitting in with somebody experienced. The reflection may have become a note.
CREATE TABLE sit_ins (
    id UUID PRIMARY KEY,
    onboarding_id UUID NOT NULL REFERENCES onboardings (id),
    host_id UUID NOT NULL REFERENCES people (id),
    held_on DATE NOT NULL,
    observed TEXT NOT NULL,
    reflection TEXT NOT NULL DEFAULT '',
    note_id UUID REFERENCES notes (id),
    confirmed_at TIMESTAMPTZ,
    remark TEXT NOT NULL DEFAULT '',
    created_by UUID NOT NULL REFERENCES people (id),
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sit_ins_by_onboarding ON sit_ins (onboarding_id, held_on);
CREATE INDEX sit_ins_by_host ON sit_ins (host_id);
CREATE UNIQUE INDEX sit_ins_once ON sit_ins (onboarding_id, host_id, held_on);

-- A version of a plan never changes.
CREATE FUNCTION onboarding_plan_days_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'taken: a version of a plan never changes';
END $$;
CREATE TRIGGER onboarding_plan_days_stay BEFORE UPDATE OR DELETE ON onboarding_plan_days
FOR EACH ROW EXECUTE FUNCTION onboarding_plan_days_stay();
CREATE TRIGGER onboarding_items_stay BEFORE UPDATE OR DELETE ON onboarding_items
FOR EACH ROW EXECUTE FUNCTION onboarding_plan_days_stay();

-- What happened, happened: how often somebody was let through is counted from here.
CREATE FUNCTION onboarding_events_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'taken: history never changes';
END $$;
CREATE TRIGGER onboarding_events_stay BEFORE UPDATE OR DELETE ON onboarding_events
FOR EACH ROW EXECUTE FUNCTION onboarding_events_stay();

-- A day is done when the person was there and everything is signed. An instructor is in one
-- place: neither on days elsewhere nor in a session at that time.
CREATE FUNCTION onboarding_days_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.done_at IS NOT NULL OR NEW.starts_at IS NOT NULL THEN
            RAISE EXCEPTION 'taken: a day begins without a time and is not done';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.done_at IS NOT NULL AND (COALESCE(NEW.attendance, '') <> 'present' OR EXISTS (
        SELECT 1 FROM onboardings o JOIN onboarding_items i
            ON i.plan_id = o.plan_id AND i.version = o.version AND i.number = NEW.number
        WHERE o.id = NEW.onboarding_id AND NOT EXISTS (
            SELECT 1 FROM onboarding_signatures s WHERE s.onboarding_id = NEW.onboarding_id
                AND s.number = NEW.number AND s.item = i.item))) THEN
        RAISE EXCEPTION 'taken: a day is done when everything is signed';
    END IF;
    IF NEW.done_at IS NULL AND OLD.done_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM onboardings o WHERE o.id = NEW.onboarding_id
            AND o.finished_at IS NOT NULL AND NOT o.counts_earlier) THEN
        RAISE EXCEPTION 'taken: the onboarding is finished';
    END IF;
    IF NEW.starts_at IS NOT NULL AND NEW.instructor_id IS NOT NULL
      AND COALESCE(NEW.attendance, '') <> 'absent'
      AND (NEW.starts_at IS DISTINCT FROM OLD.starts_at OR NEW.ends_at IS DISTINCT FROM OLD.ends_at
           OR NEW.instructor_id IS DISTINCT FROM OLD.instructor_id
           OR NEW.branch_id IS DISTINCT FROM OLD.branch_id) THEN
        -- Whoever books the same person waits here, and then sees what was booked.
        PERFORM 1 FROM people WHERE id = NEW.instructor_id FOR NO KEY UPDATE;
        IF EXISTS (SELECT 1 FROM onboarding_days d
            WHERE d.instructor_id = NEW.instructor_id
              AND d.branch_id IS DISTINCT FROM NEW.branch_id
              AND COALESCE(d.attendance, '') <> 'absent'
              AND NOT (d.onboarding_id = NEW.onboarding_id AND d.number = NEW.number)
              AND d.starts_at < NEW.ends_at AND d.ends_at > NEW.starts_at)
          OR EXISTS (SELECT 1 FROM bookings b WHERE b.person_id = NEW.instructor_id
              AND b.starts_at < NEW.ends_at AND b.ends_at > NEW.starts_at) THEN
            RAISE EXCEPTION 'taken: the instructor is somewhere else at that time';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER onboarding_days_hold BEFORE INSERT OR UPDATE ON onboarding_days
FOR EACH ROW EXECUTE FUNCTION onboarding_days_hold();

CREATE FUNCTION onboarding_signatures_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM onboarding_days d WHERE d.onboarding_id = OLD.onboarding_id
        AND d.number = OLD.number AND d.done_at IS NOT NULL) THEN
        RAISE EXCEPTION 'taken: the day is done';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER onboarding_signatures_kept BEFORE DELETE ON onboarding_signatures
FOR EACH ROW EXECUTE FUNCTION onboarding_signatures_kept();

-- It is finished when all days are done, or when the earlier one counts.
CREATE FUNCTION onboardings_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.finished_at IS NOT NULL OR NEW.released_at IS NOT NULL THEN
            RAISE EXCEPTION 'taken: an onboarding begins open';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.finished_at IS NOT NULL AND NEW.counts_earlier AND NOT EXISTS (
        SELECT 1 FROM onboardings e WHERE e.id = NEW.earlier_id
            AND e.person_id = NEW.person_id AND e.finished_at IS NOT NULL) THEN
        RAISE EXCEPTION 'taken: the earlier one is not finished';
    END IF;
    IF NEW.finished_at IS NOT NULL AND NOT NEW.counts_earlier AND (
        EXISTS (SELECT 1 FROM onboarding_days d
                WHERE d.onboarding_id = NEW.id AND d.done_at IS NULL)
        OR NOT EXISTS (SELECT 1 FROM onboarding_days d WHERE d.onboarding_id = NEW.id)) THEN
        RAISE EXCEPTION 'taken: not all days are done';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER onboardings_hold BEFORE INSERT OR UPDATE ON onboardings
FOR EACH ROW EXECUTE FUNCTION onboardings_hold();

CREATE FUNCTION bookings_beside_onboarding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people WHERE id = NEW.person_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM onboarding_days d WHERE d.instructor_id = NEW.person_id
        AND COALESCE(d.attendance, '') <> 'absent'
        AND d.starts_at < NEW.ends_at AND d.ends_at > NEW.starts_at) THEN
        RAISE EXCEPTION 'taken: the person has an onboarding day at that time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bookings_beside_onboarding BEFORE INSERT OR UPDATE ON bookings
FOR EACH ROW EXECUTE FUNCTION bookings_beside_onboarding();
