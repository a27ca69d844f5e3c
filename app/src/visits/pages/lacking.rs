//! What has to be added before a rota can be made, and where.

use leptos::prelude::*;

use crate::{
    access::Actor,
    people,
    routes::{self, Section},
    ui::{ButtonLink, Empty, Stack},
    visits::{rules::Lack, texts::texts},
};

/// One after the other, each with the way to where it is added, for those who may.
#[component]
pub fn Lacking(lacks: Vec<Lack>, actor: Actor) -> impl IntoView {
    let t = texts();
    let parts = lacks.into_iter().map(move |lack| {
        let (title, text, link) = (t.lack)(lack);
        let way = way(&actor, lack).map(|href| view! { <ButtonLink href>{link}</ButtonLink> });
        view! { <Empty title text>{way}</Empty> }
    });
    view! { <Stack>{parts.collect_view()}</Stack> }
}

fn way(actor: &Actor, lack: Lack) -> Option<&'static str> {
    let (may, href) = match lack {
        Lack::Branches => (people::rules::may_keep_everything(actor), "/branches/new"),
        Lack::Instructors => (people::rules::may_see_people(actor), Section::People.href()),
        Lack::Wishes => (true, routes::VISITS_SET_UP),
    };
    may.then_some(href)
}
