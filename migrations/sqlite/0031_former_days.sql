-- Times of onboarding days that were given up: what was moved, called off or handed over stays in the
-- calendars of those who had it, crossed out.
CREATE TABLE onboarding_former_times (
    id BLOB PRIMARY KEY,
    onboarding_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    branch_id BLOB REFERENCES branches (id),
    place TEXT NOT NULL DEFAULT '',
    instructor_id BLOB REFERENCES people (id),
    given_up_at TEXT NOT NULL,
    FOREIGN KEY (onboarding_id, number) REFERENCES onboarding_days (onboarding_id, number)
);
CREATE INDEX onboarding_former_times_by_day
    ON onboarding_former_times (onboarding_id, number, given_up_at);
CREATE INDEX onboarding_former_times_by_instructor
    ON onboarding_former_times (instructor_id, starts_at);
