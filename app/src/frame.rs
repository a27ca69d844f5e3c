//! What stands around every page: navigation by role, confirmations, the error pages.

use leptos::prelude::*;
use serde::Deserialize;

use crate::{
    access::{Actor, Role},
    error::Error,
    lang::lang,
    request::{Done, Follows, Frame, Page, Posted, query, visitor},
    routes::Section,
    sessions,
    ui::{self, Icon, NavItem, News, PlainFrame, ScreenFrame, Toast},
    visits,
};

mod texts;
use texts::texts;

#[derive(Default, Deserialize)]
struct Query {
    done: Option<String>,
}

/// The page in its frame.
pub fn framed(page: Page) -> AnyView {
    // What was done before a form was refused on the same page is not what came of it.
    let refused = use_context::<Posted>().is_some();
    let toast = query::<Query>()
        .done
        .and_then(|done| Done::parse(&done))
        .filter(|_| !refused)
        .map(|done| view! { <Toast text=done.sentence(lang()) /> });
    let visitor = visitor();
    let news = page.follows.map(|Follows { events, names }| view! { <News events names /> });
    let framed = match (page.frame, visitor.actor) {
        (Frame::Full, Some(actor)) => view! {
            <ui::Frame
                nav=navigation(&actor, page.section)
                place=actor.branch_name.clone()
                person=Some(actor.name.clone())
            >
                {toast}
                {page.body}
            </ui::Frame>
        }
        .into_any(),
        (Frame::Screen, _) => view! { <ScreenFrame>{page.body}</ScreenFrame> }.into_any(),
        _ => view! { <PlainFrame>{toast} {page.body}</PlainFrame> }.into_any(),
    };
    view! { {framed} {news} }.into_any()
}

/// Beside the page of somebody who may be sent to a visit: what waits on the device to be sent.
pub fn waits() -> Option<AnyView> {
    let actor = visitor().actor.filter(|actor| sessions::rules::may_plan(actor))?;
    Some(visits::pages::waits(actor.id).into_any())
}

/// The entries a person can use; the first four stand at the bottom of a phone.
fn navigation(actor: &Actor, current: Option<Section>) -> Vec<NavItem> {
    let t = texts();
    let leads = actor.is(Role::Manager) || actor.is(Role::Hr) || actor.is(Role::Admin);
    let keeps_people = actor.is(Role::Hr) || actor.is(Role::Admin);
    [
        (Section::Today, t.today, Icon::Home, true, true),
        (Section::Sessions, t.sessions, Icon::Calendar, true, true),
        (Section::Knowledge, t.knowledge, Icon::Book, true, true),
        (Section::Me, t.me, Icon::Person, true, true),
        (Section::Visits, t.visits, Icon::Building, false, true),
        (Section::Programmes, t.programmes, Icon::Path, false, true),
        (Section::Onboarding, t.onboarding, Icon::Cap, false, true),
        (Section::Indicators, t.indicators, Icon::Chart, false, leads),
        (Section::People, t.people, Icon::People, false, leads),
        (Section::Branches, t.branches, Icon::Building, false, keeps_people),
        (Section::Settings, t.settings, Icon::Gear, false, keeps_people),
    ]
    .into_iter()
    .filter(|(.., shown)| *shown)
    .map(|(section, label, icon, primary, _)| NavItem {
        href: section.href().into(),
        label: label.into(),
        icon,
        current: current == Some(section),
        primary,
    })
    .collect()
}

/// A form that was sent after its sign-in had ended: it waits here, to be sent again.
pub fn kept_form(posted: Posted) -> Page {
    let t = texts();
    let fields = posted
        .all_fields()
        .map(|(name, value)| {
            let (name, value) = (name.to_owned(), value.to_owned());
            view! { <input type="hidden" name=name value=value /> }
        })
        .collect_view();
    let body = view! {
        <ui::Stack>
            <ui::PageHead title=t.kept_title intro=t.kept_text />
            <p><a class="button secondary" href="/sign-in" target="_blank">{t.kept_sign_in}</a></p>
            <form class="form" method="post">
                {fields}
                <ui::Button kind=ui::Kind::Primary>{t.kept_send}</ui::Button>
            </form>
        </ui::Stack>
    };
    Page::plain(t.kept_title, body)
}

/// What a person sees when a page cannot be shown. `typed` are the texts of a form that was sent to
/// it: somebody deleted meanwhile what was being changed, and the words are not to be lost.
pub fn error_page(error: &Error, typed: Vec<String>) -> Page {
    let t = texts();
    let (title, text) = match error {
        Error::NotFound => (t.not_found, t.not_found_text),
        Error::Forbidden => (t.forbidden, t.forbidden_text),
        Error::Busy => (t.busy, t.busy_text),
        _ => (t.failed, t.failed_text),
    };
    reason(title, text, typed)
}

/// What a person sees when a request is refused before any page is asked, by its HTTP status.
pub fn refusal_page(status: u16) -> Page {
    let t = texts();
    let (title, text) = match status {
        403 => (t.foreign, t.foreign_text),
        404 | 405 => (t.not_found, t.not_found_text),
        413 => (t.too_large, t.too_large_text),
        408 | 503 | 504 => (t.busy, t.busy_text),
        _ => (t.failed, t.failed_text),
    };
    reason(title, text, Vec::new())
}

fn reason(title: &'static str, text: &'static str, typed: Vec<String>) -> Page {
    let t = texts();
    let typed = (!typed.is_empty()).then(|| {
        let texts = typed.into_iter().map(|text| view! { <pre class="typed">{text}</pre> });
        view! {
            <ui::Section title=t.typed>
                <p class="muted">{t.typed_text}</p>
                {texts.collect_view()}
            </ui::Section>
        }
    });
    let body = view! {
        <ui::Empty title text level=1>
            <ui::ButtonLink href="/" kind=ui::Kind::Primary>{t.to_today}</ui::ButtonLink>
        </ui::Empty>
        {typed}
    };
    Page {
        title: title.into(),
        section: None,
        frame: Frame::Full,
        follows: None,
        body: body.into_any(),
    }
}
