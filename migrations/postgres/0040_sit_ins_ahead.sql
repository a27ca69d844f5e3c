-- When a sit-in is planned; as long as nothing was observed it still lies ahead, or waits to be written
-- down. A calendar tells when it last changed.
ALTER TABLE sit_ins ADD COLUMN starts_at TIMESTAMPTZ;
ALTER TABLE sit_ins ADD COLUMN ends_at TIMESTAMPTZ;
ALTER TABLE sit_ins ADD COLUMN changed_at TIMESTAMPTZ;
CREATE INDEX sit_ins_by_start ON sit_ins (starts_at);

-- What a host said was not so, also when it was corrected or withdrawn since.
CREATE TABLE sit_in_denials (
    id UUID PRIMARY KEY,
    onboarding_id UUID NOT NULL REFERENCES onboardings (id),
    host_id UUID NOT NULL REFERENCES people (id),
    held_on DATE NOT NULL,
    reason TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sit_in_denials_by_onboarding ON sit_in_denials (onboarding_id, at);
CREATE INDEX sit_in_denials_by_host ON sit_in_denials (host_id, at);
INSERT INTO sit_in_denials (id, onboarding_id, host_id, held_on, reason, at)
    SELECT id, onboarding_id, host_id, held_on, remark, denied_at FROM sit_ins
    WHERE denied_at IS NOT NULL;
