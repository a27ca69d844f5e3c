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
    lang::lang,
    people::{self, Branch, BranchId, PersonId},
    request::{services, visitor},
    sessions::{self, Clash, SessionId, saying, zones},
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
    let there = store::at_branch(tx, wanted.branch, wanted.day, wanted.id).await?;
    if let Some(there) = &there {
        let day = dates::day(lang(), wanted.day);
        let message = (t.branch_taken)(&wanted.branch_name, &there.instructor, &day);
        problems.add("date", message);
    }
    let told = there.map(|there| there.id);
    if let Some(message) = has_else(tx, wanted, told).await? {
        problems.add("instructor", message);
    }
    Ok(())
}

/// What the instructor has at that time, without one visit that was told already or is given away.
async fn has_else(tx: &mut Tx, wanted: &Wanted, but: Option<SessionId>) -> Result<Option<String>> {
    let t = &texts().problems;
    let (name, day) = (&wanted.instructor_name, dates::day(lang(), wanted.day));
    let span = |from, to, zone: &str| {
        dates::span(zones::in_zone(from, zone).time(), zones::in_zone(to, zone).time())
    };
    if let Some(visit) = store::of_instructor(tx, wanted.instructor, wanted.day, wanted.id).await? {
        let hours = span(visit.starts_at, visit.ends_at, &visit.time_zone);
        if but != Some(visit.id) {
            return Ok(Some((t.instructor_taken)(name, &visit.branch, &day, &hours)));
        }
    }
    let (from, to) = (wanted.starts_at, wanted.ends_at);
    let clashes =
        sessions::store::clashes(tx, &[wanted.instructor], from, to, Some(wanted.id)).await?;
    // An onboarding day at the branch goes together with a visit there.
    let in_way = |clash: &&Clash| {
        clash.teaches_at != Some(wanted.branch)
            && (clash.session_id.is_none() || clash.session_id != but)
    };
    let Some(clash) = clashes.iter().find(in_way) else { return Ok(None) };
    // By the clocks of the morning that is wanted, as the form is; said where that is not those of the reader.
    let day = zones::in_zone(clash.starts_at, &wanted.time_zone).date();
    let day = dates::day(lang(), day);
    let hours = span(clash.starts_at, clash.ends_at, &wanted.time_zone);
    let mine = visitor().actor.map(|actor| actor.zone.clone());
    let hours = match mine {
        Some(mine) if !zones::same_clock(clash.starts_at, &wanted.time_zone, &mine) => {
            format!("{hours} ({})", saying::clock(lang(), &wanted.time_zone))
        }
        _ => hours,
    };
    let visits = match clash.session_id {
        Some(session) => store::branch_of(tx, session).await?,
        None => None,
    };
    if let Some(branch) = visits {
        return Ok(Some((t.instructor_visits)(name, &branch, &day, &hours)));
    }
    let teaches = match clash.teaches_at {
        Some(branch) => people::store::branch(tx, branch).await?.map(|branch| branch.name),
        None => None,
    };
    Ok(Some(match teaches {
        Some(branch) => (t.instructor_teaches)(name, &branch, &day, &hours),
        None => (t.instructor_busy)(name, &day, &hours),
    }))
}

/// Why two instructors cannot change places: what each would have besides the visit given away. Called
/// when the transaction that failed is gone.
pub async fn swap_taken(wanted: &[(Wanted, SessionId)]) -> Error {
    let mut told = Vec::new();
    let looked = async {
        let mut tx = services().db.read().await?;
        for (wanted, gives) in wanted {
            told.extend(has_else(&mut tx, wanted, Some(*gives)).await?);
        }
        Ok::<(), Error>(())
    };
    match looked.await {
        Ok(()) if !told.is_empty() => Error::field("other", told.join(". ")),
        _ => Error::field("other", texts().problems.swap_taken),
    }
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
