use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{crumbs, kicker};
use crate::{
    archetypes::{Listed, Part, Source, api::CreateArchetype, rules, store, texts::texts},
    error::{Error, Result},
    lang::lang,
    phases::gate,
    programmes::{self, ProgrammeId},
    provenance,
    request::{Look, Page, Posted},
    reviews::{self, pages::ended_badge},
    routes::{self, Section},
    ui::{
        self, Badge, Button, ButtonLink, Card, Empty, Grid, Inline, Kind, Notice, PageHead, Stack,
        Tone,
        form::{Checks, Choice, Form, Hidden, Text},
        numbers,
    },
};

/// `/programmes/{id}/archetypes`: what the programme builds.
pub async fn list(id: ProgrammeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let found = programmes::store::find(&mut look.tx, &look.actor.scope(), id).await?;
    let programme = found.ok_or(Error::NotFound)?.programme;
    let closed = gate::closed(&mut look.tx, id, rules::PHASE).await?;
    let standing = store::standing(&mut look.tx, &look.actor, &programme, None).await?;
    let listed = store::list(&mut look.tx, id).await?;
    let ids: Vec<Uuid> = listed.iter().map(|listed| listed.id.into()).collect();
    let ended = reviews::store::ended(&mut look.tx, provenance::Kind::Archetype, &ids).await?;
    let accepted = store::accepted(&mut look.tx, id).await?;
    let refused = use_context::<Posted>().is_some_and(|p| *p.command == *CreateArchetype::PATH);
    let form = (rules::may_shape(standing) && closed.is_none() || refused)
        .then(|| view! { <NewArchetype programme=id accepted /> });
    let closed = closed.map(|text| view! { <Notice><p>{text}</p></Notice> });
    let cards = if listed.is_empty() {
        let text = match form.is_some() {
            true => t.none_text.to_owned(),
            false => format!("{} {}", t.none_text, t.none_yours),
        };
        view! { <Empty title=t.none text /> }.into_any()
    } else {
        let cards = listed.into_iter().map(|listed| {
            let badge = ended_badge(ended.get(&listed.id.into()));
            card(listed, badge)
        });
        let cards = cards.collect_view();
        view! { <Grid>{cards}</Grid> }.into_any()
    };
    let kicker = kicker(&programme);
    let crumbs = crumbs(&programme, None).into_iter().take(2).collect();
    Page::ok(
        Section::Programmes,
        t.archetypes,
        view! {
            <Stack>
                <PageHead title=t.archetypes kicker intro=t.list_intro crumbs>
                    <ButtonLink href=routes::practices(id)>{t.to_practices}</ButtonLink>
                </PageHead>
                {closed}
                {cards}
                {form}
            </Stack>
        },
    )
    .map(|page| page.following(id))
}

fn card(listed: Listed, ended: Option<AnyView>) -> impl IntoView {
    let t = texts();
    let (tone, word) = match (listed.released, listed.versions) {
        (Some(number), _) => (Tone::Good, (t.version_released)(number)),
        (None, 0) => (Tone::Neutral, t.no_version_yet.to_owned()),
        (None, number) => (Tone::Info, (t.version_number)(number)),
    };
    let written = numbers::out_of(lang(), listed.written, Part::ALL.len() as i64);
    view! {
        <Card title=listed.name href=routes::archetype(listed.id)>
            <Inline>{ended} <Badge tone>{word}</Badge></Inline>
            <p>{(t.written_of)(&written)}</p>
            <p class="muted small">
                {format!("{} · {}", (t.from_concepts)(listed.concepts), (t.by_people)(listed.people))}
            </p>
            <p class="muted small">{(t.owned_by)(&listed.owner)}</p>
        </Card>
    }
}

#[component]
fn NewArchetype(programme: ProgrammeId, accepted: Vec<Source>) -> impl IntoView {
    let t = texts();
    let all: Vec<String> = accepted.iter().map(|source| source.id.to_string()).collect();
    let concepts = if accepted.is_empty() {
        view! { <Notice tone=Tone::Warn><p>{t.none_accepted}</p></Notice> }.into_any()
    } else {
        let choices =
            accepted.into_iter().map(|source| Choice::new(source.id, source.title)).collect();
        view! {
            <Checks name="concepts" label=t.made_of hint=t.made_of_hint choices values=all optional=true />
        }
        .into_any()
    };
    view! {
        <ui::Section title=t.new id="new">
            <Form command=CreateArchetype::PATH>
                <Hidden name="programme" value=programme.to_string() />
                <Text name="name" label=t.name hint=t.name_hint maxlength=rules::NAME_MAX as u32 />
                {concepts}
                <div class="form-actions"><Button kind=Kind::Primary>{t.begin}</Button></div>
            </Form>
        </ui::Section>
    }
}
