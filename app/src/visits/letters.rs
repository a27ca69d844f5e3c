//! Letters about a rota as a whole: one for each person, with all of their visits. What happens to a
//! single visit is told by the letters of sessions.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    DraftId,
    store::{self, OnRota},
    texts::letters::Words,
};
use crate::{
    db::Tx,
    error::Result,
    lang::Lang,
    mail::{self, Content, Letter, LetterKind},
    people::PersonId,
    routes::Section,
    sessions::{Session, saying::Span, zones},
    ui::dates,
};

/// A rota that was published.
#[derive(Clone, Copy, Debug)]
pub struct Rota {
    pub id: DraftId,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Tells of a rota: the instructors which visits they make, those who lead a branch who comes when.
pub async fn published(tx: &mut Tx, now: DateTime<Utc>, rota: Rota, by: PersonId) -> Result<()> {
    write(tx, now, rota, |person| person != by).await
}

/// Writes the letters about a rota anew that nobody has sent yet, because one of its visits has
/// changed; answers whose they were. A visit that has left the days of the rota stands in none.
pub async fn list_anew(
    tx: &mut Tx,
    now: DateTime<Utc>,
    session: &Session,
) -> Result<HashSet<PersonId>> {
    let day = zones::in_zone(session.starts_at, &session.time_zone).date();
    let mut all = HashSet::new();
    for (rota, people) in store::take_back_rotas(tx, session.id).await? {
        write(tx, now, rota, |person| people.contains(&person)).await?;
        if (rota.from..=rota.to).contains(&day) {
            all.extend(people);
        }
    }
    Ok(all)
}

/// Writes to those of the concerned who are to be told.
async fn write(
    tx: &mut Tx,
    now: DateTime<Utc>,
    rota: Rota,
    told: impl Fn(PersonId) -> bool,
) -> Result<()> {
    if !mail::store::is_set_up(tx).await? {
        return Ok(());
    }
    let visits = store::on_rota(tx, rota.from, rota.to, now).await?;
    let leaders = store::leaders(tx, None).await?;
    let mut people: BTreeMap<PersonId, Vec<&OnRota>> = BTreeMap::new();
    for visit in &visits {
        let lead = leaders.iter().filter(|(branch, _)| *branch == visit.branch_id);
        let lead = lead.map(|(_, person)| *person).filter(|person| *person != visit.instructor_id);
        for person in lead.chain([visit.instructor_id]) {
            people.entry(person).or_default().push(visit);
        }
    }
    for (person, visits) in people.into_iter().filter(|(person, _)| told(*person)) {
        let Some(expires_at) = visits.iter().map(|visit| visit.starts_at).max() else { continue };
        let words = |lang: Lang| content(lang, rota, person, &visits);
        let letter = Letter {
            kind: LetterKind::Invitation,
            about: rota.id.into(),
            occasion: format!("rota:{}", rota.id),
            expires_at,
            words: &words,
        };
        mail::post(tx, now, &letter, &[person]).await?;
    }
    Ok(())
}

fn content(lang: Lang, rota: Rota, person: PersonId, visits: &[&OnRota]) -> Content {
    let t = Words::of(lang);
    let goes = visits.iter().any(|visit| visit.instructor_id == person);
    let (from, to) = dates::first_and_last(lang, rota.from, rota.to);
    let span = (t.span)(&from, &to);
    let line = |visit: &&OnRota| {
        let OnRota { starts_at, ends_at, .. } = **visit;
        let zone = &visit.time_zone;
        let when = Span { starts_at, ends_at, zone }.when(lang);
        let own = visit.instructor_id == person;
        let with = (t.with)(&visit.branch, &visit.instructor);
        (when, if own { visit.branch.clone() } else { with })
    };
    Content {
        subject: if goes { (t.yours)(&span) } else { (t.here)(&span) },
        lines: vec![(if goes { t.yours_text } else { t.here_text }).to_owned()],
        facts: visits.iter().map(line).collect(),
        link: Some((t.see.to_owned(), format!("{}?on={}", Section::Visits.href(), rota.from))),
        ..Content::default()
    }
}

#[cfg(test)]
mod tests;
