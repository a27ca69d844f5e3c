-- Why a day was proposed with whom it stands: `visit`, `together`, `base`, `way-35`, `unknown`. Nothing when
-- somebody chose it.
ALTER TABLE onboarding_days ADD COLUMN why TEXT NOT NULL DEFAULT '';
