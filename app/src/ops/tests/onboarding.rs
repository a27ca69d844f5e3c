//! How the checks of onboarding are made to fail.

use super::LOOSE;

pub const BROKEN: &[(&str, &[&str])] = &[
    (
        "an onboarding day that is done was attended and signed",
        &[LOOSE, "DELETE FROM onboarding_signatures WHERE number = 1 AND item = 1"],
    ),
    (
        "an onboarding day that has a time has its date",
        &["UPDATE onboarding_days SET day = NULL WHERE number = 1"],
    ),
    (
        "an onboarding is finished when its days are done",
        &[LOOSE, "UPDATE onboardings SET finished_at = begun_at WHERE finished_at IS NULL"],
    ),
    (
        "of somebody's onboardings one is current",
        &["UPDATE onboardings SET current = FALSE WHERE finished_at IS NOT NULL"],
    ),
    (
        "nobody holds onboarding days in two places at once",
        &[
            LOOSE,
            "UPDATE onboarding_days SET instructor_id = (SELECT id FROM people LIMIT 1), \
             starts_at = (SELECT starts_at FROM sessions ORDER BY id LIMIT 1), \
             ends_at = (SELECT ends_at FROM sessions ORDER BY id LIMIT 1) \
             WHERE starts_at IS NOT NULL",
        ],
    ),
    (
        "nobody holds an onboarding day while they are elsewhere",
        &[
            LOOSE,
            "UPDATE onboarding_days SET instructor_id = \
                (SELECT person_id FROM bookings ORDER BY session_id, person_id LIMIT 1), \
             starts_at = (SELECT starts_at FROM bookings ORDER BY session_id, person_id LIMIT 1), \
             ends_at = (SELECT ends_at FROM bookings ORDER BY session_id, person_id LIMIT 1), \
             branch_id = NULL WHERE number = 1 AND starts_at IS NOT NULL",
        ],
    ),
    (
        "what is planned in a programme of job training is job training",
        &["UPDATE programmes SET job_training = 'technical'"],
    ),
];
