-- The date of an onboarding day by the clocks of its branch, so that absences and blocked days, which are
-- dates, can be compared with it.
ALTER TABLE onboarding_days ADD COLUMN day DATE;
UPDATE onboarding_days SET day = (starts_at AT TIME ZONE time_zone)::date
    WHERE starts_at IS NOT NULL;

-- The host of a sit-in says that it was not so; `remark` says why. It can be changed until it is
-- confirmed, by one after the other.
ALTER TABLE sit_ins ADD COLUMN denied_at TIMESTAMPTZ;
ALTER TABLE sit_ins ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
