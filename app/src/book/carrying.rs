//! Carrying a book into an empty programme: one transaction, through the store functions that
//! commands use, so everything is found, counted and followed like what was typed here.

mod built;
mod made;
mod polls;
mod rounds;
mod talk;

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::{
    check::{Checked, whole_milliseconds as whole},
    matching::Match,
    rules::{self, Closed},
    store::{self, CarriedSession},
    texts::texts,
};
use crate::{
    access::Actor,
    archetypes::ArchetypeId,
    concepts::ConceptId,
    db::Tx,
    error::{Error, Result},
    knowledge::{self, NoteId, ThemeId, draft::Draft, rules::STEP_MAX, store::NewNote},
    onboarding::lock::{self, Room},
    people::{self, Branch, PersonId, fold},
    phases::{self, store::NewMove},
    photos,
    practices::PracticeId,
    programmes::{self, Programme, ProgrammeId},
    sessions::{self, Session, SessionId, SessionState},
    writing::one_line,
};

/// What the parts of a book have become.
struct Carrying<'a> {
    tx: &'a mut Tx,
    actor: &'a Actor,
    programme: Programme,
    checked: &'a Checked,
    now: DateTime<Utc>,
    people: HashMap<&'a str, PersonId>,
    /// Stand for those whose names are hidden. Several dissents are those of several people.
    unnamed: Vec<PersonId>,
    sessions: HashMap<&'a str, SessionId>,
    themes: HashMap<(SessionId, String), ThemeId>,
    notes: HashMap<&'a str, NoteId>,
    concepts: HashMap<&'a str, ConceptId>,
    archetypes: HashMap<&'a str, ArchetypeId>,
    practices: HashMap<&'a str, PracticeId>,
}

/// A note with the branch of this name. Where there is none such, the name stands with the step of
/// the work, so that it is not lost.
fn placed(draft: &Draft, name: &str, branches: &[Branch]) -> Draft {
    let mut draft = draft.clone();
    let (name, about) = (one_line(name), &mut draft.about);
    if name.is_empty() {
        return draft;
    }
    match branches.iter().find(|branch| fold(&branch.name) == fold(&name)) {
        Some(branch) => about.branch = Some((branch.id, branch.name.clone())),
        None if about.step.is_empty() => about.step = name.chars().take(STEP_MAX).collect(),
        None => {
            let both = format!("{} · {name}", about.step);
            about.step = both.chars().take(STEP_MAX).collect();
        }
    }
    draft
}

/// The programme, held alone, if it takes a book from this person.
pub async fn enter(tx: &mut Tx, actor: &Actor, id: ProgrammeId) -> Result<Programme> {
    let found = programmes::store::find(tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    if !rules::may_carry_in(actor, &found.programme) {
        return Err(Error::Forbidden);
    }
    // Held before anything is looked at: of two who carry in at once the second finds it filled.
    phases::store::lock(tx, id).await?;
    let found = programmes::store::find(tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    let programme = found.programme;
    let empty = store::is_empty(tx, id).await?;
    rules::takes_in(programme.framework, programme.state, empty)
        .map_err(|closed| Error::form(refusal(closed)))?;
    Ok(programme)
}

/// Why a programme takes nothing in, in words.
pub fn refusal(closed: Closed) -> &'static str {
    let t = texts();
    match closed {
        Closed::NoPhases => t.no_phases,
        Closed::NotActive => t.not_active,
        Closed::NotEmpty => t.not_empty,
    }
}

/// Adds everything to the programme; answers what was added, for the log.
pub async fn carry(
    tx: &mut Tx,
    actor: &Actor,
    programme: Programme,
    checked: &Checked,
    matches: &[Match],
    now: DateTime<Utc>,
) -> Result<Value> {
    let mut carrying = Carrying {
        tx,
        actor,
        programme,
        checked,
        now,
        people: HashMap::new(),
        unnamed: Vec::new(),
        sessions: HashMap::new(),
        themes: HashMap::new(),
        notes: HashMap::new(),
        concepts: HashMap::new(),
        archetypes: HashMap::new(),
        practices: HashMap::new(),
    };
    carrying.job_training().await?;
    carrying.people(matches, checked).await?;
    carrying.sessions().await?;
    carrying.notes().await?;
    carrying.polls().await?;
    carrying.concepts().await?;
    carrying.rounds().await?;
    carrying.decisions().await?;
    carrying.built().await?;
    carrying.comments().await?;
    carrying.upkeep().await?;
    carrying.phase().await?;
    let book = &checked.book;
    Ok(json!({
        "from": one_line(&book.programme.front.name),
        "notes": book.notes.len(),
        "polls": book.polls.len(),
        "concepts": book.concepts.len(),
        "rounds": book.rounds.len(),
        "decisions": book.decisions.len(),
        "archetypes": book.archetypes.len(),
        "practices": book.practices.len(),
        "comments": book.comments.len(),
    }))
}

impl<'a> Carrying<'a> {
    /// What was job training there is so here. Which kind somebody has chosen here stays, and nobody
    /// whose CS days are missing is named for it or inside.
    async fn job_training(&mut self) -> Result<()> {
        let kind = self.checked.book.programme.front.job_training;
        if kind.is_none() || self.programme.job_training.is_some() {
            return Ok(());
        }
        let id = self.programme.id;
        let audience = programmes::store::audience(self.tx, id.into()).await?;
        let mut locked = lock::named(self.tx, &audience).await?;
        locked.extend(lock::inside(self.tx, Room::Programme(id)).await?);
        if !locked.is_empty() {
            return Err(Error::form(locked.join(" ")));
        }
        let marked = Programme { job_training: kind, ..self.programme.clone() };
        programmes::store::save(self.tx, &marked).await?;
        self.programme = programmes::store::by_id(self.tx, id).await?.ok_or(Error::NotFound)?;
        programmes::store::train_as(self.tx, id, None, kind).await?;
        Ok(())
    }

    /// People who are here, and names of those who are not.
    async fn people(&mut self, matches: &[Match], checked: &'a Checked) -> Result<()> {
        for front in &checked.people {
            let found = matches.iter().find(|one| one.key == front.key());
            let person = found.and_then(|one| one.person.as_ref()).map(|(id, ..)| *id);
            let id = match person {
                Some(id) => id,
                None => self.name(&front.name).await?,
            };
            self.people.insert(front.key(), id);
        }
        Ok(())
    }

    async fn name(&mut self, name: &str) -> Result<PersonId> {
        let id = PersonId::new();
        let branch = self.programme.branch_id.unwrap_or(self.actor.branch);
        store::add_name(self.tx, id, name, branch, self.now).await?;
        Ok(id)
    }

    /// The nth of those whose names nobody will ever know.
    async fn unnamed(&mut self, place: usize) -> Result<PersonId> {
        while self.unnamed.len() <= place {
            let id = self.name("—").await?;
            self.unnamed.push(id);
        }
        Ok(self.unnamed[place])
    }

    /// Who did something; what nobody is named for was done by whoever carries it in.
    fn by(&self, name: Option<&str>) -> PersonId {
        name.and_then(|name| self.people.get(name).copied()).unwrap_or(self.actor.id)
    }

    async fn sessions(&mut self) -> Result<()> {
        let checked = self.checked;
        for (leaf, agenda) in checked.book.sessions.iter().zip(&checked.agendas) {
            let front = &leaf.front;
            let id = SessionId::new();
            let starts_at = whole(front.starts);
            let ends_at = front.ends.map_or(starts_at + TimeDelta::hours(1), whole);
            let session = Session {
                id,
                programme_id: Some(self.programme.id),
                stage_number: front.stage,
                audience_id: self.programme.id.into(),
                topic: one_line(&front.topic),
                agenda: knowledge::rules::clean(&leaf.body),
                agenda_html: agenda.clone(),
                prompt: knowledge::rules::clean(&front.prompt),
                starts_at,
                ends_at,
                time_zone: front.zone.clone().unwrap_or_else(|| self.actor.zone.clone()),
                branch_id: self.programme.branch_id,
                room: one_line(&front.place),
                link: String::new(),
                capacity: None,
                late_after_minutes: 0,
                state: SessionState::Closed,
                opened_at: None,
                closed_at: None,
                cancelled_at: None,
                cancel_reason: String::new(),
                job_training: None,
                plan_reason: String::new(),
                created_at: self.now,
                revision: 1,
            };
            // Nobody facilitates by being named in a file: that would give rights.
            sessions::store::add(self.tx, &session, &[], self.actor.id).await?;
            let names: Vec<String> = front.facilitators.iter().map(|one| one_line(one)).collect();
            let mark = CarriedSession {
                id,
                programme: &one_line(&checked.book.programme.front.name),
                facilitators: &names.join("\n"),
                by: self.actor.id,
                at: self.now,
            };
            store::mark_session(self.tx, mark).await?;
            for theme in &front.themes {
                let theme = one_line(theme);
                let added = knowledge::store::add_theme(self.tx, id, &theme).await?;
                self.themes.insert((id, fold(&theme)), added);
            }
            self.sessions.insert(&leaf.key, id);
        }
        Ok(())
    }

    async fn notes(&mut self) -> Result<()> {
        let checked = self.checked;
        let branches = people::store::branches(self.tx, false).await?;
        for (place, (leaf, draft)) in checked.book.notes.iter().zip(&checked.notes).enumerate() {
            let front = &leaf.front;
            let session = *self.sessions.get(front.session.as_str()).ok_or(Error::Stale)?;
            let author = match &front.author {
                Some(name) => self.by(Some(name)),
                None => self.unnamed(0).await?,
            };
            let draft = &placed(draft, &front.branch, &branches);
            let id = NoteId::new();
            let sequence = knowledge::store::next_sequence(self.tx, session).await?;
            let name_hidden = front.author.is_none();
            let at = whole(front.said);
            let note = NewNote { id, session, author, name_hidden, draft, sequence, at };
            knowledge::store::add(self.tx, note).await?;
            if front.me_too > 0 {
                store::set_echoes(self.tx, id, front.me_too).await?;
            }
            photos::put(self.tx, id, checked.photos.get(place).map_or(&[][..], Vec::as_slice))
                .await?;
            if let Some(theme) = self.themes.get(&(session, fold(&front.theme))) {
                knowledge::store::group(self.tx, session, id, Some(*theme)).await?;
            }
            self.notes.insert(&leaf.key, id);
        }
        Ok(())
    }

    /// The notes with these addresses.
    fn note_ids(&self, keys: &[String]) -> Vec<NoteId> {
        keys.iter().filter_map(|key| self.notes.get(key.as_str()).copied()).collect()
    }

    /// The programme goes on where the other one was, with the way that it went.
    async fn phase(&mut self) -> Result<()> {
        let front = &self.checked.book.programme.front;
        let programme = self.programme.id;
        let standing = phases::store::standing(self.tx, programme).await?.ok_or(Error::Stale)?;
        let untouched = phases::store::moves(self.tx, programme).await?.is_empty();
        for step in &front.moves {
            let (by, at) = (self.by(step.by.as_deref()), whole(step.at));
            let (from, to, gaps) = (step.from, step.to, step.gaps.as_slice());
            let reason = one_line(&step.reason);
            let moved = NewMove { programme, from, to, gaps, reason: &reason, by, at };
            phases::store::remember(self.tx, moved).await?;
        }
        let last = front.moves.last().map(|step| step.to);
        let (from, to) = (standing.phase, front.phase.or(last).unwrap_or(standing.phase));
        if to == from {
            return Ok(());
        }
        phases::store::set_phase(self.tx, programme, from, to).await?;
        // What came along tells how it got there, unless something else was told here before.
        if untouched && last.is_some() {
            return Ok(());
        }
        let reason = (texts().phase_reason)(&one_line(&front.name));
        let (by, at) = (self.actor.id, self.now);
        let moved = NewMove { programme, from, to, gaps: &[], reason: &reason, by, at };
        phases::store::remember(self.tx, moved).await
    }
}
