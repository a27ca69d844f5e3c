-- The date of an onboarding day by the clocks of its branch, so that absences and blocked days, which are
-- dates, can be compared with it. Days are held between morning and evening: what was planned before
-- gets its date by the usual clocks of its part of the world, and exactly when it is planned again.
ALTER TABLE onboarding_days ADD COLUMN day TEXT;
UPDATE onboarding_days SET day = date(starts_at, CASE
        WHEN time_zone LIKE 'America/%' THEN '-5 hours'
        WHEN time_zone LIKE 'Asia/%' THEN '+7 hours'
        WHEN time_zone LIKE 'Australia/%' THEN '+10 hours'
        WHEN time_zone LIKE 'Pacific/%' THEN '+12 hours'
        ELSE '+1 hours' END)
    WHERE starts_at IS NOT NULL;

-- The host of a sit-in says that it was not so; `remark` says why. It can be changed until it is
-- confirmed, by one after the other.
ALTER TABLE sit_ins ADD COLUMN denied_at TEXT;
ALTER TABLE sit_ins ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
