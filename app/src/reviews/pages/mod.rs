//! Pages of what is kept right: what stands on the page of each thing, the page where it is
//! verified, reviewed and retired, and the list of what is due.

mod history;
mod keep;
mod kept;
mod list;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

pub use keep::keep;
pub use kept::{Kept, archetype_ended_notice, ended_badge, ended_notice};
pub use list::list;

use super::{Mark, rules::Urgency, texts::texts};
use crate::{
    archetypes, concepts,
    lang::lang,
    practices,
    provenance::{Kind, Thing},
    routes,
    sessions::zones::in_zone,
    ui::{Badge, Tone, dates},
};

/// Where one reads what changed since a text.
fn changes((kind, id): Thing, mark: i64) -> String {
    match kind {
        Kind::Concept => routes::concept_revision(concepts::ConceptId::from(id), mark),
        Kind::Archetype => routes::archetype_changes(archetypes::ArchetypeId::from(id), mark, None),
        Kind::Practice => routes::practice(practices::PracticeId::from(id)),
        Kind::Note => routes::note(id.into()),
    }
}

/// A moment as a day, in the zone of the reader.
fn day(at: DateTime<Utc>, zone: &str) -> String {
    dates::short_date(lang(), in_zone(at, zone).date())
}

/// Whether a review is due, in a word; nothing while there is time.
fn urgency_badge(urgency: Urgency) -> Option<AnyView> {
    let t = texts();
    match urgency {
        Urgency::Overdue => Some(view! { <Badge tone=Tone::Bad>{t.overdue}</Badge> }.into_any()),
        Urgency::Soon => Some(view! { <Badge tone=Tone::Warn>{t.soon}</Badge> }.into_any()),
        Urgency::Later => None,
    }
}

/// Whether a text can be vouched for: the sections of an archetype only as a version.
fn can_verify(kind: Kind, mark: Mark) -> bool {
    kind != Kind::Archetype || (mark.number > 0 && !mark.changed)
}
