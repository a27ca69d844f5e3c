-- Nothing here: SQLite's index has no list of things that it adds later.
SELECT 1;
