//! One section: to write in it, to join two texts that were written at once, to read what it was.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{crumbs, day};
use crate::{
    archetypes::{
        ArchetypeId, Part, PartText, api::SavePart, rules, store, store::Found, texts::texts,
    },
    error::{Error, Result},
    links,
    phases::gate,
    request::{Look, Page, Posted},
    revisions::{Diff, Earlier, Once},
    routes::{self, Section},
    ui::{
        self, Button, ButtonLink, Card, Grid, Kind, Notice, PageHead, Prose, Stack, Tone,
        form::{Area, Form, Hidden},
    },
};

/// How many of its earlier texts are shown.
const REVISIONS: i64 = 20;

/// `/archetypes/{id}/edit/{section}`
pub async fn part(id: ArchetypeId, part: Part) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let found = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let Found { archetype, programme } = found;
    let standing = store::standing(&mut look.tx, &look.actor, &programme, Some(&archetype)).await?;
    let closed = gate::closed(&mut look.tx, programme.id, rules::PHASE).await?;
    let parts = store::parts(&mut look.tx, id).await?;
    let text = parts.into_iter().find(|text| text.part == part).ok_or(Error::NotFound)?;
    let revisions = store::revisions(&mut look.tx, id, part, REVISIONS).await?;
    let zone = look.actor.zone.clone();
    let sent = Sent::here();
    // Whatever happened to the phase meanwhile, a text that was sent is not lost.
    let writes = rules::may_contribute(standing) && closed.is_none() || sent.is_some();
    let astray = match writes {
        true => links::pages::astray(&mut look, &text.body, &text.html).await?,
        false => None,
    };
    let clash = sent.filter(|sent| sent.stale && sent.text.trim() != text.body.trim());
    let closed = closed.map(|text| view! { <Notice><p>{text}</p></Notice> });
    let clash =
        clash.map(|sent| view! { <Clash theirs=text.clone() mine=sent.text zone=zone.clone() /> });
    let joins = clash.is_some();
    let reading =
        (!writes && !text.body.is_empty()).then(|| view! { <Prose html=text.html.clone() /> });
    let form = writes.then(|| view! { <Write id text joins /> });
    let earlier = (!revisions.is_empty()).then(|| {
        let revisions = revisions.into_iter().map(Once::from).collect();
        let href = Box::new(move |number| routes::archetype_revision(id, part, number));
        view! { <Earlier revisions zone href /> }
    });
    let crumbs = crumbs(&programme, Some(&archetype));
    Page::ok(
        Section::Programmes,
        (t.part)(part),
        view! {
            <Stack>
                <PageHead title=(t.part)(part) kicker=archetype.name.clone() intro=(t.part_hint)(part) crumbs />
                {closed}
                {clash}
                {astray}
                {form}
                {reading}
                {earlier}
            </Stack>
        },
    )
}

/// A text that was sent and refused.
struct Sent {
    text: String,
    /// It was written on an older text than the one there is now.
    stale: bool,
}

impl Sent {
    fn here() -> Option<Sent> {
        let posted = use_context::<Posted>().filter(|p| *p.command == *SavePart::PATH)?;
        let text = posted.all("text").next().unwrap_or_default().replace("\r\n", "\n");
        Some(Sent { text, stale: posted.error == Error::Stale })
    }
}

/// The other's text and mine beside each other, and by words what mine makes of theirs.
#[component]
fn Clash(theirs: PartText, mine: String, zone: String) -> impl IntoView {
    let t = texts();
    let who = theirs.editor.clone().unwrap_or_default();
    let when = theirs.at.map(|at| day(at, &zone)).unwrap_or_default();
    let (old, new) = (theirs.body.clone(), mine.clone());
    view! {
        <Notice tone=Tone::Warn title=t.clash><p>{t.clash_text}</p></Notice>
        <Grid>
            <Card title=(t.their_text)(&who) aside=when>
                <div class="lines">{theirs.body}</div>
            </Card>
            <Card title=t.my_text><div class="lines">{mine}</div></Card>
        </Grid>
        <ui::Section title=t.from_theirs_to_mine>
            <Diff old new />
        </ui::Section>
    }
}

/// The form. Its revision is always that of the text there is now, so whoever was shown both
/// texts saves on top of the other's.
#[component]
fn Write(id: ArchetypeId, text: PartText, joins: bool) -> impl IntoView {
    let t = texts();
    let (label, save) = if joins { (t.joined_text, t.save_joined) } else { (t.text, t.save) };
    view! {
        <Form command=SavePart::PATH keep=true compared=joins>
            <Hidden name="id" value=id.to_string() />
            <Hidden name="part" value=text.part.as_str() />
            <Hidden name="revision" value=text.revision.to_string() />
            <Area name="text" label hint=t.text_hint value=text.body rows=14u32 />
            <div class="form-actions">
                <Button kind=Kind::Primary>{save}</Button>
                <ButtonLink href=routes::archetype_part(id, text.part) kind=Kind::Quiet>{t.cancel}</ButtonLink>
            </div>
        </Form>
    }
}
