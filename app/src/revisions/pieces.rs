//! What the pages of revisions have in common.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::{
    differ::{self, Fate},
    texts::texts,
};
use crate::{
    error::Error,
    knowledge::markdown,
    lang::lang,
    request::Posted,
    sessions::zones::in_zone,
    ui::{
        self, Badge, Button, Card, Confirm, Grid, Inline, Kind, Notice, PageHead, Prose, Stack,
        Tone, dates,
        form::{Form, Hidden},
    },
};

/// A text as it once was.
#[derive(Clone, Debug)]
pub struct Once {
    pub revision: i64,
    /// Everything that a reader compares: Markdown, with a title above it where there is one.
    pub text: String,
    pub editor: String,
    pub at: DateTime<Utc>,
}

impl Once {
    fn head(&self, zone: &str) -> String {
        let when = dates::short_moment(lang(), in_zone(self.at, zone));
        (texts().by)(&self.editor, &when)
    }
}

/// What changed between two texts: what is gone is struck through, what is new underlined.
#[component]
pub fn Diff(#[prop(into)] old: String, #[prop(into)] new: String) -> impl IntoView {
    // The marks of bold are no words.
    let (old, new) = (old.replace("**", ""), new.replace("**", ""));
    let pieces = differ::words(&old, &new);
    if pieces.iter().all(|(fate, _)| *fate == Fate::Same) {
        return view! { <p class="muted">{texts().no_change}</p> }.into_any();
    }
    let pieces = pieces
        .into_iter()
        .map(|(fate, text)| match fate {
            Fate::Same => text.into_any(),
            Fate::Gone => view! { <del>{text}</del> }.into_any(),
            Fate::New => view! { <ins>{text}</ins> }.into_any(),
        })
        .collect_view();
    view! { <div class="diff">{pieces}</div> }.into_any()
}

/// What a text was, the latest first: each against the one before, with the way to its page.
#[component]
pub fn Earlier(
    revisions: Vec<Once>,
    zone: String,
    /// The address of a revision.
    href: Box<dyn Fn(i64) -> String>,
    #[prop(optional, into)] title: String,
) -> impl IntoView {
    let t = texts();
    let before: Vec<String> = revisions.iter().skip(1).map(|once| once.text.clone()).collect();
    let first_known = revisions.last().is_none_or(|last| last.revision == 1);
    let count = revisions.len();
    let items = revisions
        .into_iter()
        .enumerate()
        // The oldest shown has nothing to be compared with, unless it is the first of all.
        .filter(|(index, _)| *index + 1 < count || first_known)
        .map(|(index, once)| {
            let old = before.get(index).cloned().unwrap_or_default();
            let current = (index == 0).then(|| view! { <Badge>{t.current}</Badge> });
            let head = format!("{} · {}", (t.revision)(once.revision), once.head(&zone));
            let address = href(once.revision);
            let which = (t.open_which)(once.revision);
            view! {
                <li>
                    <details class="fold">
                        <summary>{head}</summary>
                        <Stack>
                            <Diff old new=once.text />
                            <Inline>
                                <a href=address>{t.open}<span class="visually-hidden">{which}</span></a>
                                {current}
                            </Inline>
                        </Stack>
                    </details>
                </li>
            }
        })
        .collect_view();
    let title = if title.is_empty() { t.history.to_owned() } else { title };
    view! { <ui::Section title id="history"><ul class="stack">{items}</ul></ui::Section> }
}

/// The command that brings a revision back, and what its form sends beside the revisions.
pub struct Restoring {
    pub command: &'static str,
    pub fields: Vec<(&'static str, String)>,
}

/// The last step of the way to a revision's page.
pub fn crumb(revision: i64) -> String {
    (texts().revision)(revision)
}

/// One revision: how it read, what changed since, and the form that brings it back. When that was
/// refused because somebody saved meanwhile, both texts stand beside each other.
pub fn page(
    about: &str,
    crumbs: Vec<(String, String)>,
    once: Once,
    now: Once,
    restoring: Option<Restoring>,
    zone: &str,
) -> AnyView {
    let t = texts();
    let number = once.revision;
    let intro = once.head(zone);
    let clash = restoring.as_ref().is_some_and(|restoring| {
        use_context::<Posted>().is_some_and(|posted| {
            *posted.command == *restoring.command && posted.error == Error::Stale
        })
    });
    let html = markdown::render(&once.text);
    let body = if number == now.revision {
        view! {
            <Notice><p>{t.is_current}</p></Notice>
            <Card><Prose html /></Card>
        }
        .into_any()
    } else {
        let texts_beside = match clash {
            true => {
                let notice = (t.newer_text)(&now.editor, number);
                let title = (t.now_reads)(&now.editor);
                let current = markdown::render(&now.text);
                view! {
                    <Notice tone=Tone::Warn title=t.newer><p>{notice}</p></Notice>
                    <Grid>
                        <Card title aside=crumb(now.revision)><Prose html=current /></Card>
                        <Card title=t.as_it_read aside=crumb(number)><Prose html /></Card>
                    </Grid>
                }
                .into_any()
            }
            false => view! { <Card title=t.as_it_read><Prose html /></Card> }.into_any(),
        };
        let form = restoring.map(|restoring| form(restoring, number, now.revision, clash));
        view! {
            {texts_beside}
            {form}
            <ui::Section title=t.since>
                <p class="muted small">{t.since_text}</p>
                <Diff old=once.text new=now.text />
            </ui::Section>
        }
        .into_any()
    };
    let kicker = about.to_owned();
    view! {
        <Stack>
            <PageHead title=crumb(number) kicker intro crumbs />
            {body}
        </Stack>
    }
    .into_any()
}

fn form(restoring: Restoring, number: i64, now: i64, open: bool) -> impl IntoView {
    let t = texts();
    let fields = restoring
        .fields
        .into_iter()
        .map(|(name, value)| view! { <Hidden name value /> })
        .collect_view();
    view! {
        <Confirm label=t.restore text=t.restore_text kind=Kind::Secondary open>
            <Form command=restoring.command>
                {fields}
                <Hidden name="revision" value=now.to_string() />
                <Hidden name="of" value=number.to_string() />
                <div class="form-actions">
                    <Button kind=Kind::Primary>{(t.restore_number)(number)}</Button>
                </div>
            </Form>
        </Confirm>
    }
}
