use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use super::manage::crumbs;
use crate::{
    error::{Error, Result},
    lang::lang,
    polls::{
        Poll, PollId, PollKind, PollState,
        api::SavePoll,
        library::{self, LIBRARY},
        rules, running, store,
        texts::texts,
    },
    request::{Look, Page, query},
    routes::{self, Section},
    sessions::{Session, SessionId},
    ui::{
        self, Button, ButtonLink, Card, Columns, Grid, Kind, Notice, PageHead, Stack,
        form::{Area, Form, Hidden, Text},
    },
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    kind: String,
    /// An entry of the library.
    from: String,
}

/// `/sessions/{id}/polls/new`: first how it is answered, or a question of the library; then the form.
pub async fn new(id: SessionId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let session = running::enter(&mut look.tx, &look.actor, id).await?;
    let asked: Asked = query();
    let body = match (library::entry(&asked.from), PollKind::parse(&asked.kind)) {
        (Some(entry), _) => {
            let words = entry.words(lang());
            let (low, high) = words.ends;
            let fields = Fields {
                kind: entry.kind,
                question: words.question.into(),
                options: words.options.join("\n"),
                low: low.into(),
                high: high.into(),
                edited: None,
            };
            form(id, fields)
        }
        (None, Some(kind)) => form(id, Fields::empty(kind)),
        (None, None) => kinds(id),
    };
    page(t.new_poll, &session, body)
}

/// `/polls/{id}/edit`: a draft is changed.
pub async fn edit(id: PollId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let poll = store::find(&mut look.tx, &look.actor.scope(), id).await?.ok_or(Error::NotFound)?;
    let session = running::enter(&mut look.tx, &look.actor, poll.session_id).await?;
    let opened = (poll.state != PollState::Draft)
        .then(|| view! { <Notice><p>{t.opened_already}</p></Notice> });
    let form = form(session.id, Fields::of(poll));
    page(t.edit_poll, &session, view! { {opened} {form} }.into_any())
}

fn page(title: &'static str, session: &Session, body: AnyView) -> Result<Page> {
    let mut crumbs = crumbs(session);
    crumbs.push((texts().polls.into(), routes::polls(session.id)));
    Page::ok(
        Section::Sessions,
        format!("{title} · {}", session.topic),
        view! { <Stack><PageHead title crumbs /> {body}</Stack> },
    )
}

/// The ways to answer, and the library.
fn kinds(session: SessionId) -> AnyView {
    let t = texts();
    let kinds = PollKind::ALL.iter().map(|kind| {
        let href = routes::new_poll_like(session, "kind", kind.as_str());
        view! { <Card title=(t.kind)(*kind) href level=3><p class="muted">{(t.kind_hint)(*kind)}</p></Card> }
    });
    let kinds = kinds.collect_view();
    let entries = LIBRARY.iter().map(|entry| {
        let href = routes::new_poll_like(session, "from", entry.key);
        let question = entry.words(lang()).question;
        view! { <li><a href=href>{question}</a> <small class="muted">{(t.kind)(entry.kind)}</small></li> }
    });
    let entries = entries.collect_view();
    view! {
        <Columns>
            <ui::Section title=t.choose_kind><Grid>{kinds}</Grid></ui::Section>
            <ui::Section title=t.library>
                <p class="muted">{t.library_intro}</p>
                <ul class="poll-library">{entries}</ul>
            </ui::Section>
        </Columns>
    }
    .into_any()
}

/// What the form begins with.
struct Fields {
    kind: PollKind,
    question: String,
    options: String,
    low: String,
    high: String,
    /// The draft that is changed, and its revision.
    edited: Option<(PollId, i64)>,
}

impl Fields {
    fn empty(kind: PollKind) -> Fields {
        let empty = String::new;
        Fields {
            kind,
            question: empty(),
            options: empty(),
            low: empty(),
            high: empty(),
            edited: None,
        }
    }

    fn of(poll: Poll) -> Fields {
        Fields {
            kind: poll.kind,
            question: poll.question,
            options: poll.options.join("\n"),
            low: poll.low,
            high: poll.high,
            edited: Some((poll.id, poll.revision)),
        }
    }
}

fn form(session: SessionId, fields: Fields) -> AnyView {
    let t = texts();
    let kind = fields.kind;
    let hint = if kind == PollKind::Feelings { t.feelings_hint } else { t.options_hint };
    let most = rules::OPTION_MAX as u32;
    let back = if fields.edited.is_some() { ui::texts::texts().leave } else { t.cancel };
    view! {
        <Form command=SavePoll::PATH>
            <Hidden name="session" value=session.to_string() />
            <Hidden name="kind" value=kind.as_str() />
            {fields.edited.map(|(id, revision)| view! {
                <Hidden name="id" value=id.to_string() />
                <Hidden name="revision" value=revision.to_string() />
            })}
            <p class="muted">{format!("{}. {}", (t.kind)(kind), (t.kind_hint)(kind))}</p>
            <Area name="question" label=t.question value=fields.question rows=2u32 maxlength=rules::QUESTION_MAX as u32 />
            {kind.has_options().then(|| view! {
                <Area name="options" label=t.options hint value=fields.options rows=6u32 />
            })}
            {(kind == PollKind::Scale).then(|| view! {
                <Text name="low" label=t.low value=fields.low maxlength=most />
                <Text name="high" label=t.high value=fields.high maxlength=most />
            })}
            <div class="form-actions">
                <Button kind=Kind::Primary>{t.save_draft}</Button>
                <ButtonLink href=routes::polls(session) kind=Kind::Quiet>{back}</ButtonLink>
            </div>
        </Form>
    }
    .into_any()
}
