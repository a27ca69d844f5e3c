//! Who a session concerns, and what they have not heard of it yet.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::About;
use crate::{
    db::Tx,
    error::Result,
    mail::{self, LetterKind},
    people::PersonId,
    programmes,
    sessions::{Session, store},
    visits,
};

/// Who a session concerns.
#[derive(Clone, Debug, Default)]
pub struct Concerned {
    pub facilitators: Vec<PersonId>,
    pub invited: Vec<PersonId>,
}

impl Concerned {
    pub async fn by(tx: &mut Tx, session: &Session) -> Result<Concerned> {
        let mut found = store::facilitators(tx, &[session.id]).await?;
        let facilitators = found.remove(&session.id).unwrap_or_default();
        Ok(Concerned {
            facilitators: facilitators.into_iter().map(|person| person.id).collect(),
            invited: store::invited_people(tx, session).await?,
        })
    }

    /// Whom letters go to. Of a visit the people of the branch are not written to, since there is one
    /// every few weeks and they see it on Today: whoever leads the branch is.
    pub(super) async fn to_write(tx: &mut Tx, about: &About) -> Result<Concerned> {
        let concerned = Concerned::by(tx, &about.session).await?;
        match about.session.branch_id.filter(|_| about.visit) {
            Some(branch) => {
                let mut invited = visits::store::leaders(tx, Some(branch)).await?;
                invited.retain(|(_, person)| !concerned.facilitators.contains(person));
                let invited = invited.into_iter().map(|(_, person)| person).collect();
                Ok(Concerned { invited, ..concerned })
            }
            None => Ok(concerned),
        }
    }

    pub(super) fn without(mut self, people: &HashSet<PersonId>) -> Concerned {
        self.facilitators.retain(|person| !people.contains(person));
        self.invited.retain(|person| !people.contains(person));
        self
    }

    pub(super) fn all(&self) -> impl Iterator<Item = PersonId> {
        self.facilitators.iter().chain(&self.invited).copied()
    }
}

/// The letters about a session that were still waiting, and whom it concerns now.
pub(super) struct TakenBack {
    letters: Vec<(PersonId, LetterKind)>,
    /// Who had a letter that they need not come, and is to come again.
    again: Vec<PersonId>,
    /// Whose first letter is a list that was still waiting: it was written anew, so there is nothing
    /// else to tell them.
    pub listed: HashSet<PersonId>,
    /// Whom letters go to, without those.
    pub concerned: Concerned,
}

impl TakenBack {
    pub async fn of(tx: &mut Tx, now: DateTime<Utc>, about: &About) -> Result<TakenBack> {
        let session = &about.session;
        let letters = mail::withdraw(tx, session.id.into()).await?;
        let mut listed = visits::letters::list_anew(tx, now, session).await?;
        if let Some(programme) = session.programme_id {
            listed.extend(programmes::letters::list_anew(tx, now, programme).await?);
        }
        let concerned = Concerned::to_write(tx, about).await?.without(&listed);
        let people: Vec<PersonId> = concerned.all().collect();
        let again = mail::withdraw_farewells(tx, session.id.into(), &people).await?;
        Ok(TakenBack { letters, again, listed, concerned })
    }

    /// Who has heard nothing of it: their first letter is among them.
    pub fn unheard(&self) -> HashSet<PersonId> {
        self.those(|kind| kind == LetterKind::Invitation).collect()
    }

    /// Who has heard of it, and not how it was before this change.
    pub fn outdated(&self) -> HashSet<PersonId> {
        let changed = self.those(|kind| kind == LetterKind::Change);
        changed.chain(self.again.iter().copied()).collect()
    }

    /// Who does not know how it was before this change either, whatever the last is that they know.
    pub fn behind(&self) -> HashSet<PersonId> {
        self.unheard().union(&self.outdated()).copied().collect()
    }

    fn those(&self, wanted: fn(LetterKind) -> bool) -> impl Iterator<Item = PersonId> {
        let wanted = self.letters.iter().filter(move |(_, kind)| wanted(*kind));
        wanted.map(|(person, _)| *person)
    }
}
