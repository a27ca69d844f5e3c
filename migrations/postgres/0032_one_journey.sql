-- One journey: an onboarding day may be held during a visit to the same branch by the same instructor.
-- Everything else that somebody has at that time still keeps them away.
CREATE OR REPLACE FUNCTION onboarding_days_hold() RETURNS trigger LANGUAGE plpgsql AS $$
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
              AND b.starts_at < NEW.ends_at AND b.ends_at > NEW.starts_at
              AND NOT EXISTS (SELECT 1 FROM visits v
                  WHERE v.session_id = b.session_id AND v.branch_id = NEW.branch_id)) THEN
            RAISE EXCEPTION 'taken: the instructor is somewhere else at that time';
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION bookings_beside_onboarding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people WHERE id = NEW.person_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM onboarding_days d WHERE d.instructor_id = NEW.person_id
        AND COALESCE(d.attendance, '') <> 'absent'
        AND d.starts_at < NEW.ends_at AND d.ends_at > NEW.starts_at
        AND NOT EXISTS (SELECT 1 FROM visits v
            WHERE v.session_id = NEW.session_id AND v.branch_id = d.branch_id)) THEN
        RAISE EXCEPTION 'taken: the person has an onboarding day at that time';
    END IF;
    RETURN NEW;
END $$;
