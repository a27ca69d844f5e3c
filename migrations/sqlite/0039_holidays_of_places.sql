-- A holiday holds everywhere, or only by the clocks of one place: an empty zone stands for everywhere.
CREATE TABLE holidays_of_places (
    day TEXT NOT NULL,
    time_zone TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    PRIMARY KEY (day, time_zone)
);
INSERT INTO holidays_of_places (day, name) SELECT day, name FROM holidays;
DROP TABLE holidays;
ALTER TABLE holidays_of_places RENAME TO holidays;

-- Somebody chose a day that is not usual, a holiday or a day of the week on which nobody comes otherwise,
-- and said so: nothing has to be planned again because of that.
ALTER TABLE visits ADD COLUMN anyway BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE onboarding_days ADD COLUMN anyway BOOLEAN NOT NULL DEFAULT FALSE;

-- The day of the week of a visit, as `visit_branches.weekdays` counts them: 1 is Monday, 64 is Sunday.
ALTER TABLE visits ADD COLUMN weekday INTEGER NOT NULL
    GENERATED ALWAYS AS (1 << ((CAST(strftime('%w', day) AS INTEGER) + 6) % 7)) VIRTUAL;

-- Until now only a tick put a visit to a day of the week on which its branch is closed.
UPDATE visits SET anyway = TRUE
    WHERE weekday & COALESCE((SELECT h.weekdays FROM visit_branches h
                              WHERE h.branch_id = visits.branch_id), 31) = 0;
