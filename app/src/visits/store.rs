//! The rota in the database: visits and their history, the hours of branches, the days of
//! instructors, the ways between branches.

mod changes;
mod checklist;
mod coverage;
mod days;
mod drafts;
mod hours;
mod telling;
mod visits;

pub use changes::{NewVisit, Why, add, call_off, events, mark_read, ran, reinstate, save, swap};
pub use checklist::{checks, checks_of, in_plan, set_checks, set_in_plan, set_ticks};
pub use coverage::{branches_seen, held, last_held};
pub use days::{
    absences, absences_between, add_absence, instructor, instructors, remove_absence, save_days,
};
pub use drafts::{
    add_draft, add_line, awaited_at, change_line, end_draft, fixed, held_draft, last_visits, line,
    lines, open_draft, published, remove_line, set_outcome, set_why,
};
pub use hours::{
    add_block, all_hours, blocks, blocks_between, hours, remove_block, save_hours, set_travel,
    travel,
};
pub use telling::*;
pub use visits::{
    Filter, at_branch, branch_of, by_ids, find, first_day, is_visit, list, of_instructor,
    to_filter_by, to_swap_with, uncovered,
};

/// Which visits `v` a person sees, as a condition: `$1` is the person, `$2` whether they see
/// everything. Their own, those of the branch where they work, and of the branches of their roles.
#[macro_export]
macro_rules! visit_visible {
    () => {
        "($2 OR v.instructor_id = $1 \
          OR v.branch_id = (SELECT me.branch_id FROM people me WHERE me.id = $1) \
          OR EXISTS (SELECT 1 FROM grants g WHERE g.person_id = $1 AND g.branch_id = v.branch_id))"
    };
}

/// The columns of a visit, and where they come from.
#[macro_export]
macro_rules! visit_columns {
    () => {
        concat!(
            "SELECT s.id, s.topic, v.branch_id, b.name AS branch, b.address, v.instructor_id, \
             p.name AS instructor, v.day, v.anyway, s.starts_at, s.ends_at, s.time_zone, s.state, \
             s.opened_at, s.closed_at, s.cancel_reason, s.revision, \
             EXISTS (SELECT 1 FROM attendance t WHERE t.session_id = s.id \
                AND t.state IN ('present', 'late')) AS attended, ",
            $crate::visit_gap!(),
            " AS gap, NOT b.active AS branch_closed \
             FROM visits v JOIN sessions s ON s.id = v.session_id \
             JOIN branches b ON b.id = v.branch_id JOIN people p ON p.id = v.instructor_id "
        )
    };
}

/// Why a visit `v` cannot be held as it stands: its branch takes none that day, or its instructor `p`
/// cannot go; NULL when it can.
#[macro_export]
macro_rules! visit_gap {
    () => {
        concat!(
            "CASE WHEN EXISTS (SELECT 1 FROM visit_blocks vk WHERE vk.branch_id = v.branch_id \
                    AND vk.from_day <= v.day AND vk.to_day >= v.day) THEN 'blocked' \
                  WHEN NOT v.anyway AND ",
            $crate::is_holiday!("v.branch_id", "v.day"),
            " THEN 'holiday' \
                  WHEN NOT v.anyway AND v.weekday & COALESCE((SELECT vh.weekdays \
                    FROM visit_branches vh WHERE vh.branch_id = v.branch_id), 31) = 0 \
                    THEN 'weekday' ELSE ",
            $crate::instructor_gap!("p", "v.branch_id", "v.day"),
            " END"
        )
    };
}

/// Why an instructor cannot be at a branch on a day; NULL when they can.
#[macro_export]
macro_rules! instructor_gap {
    ($person:literal, $branch:literal, $day:literal) => {
        concat!(
            "CASE WHEN NOT ",
            $person,
            ".active THEN 'left' \
              WHEN NOT EXISTS (SELECT 1 FROM grants ig WHERE ig.person_id = ",
            $person,
            ".id AND ig.role = 'instructor' AND ig.department_id IS NULL \
                    AND (ig.branch_id IS NULL OR ig.branch_id = ",
            $branch,
            ")) THEN 'role' WHEN EXISTS (SELECT 1 FROM absences ia WHERE ia.person_id = ",
            $person,
            ".id AND ia.from_day <= ",
            $day,
            " AND ia.to_day >= ",
            $day,
            ") THEN 'absent' END"
        )
    };
}
