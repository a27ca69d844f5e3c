-- A holiday holds everywhere, or only by the clocks of one place: an empty zone stands for everywhere.
ALTER TABLE holidays ADD COLUMN time_zone TEXT NOT NULL DEFAULT '';
ALTER TABLE holidays DROP CONSTRAINT holidays_pkey;
ALTER TABLE holidays ADD PRIMARY KEY (day, time_zone);

-- Somebody chose a day that is not usual, a holiday or a day of the week on which nobody comes otherwise,
-- and said so: nothing has to be planned again because of that.
ALTER TABLE visits ADD COLUMN anyway BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE onboarding_days ADD COLUMN anyway BOOLEAN NOT NULL DEFAULT FALSE;

-- The day of the week of a visit, as `visit_branches.weekdays` counts them: 1 is Monday, 64 is Sunday.
ALTER TABLE visits ADD COLUMN weekday BIGINT NOT NULL
    GENERATED ALWAYS AS (1::bigint << (EXTRACT(ISODOW FROM day)::int - 1)) STORED;

-- Until now only a tick put a visit to a day of the week on which its branch is closed.
UPDATE visits SET anyway = TRUE
    WHERE weekday & COALESCE((SELECT h.weekdays FROM visit_branches h
                              WHERE h.branch_id = visits.branch_id), 31) = 0;
