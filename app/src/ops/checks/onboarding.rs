//! What must hold of onboarding.

use super::{Check, check};

pub const ONBOARDING: &[Check] = &[
    check(
        "an onboarding day that is done was attended and signed",
        "SELECT COUNT(*) FROM onboarding_days d JOIN onboardings o ON o.id = d.onboarding_id \
         WHERE d.done_at IS NOT NULL AND (COALESCE(d.attendance, '') <> 'present' OR EXISTS \
            (SELECT 1 FROM onboarding_items i WHERE i.plan_id = o.plan_id \
               AND i.version = o.version AND i.number = d.number AND NOT EXISTS \
                (SELECT 1 FROM onboarding_signatures s WHERE s.onboarding_id = d.onboarding_id \
                   AND s.number = d.number AND s.item = i.item)))",
    ),
    check(
        "an onboarding day that has a time has its date",
        "SELECT COUNT(*) FROM onboarding_days WHERE starts_at IS NOT NULL AND day IS NULL",
    ),
    check(
        "an onboarding is finished when its days are done",
        "SELECT COUNT(*) FROM onboardings o WHERE o.finished_at IS NOT NULL \
           AND NOT o.counts_earlier AND EXISTS \
            (SELECT 1 FROM onboarding_days d WHERE d.onboarding_id = o.id AND d.done_at IS NULL)",
    ),
    check(
        "of somebody's onboardings one is current",
        "SELECT COUNT(*) FROM onboardings o WHERE 1 <> \
            (SELECT COUNT(*) FROM onboardings x WHERE x.person_id = o.person_id AND x.current)",
    ),
    check(
        "nobody holds onboarding days in two places at once",
        "SELECT COUNT(*) FROM onboarding_days a JOIN onboarding_days b \
            ON b.instructor_id = a.instructor_id AND b.branch_id <> a.branch_id \
           AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at \
         WHERE COALESCE(a.attendance, '') <> 'absent' AND COALESCE(b.attendance, '') <> 'absent'",
    ),
    check(
        "nobody holds an onboarding day while they are elsewhere",
        "SELECT COUNT(*) FROM onboarding_days d JOIN bookings b ON b.person_id = d.instructor_id \
           AND b.starts_at < d.ends_at AND b.ends_at > d.starts_at \
         WHERE COALESCE(d.attendance, '') <> 'absent' AND NOT EXISTS \
            (SELECT 1 FROM visits v WHERE v.session_id = b.session_id \
               AND v.branch_id = d.branch_id)",
    ),
    check(
        "what is planned in a programme of job training is job training",
        "SELECT COUNT(*) FROM sessions s JOIN programmes g ON g.id = s.programme_id \
         WHERE s.state = 'planned' AND s.job_training IS NULL AND g.job_training IS NOT NULL",
    ),
];
