-- What changed from one date to another: the date of the hire, the start of job training.
ALTER TABLE onboarding_events ADD COLUMN from_day TEXT;
ALTER TABLE onboarding_events ADD COLUMN to_day TEXT;
