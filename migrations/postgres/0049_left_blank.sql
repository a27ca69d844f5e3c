-- A judgement that was left blank on purpose has no value.
ALTER TABLE judgements ALTER COLUMN value DROP NOT NULL;
