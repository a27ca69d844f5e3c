-- A contribution that its author took back is empty, and stays as one that there was. Of a dissent
-- that was taken back only their number stays: who it was, and when, nobody needs to know.
ALTER TABLE archetype_inputs ADD COLUMN taken_back_at TIMESTAMPTZ;
ALTER TABLE decisions ADD COLUMN taken_back BIGINT NOT NULL DEFAULT 0;
