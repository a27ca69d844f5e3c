-- One journey: an onboarding day may be held during a visit to the same branch by the same instructor.
-- Everything else that somebody has at that time still keeps them away.
DROP TRIGGER onboarding_days_apart;
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
          AND b.starts_at < NEW.ends_at AND b.ends_at > NEW.starts_at
          AND NOT EXISTS (SELECT 1 FROM visits v
              WHERE v.session_id = b.session_id AND v.branch_id = NEW.branch_id)))
BEGIN
    SELECT RAISE(ABORT, 'taken: the instructor is somewhere else at that time');
END;

DROP TRIGGER bookings_beside_onboarding;
CREATE TRIGGER bookings_beside_onboarding BEFORE INSERT ON bookings
WHEN EXISTS (SELECT 1 FROM onboarding_days d WHERE d.instructor_id = NEW.person_id
    AND COALESCE(d.attendance, '') <> 'absent'
    AND d.starts_at < NEW.ends_at AND d.ends_at > NEW.starts_at
    AND NOT EXISTS (SELECT 1 FROM visits v
        WHERE v.session_id = NEW.session_id AND v.branch_id = d.branch_id))
BEGIN
    SELECT RAISE(ABORT, 'taken: the person has an onboarding day at that time');
END;
DROP TRIGGER bookings_stay_beside_onboarding;
CREATE TRIGGER bookings_stay_beside_onboarding BEFORE UPDATE ON bookings
WHEN EXISTS (SELECT 1 FROM onboarding_days d WHERE d.instructor_id = NEW.person_id
    AND COALESCE(d.attendance, '') <> 'absent'
    AND d.starts_at < NEW.ends_at AND d.ends_at > NEW.starts_at
    AND NOT EXISTS (SELECT 1 FROM visits v
        WHERE v.session_id = NEW.session_id AND v.branch_id = d.branch_id))
BEGIN
    SELECT RAISE(ABORT, 'taken: the person has an onboarding day at that time');
END;
