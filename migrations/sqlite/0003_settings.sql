-- The organisation: one row. The target is in basis points: 7500 is 75 %.
CREATE TABLE organisation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    target_basis_points INTEGER NOT NULL DEFAULT 7500,
    late_after_minutes INTEGER NOT NULL DEFAULT 10,
    revision INTEGER NOT NULL DEFAULT 1
);

-- Days without sessions.
CREATE TABLE holidays (
    day TEXT PRIMARY KEY,
    name TEXT NOT NULL
);
