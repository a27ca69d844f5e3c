//! Onboarding in the database.

#[macro_use]
mod days;
mod events;
mod people;
mod plans;
mod sit_ins;
mod telling;
mod training;

pub use days::*;
pub use events::*;
pub use people::*;
pub use plans::*;
pub use sit_ins::*;
pub use telling::*;
pub use training::*;

/// Which onboardings of people `p` somebody sees, as a condition: `$1` is who looks. Their own,
/// those of the branches and departments that a role of theirs covers, and those of whom they hold
/// a day.
#[macro_export]
macro_rules! onboarding_visible {
    () => {
        "(p.id = $1 \
          OR EXISTS (SELECT 1 FROM grants g WHERE g.person_id = $1 \
                       AND (g.branch_id IS NULL OR g.branch_id = p.branch_id) \
                       AND (g.department_id IS NULL OR g.department_id = p.department_id)) \
          OR EXISTS (SELECT 1 FROM onboarding_days x JOIN grants g ON g.person_id = $1 \
                       WHERE x.onboarding_id = o.id AND x.instructor_id = $1 \
                         AND g.role = 'instructor'))"
    };
}

/// Why a day `d` needs a time, or another one; NULL when it does not. `b` is its branch and `i` its
/// instructor, if it has them. As text: `Need`.
#[macro_export]
macro_rules! day_need {
    () => {
        concat!(
            "CASE WHEN d.done_at IS NOT NULL OR d.attendance = 'present' THEN NULL \
                  WHEN d.attendance = 'absent' THEN 'missed' \
                  WHEN d.starts_at IS NULL THEN 'not-planned' \
                  WHEN NOT COALESCE(b.active, TRUE) THEN 'branch-closed' \
                  WHEN EXISTS (SELECT 1 FROM visit_blocks k WHERE k.branch_id = d.branch_id \
                        AND k.from_day <= d.day AND k.to_day >= d.day) THEN 'branch-blocked' \
                  WHEN NOT d.anyway AND ",
            $crate::is_holiday!("d.branch_id", "d.day"),
            " THEN 'holiday' \
                  WHEN d.instructor_id IS NULL THEN NULL ELSE ",
            $crate::instructor_gap!("i", "d.branch_id", "d.day"),
            " END"
        )
    };
}

/// Whether the days of onboarding `o` of person `p` still have to be held, as a condition.
#[macro_export]
macro_rules! on_the_way {
    () => {
        "(o.current AND o.finished_at IS NULL AND o.released_at IS NULL AND p.active)"
    };
}

/// Whether somebody has to care for day `d` of onboarding `o` of person `p`, as a condition: it is
/// needed, or stays planned although the person was let through.
#[macro_export]
macro_rules! day_counts {
    () => {
        "(o.current AND o.finished_at IS NULL AND p.active AND (o.released_at IS NULL \
          OR (d.starts_at IS NOT NULL AND d.attendance IS NULL)))"
    };
}

/// Whether person `p` was hired again since their onboarding `o` was over, and HR has not said what that
/// means, as a condition: `rules::hired_again`.
#[macro_export]
macro_rules! hired_again {
    () => {
        "(o.current AND p.active AND p.hired_on > o.hired_on \
          AND COALESCE(o.finished_at, o.released_at) < p.hired_on)"
    };
}

/// Whether day `d` waits for a time, as a condition: it has none, or nobody came.
#[macro_export]
macro_rules! waits_for_time {
    () => {
        "(d.done_at IS NULL AND (d.starts_at IS NULL OR d.attendance = 'absent'))"
    };
}

/// Whether job training is locked for people `p`, as a condition.
#[macro_export]
macro_rules! locked_out {
    () => {
        "EXISTS (SELECT 1 FROM onboardings lo WHERE lo.person_id = p.id AND lo.current \
                   AND lo.finished_at IS NULL AND lo.released_at IS NULL)"
    };
}

/// Whether a programme, `$1` unless named, is job training that people `p` are not admitted to, as a
/// condition: they are not expected in it.
#[macro_export]
macro_rules! locked_out_of_programme {
    () => {
        $crate::locked_out_of_programme!("$1")
    };
    ($programme:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM programmes lp WHERE lp.id = ",
            $programme,
            " AND lp.job_training IS NOT NULL) AND ",
            $crate::locked_out!(),
            ")"
        )
    };
}

/// Whether people `p` are expected in a programme, `$1` unless named, as a condition: they are
/// invited, and not locked out of job training.
#[macro_export]
macro_rules! expected_in_programme {
    () => {
        $crate::expected_in_programme!("$1")
    };
    ($programme:literal) => {
        concat!(
            "(",
            $crate::invited!($programme),
            " AND NOT ",
            $crate::locked_out_of_programme!($programme),
            ")"
        )
    };
}
