-- From when to when a day was put, for its history; of what happened before nobody knows.
ALTER TABLE onboarding_events ADD COLUMN from_start TEXT;
ALTER TABLE onboarding_events ADD COLUMN to_start TEXT;
