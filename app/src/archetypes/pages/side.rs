//! What stands beside the sections of an archetype.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{concept, day, parts::VersionBadge};
use crate::{
    archetypes::{ArchetypeId, Member, Source, Version, api::MakeVersion, rules, texts::texts},
    concepts::{ConceptState, pages::standing},
    request::Posted,
    routes,
    ui::{
        Button, Card, Confirm, Inline, Kind, PersonLine, Stack,
        form::{Area, Form, Hidden},
    },
};

/// Who gave to which section, and who not yet.
#[component]
pub fn Contributions(members: Vec<Member>) -> impl IntoView {
    let t = texts();
    let all = members.len() as i64;
    let (given, silent): (Vec<_>, Vec<_>) =
        members.into_iter().partition(|member| !member.parts.is_empty());
    let aside = (t.given_of)(given.len() as i64, all);
    let given = given
        .into_iter()
        .map(|member| {
            let parts: Vec<_> = member.parts.iter().map(|part| (t.part)(*part)).collect();
            view! {
                <li>
                    <PersonLine name=member.name position=member.position branch=member.branch />
                    <p class="small">{parts.join(", ")}</p>
                </li>
            }
        })
        .collect_view();
    let count = silent.len() as i64;
    let silent = silent
        .into_iter()
        .map(|member| {
            view! { <li><PersonLine name=member.name position=member.position branch=member.branch /></li> }
        })
        .collect_view();
    let silent = (count > 0).then(|| {
        view! {
            <details class="fold">
                <summary>{(t.not_yet)(count)}</summary>
                <ul class="stack people-list">{silent}</ul>
            </details>
        }
    });
    view! {
        <Card title=t.contributions aside>
            <ul class="stack people-list">{given}</ul>
            {silent}
        </Card>
    }
}

/// The versions with their trial runs, and the form that makes the next.
#[component]
pub fn Versions(
    id: ArchetypeId,
    versions: Vec<Version>,
    /// The way to where releases went, if there is one.
    went: Option<AnyView>,
    may_make: bool,
    zone: String,
) -> impl IntoView {
    let t = texts();
    let none = versions.is_empty().then(|| view! { <p class="muted">{t.versions_empty}</p> });
    let last = versions.first().map(|version| version.number);
    let changes = last.map(|number| {
        view! { <a href=routes::archetype_changes(id, number, None)>{(t.changes_since)(number)}</a> }
    });
    let items = versions
        .into_iter()
        .map(|version| {
            let number = version.number;
            let released = version.released_at.is_some();
            let when = day(version.released_at.unwrap_or(version.made_at), &zone);
            view! {
                <li>
                    <Inline>
                        <a href=routes::archetype_version(id, number)>{(t.version_number)(number)}</a>
                        <VersionBadge released trials=version.trials />
                    </Inline>
                    <p class="muted small">{format!("{when} · {}", (t.trials_count)(version.trials))}</p>
                    {(!version.summary.is_empty()).then(|| view! { <p class="small">{version.summary}</p> })}
                </li>
            }
        })
        .collect_view();
    let refused = use_context::<Posted>().is_some_and(|p| *p.command == *MakeVersion::PATH);
    let make = (may_make || refused).then(|| {
        view! {
            <Confirm label=t.make_version text=t.make_version_text kind=Kind::Secondary open=refused>
                <Form command=MakeVersion::PATH>
                    <Hidden name="id" value=id.to_string() />
                    <Area name="summary" label=t.summary hint=t.summary_hint rows=2u32 optional=true
                        maxlength=rules::REMARK_MAX as u32 />
                    <div class="form-actions"><Button kind=Kind::Primary>{t.freeze}</Button></div>
                </Form>
            </Confirm>
        }
    });
    view! {
        <Card title=t.versions>
            {none}
            <ul class="stack">{items}</ul>
            {changes}
            {went}
            {make}
        </Card>
    }
}

/// What an archetype is made of.
#[component]
pub fn Sources(
    concepts: Vec<Source>,
    /// Text and address; none for a note that the reader may not see.
    notes: Vec<Option<(String, String)>>,
) -> impl IntoView {
    let t = texts();
    let nothing = (concepts.is_empty() && notes.is_empty())
        .then(|| view! { <p class="muted">{t.sources_empty}</p> });
    let concepts = concepts
        .into_iter()
        .map(|source| {
            let Source { id, title, state, revision, decided_on } = source;
            // Only that it is not plainly accepted needs saying here.
            let mark = (state != ConceptState::Accepted
                || decided_on.is_some_and(|on| on < revision))
            .then(|| (" ", standing(state, decided_on, revision)));
            view! { <li><a href=concept(id)>{title}</a> {mark}</li> }
        })
        .collect::<Vec<_>>();
    let notes = notes
        .into_iter()
        .map(|note| match note {
            Some((text, href)) => view! { <li><a href=href>{text}</a></li> }.into_any(),
            None => view! { <li class="muted">{t.note_unseen}</li> }.into_any(),
        })
        .collect::<Vec<_>>();
    let part = |title: &'static str, items: Vec<AnyView>| {
        (!items.is_empty()).then(|| view! { <h3>{title}</h3><ul class="stack">{items}</ul> })
    };
    let concepts = concepts.into_iter().map(IntoAny::into_any).collect();
    view! {
        <Card title=t.made_of>
            {nothing}
            <Stack>{part(t.concepts, concepts)} {part(t.existing, notes)}</Stack>
        </Card>
    }
}
