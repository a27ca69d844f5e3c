//! The pages about people and places.

pub mod branch;
pub mod branches;
pub mod edit;
mod history;
pub mod import;
pub mod list;
pub mod names;
pub mod person;
pub mod preview;
mod query;

use leptos::prelude::*;
pub use query::ListQuery;

use super::{NameList, texts::texts};
use crate::{
    error::Error,
    request::Posted,
    routes,
    ui::{Notice, Tab, Tabs, Tone, form},
};

/// Why the last command on this page was refused, for forms inside a fold: their own message
/// would be hidden in it.
fn refusal(command: &'static str) -> Option<impl IntoView> {
    let posted = use_context::<Posted>().filter(|posted| *posted.command == *command)?;
    let t = form::texts::texts();
    let text = match &posted.error {
        Error::Invalid(errors) => {
            errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join(" ")
        }
        Error::Stale => t.stale.to_owned(),
        Error::Forbidden => t.forbidden.to_owned(),
        Error::NotFound => t.not_found.to_owned(),
        Error::Busy => t.busy.to_owned(),
        _ => t.failed.to_owned(),
    };
    Some(view! { <Notice tone=Tone::Bad title=t.problem><p>{text}</p></Notice> })
}

/// What the pages about places have in common.
#[component]
fn PlaceTabs(
    /// None stands for the branches.
    current: Option<NameList>,
) -> impl IntoView {
    let t = texts().places;
    let mut tabs = vec![Tab::new("/branches", t.branches, current.is_none())];
    tabs.extend(NameList::ALL.iter().map(|list| {
        Tab::new(routes::name_list(*list), t.list(*list).title, current == Some(*list))
    }));
    view! { <Tabs label=t.places tabs /> }
}
