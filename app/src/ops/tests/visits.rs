//! How the checks of branch visits are made to fail.

pub const BROKEN: &[(&str, &[&str])] = &[
    (
        "a visit is the session of its branch and its instructor",
        &[
            "DELETE FROM bookings WHERE session_id IN (SELECT session_id FROM visits WHERE live)",
            "DELETE FROM facilitators WHERE session_id IN (SELECT session_id FROM visits WHERE live)",
        ],
    ),
    (
        "a visit holds its morning until it is called off",
        &["UPDATE visits SET live = FALSE WHERE session_id = \
           (SELECT session_id FROM visits WHERE live ORDER BY day LIMIT 1)"],
    ),
    ("a visit begins with its history", &["DELETE FROM visit_events"]),
];
