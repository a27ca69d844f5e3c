//! The pages on which a comment is written and changed.

use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    QUOTE,
    fields::{self, found_here},
    shortened,
};
use crate::{
    archetypes,
    comments::{
        CommentId, Text,
        api::{AddComment, EditComment},
        passages::{self, Passage},
        store, talking,
        texts::texts,
    },
    error::{Error, Result},
    provenance::Kind as Of,
    request::{Look, Page, Posted, query},
    reviews::subject,
    routes::Section,
    ui::{
        Button, ButtonLink, Card, Kind, PageHead, Stack,
        form::{Choice, Form, Hidden, Radios},
    },
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Ask {
    part: String,
    passage: String,
}

/// `/comment/{kind}/{id}?part=…&passage=…`; without a passage, on the whole.
pub async fn new(kind: Of, id: Uuid) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let actor = look.actor.clone();
    let found = subject(&mut look.tx, &actor, (kind, id)).await?;
    let subject = found.ok_or(Error::NotFound)?;
    let texts_now = talking::texts_of(&mut look.tx, &actor, subject.thing).await?;
    let hidden = store::speaks_hidden(&mut look.tx, subject.thing, actor.id).await?;
    fields::look_up(&mut look, &subject).await?;
    let ask: Ask = query();
    let sent = use_context::<Posted>().filter(|p| *p.command == *AddComment::PATH);
    let asked = texts_now.iter().find(|text| text.part == ask.part);
    let quote = match &sent {
        Some(posted) => posted.all("quote").next().unwrap_or_default().to_owned(),
        None => asked.and_then(|text| passage(text, &ask.passage)).unwrap_or_default(),
    };
    let stands = quote.is_empty()
        || asked.is_some_and(|text| {
            passages::passages(&text.html).iter().any(|passage| passage.text == quote)
        });
    let passages = match (stands, asked) {
        (false, Some(text)) => passages::passages(&text.html),
        _ => Vec::new(),
    };
    let (part, leave) = (ask.part.clone(), subject.node.href.clone());
    let kicker = subject.node.label.clone();
    let crumbs = vec![(kicker.clone(), leave.clone())];
    Page::ok(
        Section::Knowledge,
        format!("{} · {kicker}", t.new_title),
        view! {
            <Stack>
                <PageHead title=t.new_title kicker crumbs />
                {fields::hidden_note(hidden)}
                <Form command=AddComment::PATH keep=true>
                    <Hidden name="kind" value=kind.as_str() />
                    <Hidden name="id" value=id.to_string() />
                    <Hidden name="part" value=part.clone() />
                    {match stands {
                        true => here(kind, &part, &quote),
                        false => choose(passages),
                    }}
                    {fields::words(t.body, String::new(), 5, found_here(""), &[])}
                    <div class="form-actions">
                        <Button kind=Kind::Primary>{t.send}</Button>
                        <ButtonLink href=leave kind=Kind::Quiet>{t.cancel}</ButtonLink>
                    </div>
                </Form>
            </Stack>
        },
    )
}

/// The words of a passage of a text, by its number.
fn passage(text: &Text, number: &str) -> Option<String> {
    let index: usize = number.parse().ok()?;
    passages::passages(&text.html).into_iter().nth(index).map(|passage| passage.text)
}

/// What the comment is about: a passage, quoted, or the whole.
fn here(kind: Of, part: &str, quote: &str) -> AnyView {
    let t = texts();
    if quote.is_empty() {
        let about = (t.about_whole)(kind);
        return view! { <p class="muted">{about}</p> <Hidden name="quote" value="" /> }.into_any();
    }
    let section = archetypes::Part::parse(part)
        .map(|part| format!("{} · ", (archetypes::texts::texts().part)(part)))
        .unwrap_or_default();
    let about = format!("{section}{}", t.about_passage);
    let text = shortened(quote, QUOTE);
    view! {
        <Card>
            <p class="muted small">{about}</p>
            <blockquote class="quoted"><p>{text}</p></blockquote>
        </Card>
        <Hidden name="quote" value=quote.to_owned() />
    }
    .into_any()
}

/// The passage was changed meanwhile: it is chosen among those of now.
fn choose(passages: Vec<Passage>) -> AnyView {
    let t = texts();
    let mut choices: Vec<Choice> = passages
        .into_iter()
        .map(|passage| {
            let label = shortened(&passage.text, QUOTE);
            Choice::new(passage.text, label)
        })
        .collect();
    choices.push(Choice::new("", t.whole));
    view! { <Radios name="quote" label=t.choose_passage choices /> }.into_any()
}

/// `/comments/{id}/edit`: one's own words.
pub async fn edit(id: CommentId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let actor = look.actor.clone();
    let comment = store::find(&mut look.tx, id, actor.id).await?.ok_or(Error::NotFound)?;
    let found = subject(&mut look.tx, &actor, comment.thing).await?;
    let subject = found.ok_or(Error::NotFound)?;
    if comment.deleted {
        return Err(Error::NotFound);
    }
    if !comment.own {
        return Err(Error::Forbidden);
    }
    let hidden = store::speaks_hidden(&mut look.tx, subject.thing, actor.id).await?;
    fields::look_up(&mut look, &subject).await?;
    let quote = (!comment.quote.is_empty()).then(|| {
        let text = shortened(&comment.quote, QUOTE);
        view! { <Card><blockquote class="quoted"><p>{text}</p></blockquote></Card> }
    });
    let leave = crate::routes::comment_at(&subject.node.href, id);
    let kicker = subject.node.label.clone();
    let crumbs = vec![(kicker.clone(), subject.node.href.clone())];
    let (known, revision) = (comment.mentioned.clone(), comment.revision.to_string());
    let body = comment.body.clone();
    Page::ok(
        Section::Knowledge,
        t.edit_title,
        view! {
            <Stack>
                <PageHead title=t.edit_title kicker crumbs />
                {quote}
                {fields::hidden_note(hidden)}
                <Form command=EditComment::PATH>
                    <Hidden name="id" value=id.to_string() />
                    <Hidden name="revision" value=revision />
                    {fields::words(t.body, body, 5, found_here(""), &known)}
                    <div class="form-actions">
                        <Button kind=Kind::Primary>{t.save}</Button>
                        <ButtonLink href=leave kind=Kind::Quiet>{t.cancel}</ButtonLink>
                    </div>
                </Form>
            </Stack>
        },
    )
}
