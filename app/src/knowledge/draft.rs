//! A note that somebody wrote, worked out before anything is locked for it.

use super::{
    About, NoteKind, markdown,
    rules::{self, TextProblem},
    texts::texts,
};
use crate::{
    db::Tx,
    error::{Error, Problems, Result},
    links::Named,
    people::{self, BranchId, fold},
    provenance::Thing,
    request::services,
    writing::one_line,
};

fn gone() -> Error {
    Error::field("branch", texts().branch_gone)
}

/// A text that can be a note, with all that is kept of it.
#[derive(Clone)]
pub struct Draft {
    pub text: String,
    pub html: String,
    pub about: About,
    /// What its text leads to.
    pub links: Vec<Thing>,
}

impl Draft {
    /// From what was typed; the message for the field `note` when it cannot be one.
    pub fn of(typed: &str) -> Result<Draft> {
        let text = rules::clean(typed);
        let t = texts();
        rules::check_text(&text).map_err(|problem| match problem {
            TextProblem::Empty => Error::field("note", t.note_empty),
            TextProblem::TooLong(by) => Error::field("note", (t.note_too_long)(by as i64)),
        })?;
        let html = markdown::render(&text);
        Ok(Draft { html, text, about: About::default(), links: Vec::new() })
    }

    /// The same, its `[[titles]]` being links.
    pub fn linked(mut self, named: &Named) -> Draft {
        self.links = named.links(&self.text);
        if !self.links.is_empty() {
            self.html = named.render(&self.text);
        }
        self
    }

    /// The same with what it is about, as typed; a kind that is none counts as an experience.
    pub fn about(mut self, kind: &str, tags: &str, step: &str) -> Result<Draft> {
        let t = texts();
        let tags = rules::tags(tags, fold);
        let step = one_line(step);
        let mut problems = Problems::default();
        let fit = tags.iter().all(|tag| tag.chars().count() <= rules::TAG_MAX);
        problems.require(fit && tags.len() <= rules::TAGS_MAX, "tags", t.tags_wrong);
        problems.require(step.chars().count() <= rules::STEP_MAX, "step", t.step_long);
        problems.into_result()?;
        let kind = NoteKind::parse(kind).unwrap_or_default();
        self.about = About { kind, tags, step, ..self.about };
        Ok(self)
    }

    /// The same, about a branch; the message for the field `branch` when there is none such.
    pub async fn at(mut self, tx: &mut Tx, branch: Option<BranchId>) -> Result<Draft> {
        self.about.branch = match branch {
            None => None,
            Some(id) => {
                let found = people::store::branch(tx, id).await?.ok_or_else(gone)?;
                Some((id, found.name))
            }
        };
        Ok(self)
    }

    /// The same, about the branch that was chosen, if any.
    pub async fn chosen(self, branch: &str) -> Result<Draft> {
        if branch.is_empty() {
            return Ok(self);
        }
        let branch = branch.parse().map_err(|_| gone())?;
        self.at(&mut services().db.glance().await?, Some(branch)).await
    }
}
