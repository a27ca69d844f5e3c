//! Sessions in the database: lists, details, what to choose from, changes; here what others
//! build on.

mod changes;
mod choices;
mod details;
mod in_calendar;
mod lists;
mod telling;

pub use changes::{Reason, cancel, reinstate, reschedule, save};
pub use choices::{
    Defaults, FilterChoices, ProgrammeStage, defaults, facilitators as facilitator_choices,
    programme_stages, to_filter_by,
};
pub use details::{
    ProgrammeLine, attended, branch_name, clashes, facilitates, find, frozen_from, last_to, moves,
    planner, programme_line,
};
pub use in_calendar::{Around, InCalendar, changed_at, in_calendar};
pub use lists::{Filter, PAGE, between, counts, facilitators, past, upcoming};
use rand::RngCore;
pub use telling::{beginning, branch_and_address, invited_people, of_ids, to_remind};

use super::{Session, SessionId};
use crate::{
    db::{Engine, Tx, execute, on},
    error::Result,
    people::{PersonId, fold},
};

/// The columns of [`Session`], in queries that name the table `s`.
#[macro_export]
macro_rules! session_columns {
    () => {
        "s.id, s.programme_id, s.stage_number, s.audience_id, s.topic, s.agenda, s.agenda_html, \
         s.prompt, s.starts_at, s.ends_at, s.time_zone, s.branch_id, s.room, s.link, s.capacity, \
         s.late_after_minutes, s.state, s.opened_at, s.closed_at, s.cancelled_at, \
         s.cancel_reason, s.job_training, s.plan_reason, s.created_at, s.revision"
    };
}

/// Which sessions `s` a person sees, as a condition: `$1` is the person, `$2` whether they see
/// everything. Those who were invited or attended, who facilitate, and whose role covers the
/// session's branch or a department it invites. The person may also be a column of the query.
#[macro_export]
macro_rules! session_visible {
    () => {
        $crate::session_visible!("$1")
    };
    ($person:literal) => {
        concat!(
            "($2 OR EXISTS (SELECT 1 FROM audiences a JOIN people me ON me.id = ",
            $person,
            " WHERE a.owner_id = s.audience_id \
                AND (a.kind = 'everyone' \
                     OR a.target_id IN (me.id, me.branch_id, me.department_id, me.position_id))) \
              OR EXISTS (SELECT 1 FROM facilitators f \
                         WHERE f.session_id = s.id AND f.person_id = ",
            $person,
            ") OR EXISTS (SELECT 1 FROM attendance t \
                          WHERE t.session_id = s.id AND t.person_id = ",
            $person,
            ") OR EXISTS (SELECT 1 FROM grants g WHERE g.person_id = ",
            $person,
            " AND (g.branch_id = s.branch_id \
                   OR EXISTS (SELECT 1 FROM audiences a WHERE a.owner_id = s.audience_id \
                                AND a.target_id IN (g.branch_id, g.department_id)))))"
        )
    };
}

/// The ids of the same sessions, asked from the person's side: for who asks for all of them at once.
/// `$1` is the person, `$2` the target that stands for everyone; who sees everything does not ask.
#[macro_export]
macro_rules! sessions_seen {
    () => {
        "SELECT x.id FROM people me \
            JOIN audiences a ON a.target_id IN \
                (me.id, me.branch_id, me.department_id, me.position_id, $2) \
            JOIN sessions x ON x.audience_id = a.owner_id WHERE me.id = $1 \
         UNION SELECT f.session_id FROM facilitators f WHERE f.person_id = $1 \
         UNION SELECT t.session_id FROM attendance t WHERE t.person_id = $1 \
         UNION SELECT x.id FROM grants g JOIN sessions x ON x.branch_id = g.branch_id \
            WHERE g.person_id = $1 \
         UNION SELECT x.id FROM grants g \
            JOIN audiences a ON a.target_id IN (g.branch_id, g.department_id) \
            JOIN sessions x ON x.audience_id = a.owner_id WHERE g.person_id = $1"
    };
}

/// Adds a session with secrets of its own for joining and for its wall, its facilitators and their bookings.
/// [`Error::Taken`](crate::error::Error::Taken) when one of them is booked at that time.
pub async fn add(
    tx: &mut Tx,
    session: &Session,
    facilitators: &[PersonId],
    by: PersonId,
) -> Result<()> {
    const ADD: &str = "INSERT INTO sessions (id, programme_id, stage_number, audience_id, topic, \
        folded, agenda, agenda_html, prompt, starts_at, ends_at, time_zone, branch_id, room, link, \
        capacity, late_after_minutes, state, job_training, plan_reason, join_secret, created_by, \
        created_at, wall_secret) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
        $19, $20, $21, $22, $23, $24)";
    let (mut joining, mut wall) = ([0u8; 20], [0u8; 20]);
    rand::rng().fill_bytes(&mut joining);
    rand::rng().fill_bytes(&mut wall);
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(session.id)
            .bind(session.programme_id)
            .bind(session.stage_number)
            .bind(session.audience_id)
            .bind(&session.topic)
            .bind(fold(&session.topic))
            .bind(&session.agenda)
            .bind(&session.agenda_html)
            .bind(&session.prompt)
            .bind(session.starts_at)
            .bind(session.ends_at)
            .bind(&session.time_zone)
            .bind(session.branch_id)
            .bind(&session.room)
            .bind(&session.link)
            .bind(session.capacity)
            .bind(session.late_after_minutes)
            .bind(session.state)
            .bind(session.job_training)
            .bind(&session.plan_reason)
            .bind(&joining[..])
            .bind(by)
            .bind(session.created_at)
            .bind(&wall[..])
    );
    set_facilitators(tx, session, facilitators).await
}

/// Replaces the facilitators of a session and books their time.
pub async fn set_facilitators(
    tx: &mut Tx,
    session: &Session,
    facilitators: &[PersonId],
) -> Result<()> {
    const ADD: &str = "INSERT INTO facilitators (session_id, person_id) VALUES ($1, $2)";
    const BOOK: &str = "INSERT INTO bookings (session_id, person_id, starts_at, ends_at) \
                        VALUES ($1, $2, $3, $4)";
    take_turns(tx, facilitators).await?;
    execute!(tx, sqlx::query("DELETE FROM facilitators WHERE session_id = $1").bind(session.id));
    execute!(tx, sqlx::query("DELETE FROM bookings WHERE session_id = $1").bind(session.id));
    for person in facilitators {
        execute!(tx, sqlx::query(ADD).bind(session.id).bind(person));
        execute!(
            tx,
            sqlx::query(BOOK)
                .bind(session.id)
                .bind(person)
                .bind(session.starts_at)
                .bind(session.ends_at)
        );
    }
    Ok(())
}

/// Lets those who book the same people follow one another, in one order for all. Without it two
/// who insert at once would each wait for the other on PostgreSQL; SQLite has one writer anyway.
pub async fn take_turns(tx: &mut Tx, people: &[PersonId]) -> Result<()> {
    const LOCK: &str = "SELECT 1 FROM people WHERE id = $1 FOR NO KEY UPDATE";
    if tx.engine() == Engine::Postgres {
        let mut people = people.to_vec();
        people.sort();
        for person in people {
            execute!(tx, sqlx::query(LOCK).bind(person));
        }
    }
    Ok(())
}

/// A session whatever the scope: for commands that have checked the right already, and jobs.
pub async fn by_id(tx: &mut Tx, id: SessionId) -> Result<Option<Session>> {
    const FIND: &str = concat!("SELECT ", session_columns!(), " FROM sessions s WHERE s.id = $1");
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}
