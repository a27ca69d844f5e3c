//! Who has it: what stands in the way of a visit, in words, at the field that can be changed.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    Instructor,
    store::{self},
    texts::texts,
};
use crate::{
    db::Tx,
    error::{Error, Problems, Result},
    people::{self, Branch, BranchId, PersonId},
    request::services,
    sessions::{self, SessionId, zones},
    ui::dates,
};

/// A morning that somebody wants: where, who, when.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The visit that wants it; the nil id when there is none yet.
    pub id: SessionId,
    pub branch: BranchId,
    pub branch_name: String,
    pub instructor: PersonId,
    pub instructor_name: String,
    pub day: NaiveDate,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
}

impl Wanted {
    pub fn new(
        id: SessionId,
        branch: &Branch,
        instructor: &Instructor,
        day: NaiveDate,
        (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
    ) -> Wanted {
        Wanted {
            id,
            branch: branch.id,
            branch_name: branch.name.clone(),
            instructor: instructor.id,
            instructor_name: instructor.name.clone(),
            day,
            starts_at,
            ends_at,
            time_zone: branch.time_zone.clone(),
        }
    }
}

/// The messages of a form that has none of the fields.
pub fn as_form(error: Error) -> Error {
    match error {
        Error::Invalid(all) => {
            let messages: Vec<String> = all.into_iter().map(|one| one.message).collect();
            Error::form(messages.join(" "))
        }
        other => other,
    }
}

/// Says at the fields what stands in the way.
pub async fn tell(tx: &mut Tx, wanted: &Wanted, problems: &mut Problems) -> Result<()> {
    let t = &texts().problems;
    let day = dates::day(crate::lang::lang(), wanted.day);
    if let Some(who) = store::at_branch(tx, wanted.branch, wanted.day, wanted.id).await? {
        problems.add("date", (t.branch_taken)(&wanted.branch_name, &who, &day));
    }
    let name = &wanted.instructor_name;
    let there = store::of_instructor(tx, wanted.instructor, wanted.day, wanted.id).await?;
    if let Some(branch) = &there {
        problems.add("instructor", (t.instructor_taken)(name, branch, &day));
    }
    let (from, to) = (wanted.starts_at, wanted.ends_at);
    let clashes =
        sessions::store::clashes(tx, &[wanted.instructor], from, to, Some(wanted.id)).await?;
    // An onboarding day at the branch goes together with a visit there. The visit of that morning was
    // named already.
    let mut clashes = clashes.iter().filter(|clash| clash.teaches_at != Some(wanted.branch));
    if let Some(clash) = clashes.next().filter(|_| there.is_none()) {
        let clock = |at| zones::in_zone(at, &wanted.time_zone).time();
        let span = dates::span(clock(clash.starts_at), clock(clash.ends_at));
        let teaches = match clash.teaches_at {
            Some(branch) => people::store::branch(tx, branch).await?.map(|branch| branch.name),
            None => None,
        };
        let message = match teaches {
            Some(branch) => (t.instructor_teaches)(name, &branch, &day, &span),
            None => (t.instructor_busy)(name, &day, &span),
        };
        problems.add("instructor", message);
    }
    Ok(())
}

/// What to tell when the database has refused a visit because somebody else was quicker. Called
/// when the transaction that failed is gone.
pub async fn taken(wanted: &Wanted) -> Error {
    let mut problems = Problems::default();
    let looked = async {
        let mut tx = services().db.read().await?;
        tell(&mut tx, wanted, &mut problems).await
    };
    if looked.await.is_err() || problems.is_empty() {
        problems.add("", texts().problems.just_taken);
    }
    problems.into_result().err().unwrap_or(Error::Taken)
}
