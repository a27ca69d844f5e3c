//! What must hold of branch visits.

use super::{Check, check};

pub const VISITS: &[Check] = &[
    check(
        "a visit is the session of its branch and its instructor",
        "SELECT COUNT(*) FROM visits v JOIN sessions s ON s.id = v.session_id \
         WHERE s.branch_id IS NULL OR s.branch_id <> v.branch_id OR 1 <> \
            (SELECT COUNT(*) FROM facilitators f WHERE f.session_id = v.session_id) \
           OR NOT EXISTS (SELECT 1 FROM facilitators f \
                WHERE f.session_id = v.session_id AND f.person_id = v.instructor_id)",
    ),
    check(
        "a visit holds its morning until it is called off",
        "SELECT COUNT(*) FROM visits v JOIN sessions s ON s.id = v.session_id \
         WHERE v.live <> (s.state <> 'cancelled')",
    ),
    check(
        "a visit begins with its history",
        "SELECT COUNT(*) FROM visits v WHERE NOT EXISTS \
            (SELECT 1 FROM visit_events e WHERE e.session_id = v.session_id \
               AND e.kind = 'planned')",
    ),
];
