//! The pages of archetypes.

mod changes;
mod edit;
mod handout;
mod list;
mod one;
mod panel;
mod part;
mod parts;
mod read;
mod revision;
mod side;
mod version;

use chrono::{DateTime, Utc};
use uuid::Uuid;

pub use changes::changes;
pub use edit::edit;
pub use handout::handout;
pub use list::list;
pub use one::one;
pub use panel::room_panel;
pub use part::part;
pub use revision::revision;
pub use version::version;

use super::{Archetype, texts::texts};
use crate::{
    lang::lang,
    programmes::{Programme, stages},
    routes::{self, Section},
    sessions::zones,
    ui::dates,
};

/// "Fase 4 · Construir un arquetipo".
fn kicker(programme: &Programme) -> String {
    let number = stages::stage_number(programme.framework, super::rules::PHASE, lang());
    format!("{number} · {}", texts().phase)
}

/// The pages above those of an archetype, which itself is the last unless this is its page.
fn crumbs(programme: &Programme, archetype: Option<&Archetype>) -> Vec<(String, String)> {
    let t = texts();
    let mut crumbs = vec![
        (t.programmes.to_owned(), Section::Programmes.href().to_owned()),
        (programme.name.clone(), routes::programme(programme.id)),
        (t.archetypes.to_owned(), routes::archetypes(programme.id)),
    ];
    if let Some(archetype) = archetype {
        crumbs.push((archetype.name.clone(), routes::archetype(archetype.id)));
    }
    crumbs
}

/// A moment as a day, in the zone of the reader.
pub fn day(at: DateTime<Utc>, zone: &str) -> String {
    dates::short_date(lang(), zones::in_zone(at, zone).date())
}

/// Where a concept is read.
pub fn concept(id: Uuid) -> String {
    routes::concept(id.into())
}
