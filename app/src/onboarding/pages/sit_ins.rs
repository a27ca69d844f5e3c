//! Sit-ins: what was observed, what one makes of it, and the word of the host.

use chrono::NaiveDate;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    error::Result,
    knowledge,
    lang::lang,
    onboarding::{
        Onboarding, SitIn,
        api::{AddSitIn, ConfirmSitIn},
        rules, store,
        texts::texts,
    },
    people::PersonBrief,
    request::{Look, Posted},
    routes,
    sessions::zones,
    ui::{
        self, Badge, Button, CardHead, Inline, Kind, Stack, Tone, dates,
        form::{Area, Check, Choice, Form, Hidden, Select, Text},
    },
};

/// What the part about sit-ins shows.
pub struct Sat {
    all: Vec<SitIn>,
    /// Of those that became notes, which ones the reader may see.
    readable: Vec<bool>,
    /// Who could be a host; nobody when the reader adds nothing.
    hosts: Vec<PersonBrief>,
    adds: bool,
    own: bool,
    today: NaiveDate,
}

/// Loads the sit-ins of an onboarding; `adds` says whether the reader may write one down.
pub async fn load(look: &mut Look, one: &Onboarding, adds: bool) -> Result<Sat> {
    let all = store::sit_ins(&mut look.tx, one.id).await?;
    let scope = look.actor.scope();
    let notes: Vec<_> = all.iter().filter_map(|sit_in| sit_in.note_id).collect();
    let mut seen = Vec::new();
    for some in notes.chunks(20) {
        seen.extend(knowledge::store::some(&mut look.tx, &scope, some).await?);
    }
    let reads = |note| seen.iter().any(|one| one.id == note);
    let readable = all.iter().map(|sit_in| sit_in.note_id.is_some_and(reads)).collect();
    let hosts = match adds {
        true => store::colleagues(&mut look.tx, one.person_id).await?,
        false => Vec::new(),
    };
    let today = zones::in_zone(look.now, &one.branch_zone).date();
    Ok(Sat { all, readable, hosts, adds, own: one.person_id == look.actor.id, today })
}

#[component]
pub fn SitIns(one: Onboarding, sat: Sat) -> impl IntoView {
    let t = texts();
    let Sat { all, readable, hosts, adds, own, today } = sat;
    let none = all.is_empty();
    let cards = all
        .into_iter()
        .zip(readable)
        .map(|(sit_in, readable)| view! { <One sit_in readable /> })
        .collect_view();
    let refused = use_context::<Posted>().is_some_and(|p| *p.command == *AddSitIn::PATH);
    let hosts = hosts
        .into_iter()
        .map(|host| {
            let about = if host.position.is_empty() {
                host.name
            } else {
                format!("{} · {}", host.name, host.position)
            };
            Choice::new(host.id, about)
        })
        .collect();
    let form = adds.then(|| {
        view! {
            <details class="confirm" open=refused>
                <summary class="button secondary">{t.add_sit_in}</summary>
                <div class="confirm-body">
                    <Form command=AddSitIn::PATH>
                        <Hidden name="id" value=one.id.to_string() />
                        <Select name="host" label=t.host choices=hosts empty=t.choose />
                        <Text name="held_on" label=t.date kind="date" value=today.to_string() />
                        <Area name="observed" label=t.observed hint=t.observed_hint rows=3u32 maxlength=rules::TEXT_MAX as u32 />
                        <Area name="reflection" label=t.reflection hint=t.reflection_hint rows=3u32 maxlength=rules::TEXT_MAX as u32 optional=true />
                        {own.then(|| view! { <Check name="note" label=t.as_note hint=t.as_note_hint /> })}
                        <Button kind=Kind::Primary>{t.add_sit_in}</Button>
                    </Form>
                </div>
            </details>
        }
    });
    view! {
        <ui::Section title=t.sit_ins id="sit-ins">
            <p class="muted">{if none { t.no_sit_ins } else { t.sit_ins_text }}</p>
            <Stack>{cards}</Stack>
            {form}
        </ui::Section>
    }
}

#[component]
fn One(sit_in: SitIn, readable: bool) -> impl IntoView {
    let t = texts();
    let title = (t.sat_with)(&sit_in.host);
    let aside = dates::short_date(lang(), sit_in.held_on);
    let confirmed = sit_in.confirmed_at.is_some();
    let (tone, words) =
        if confirmed { (Tone::Good, t.confirmed) } else { (Tone::Neutral, t.not_confirmed) };
    let note = sit_in.note_id.filter(|_| readable);
    view! {
        <article class="card">
            <CardHead title aside level=3 />
            <Inline><Badge tone>{words}</Badge></Inline>
            <p class="pre-line">{sit_in.observed}</p>
            {(!sit_in.reflection.is_empty()).then(|| view! {
                <p class="pre-line"><strong>{t.reflection}": "</strong>{sit_in.reflection}</p>
            })}
            {note.map(|note| view! { <p><a href=routes::note(note)>{t.became_note}</a></p> })}
            {(!sit_in.remark.is_empty()).then(|| view! {
                <p class="muted">{format!("{}: {}", sit_in.host, lang().quoted(&sit_in.remark))}</p>
            })}
        </article>
    }
}

/// What a host has still to confirm.
#[component]
pub fn ToConfirm(sit_ins: Vec<SitIn>) -> impl IntoView {
    let t = texts();
    (!sit_ins.is_empty()).then(|| {
        let cards = sit_ins
            .into_iter()
            .map(|sit_in| {
                let id = sit_in.id.to_string();
                let aside = dates::short_date(lang(), sit_in.held_on);
                view! {
                    <article class="card">
                        <CardHead title=(t.sat_with_you)(&sit_in.person) aside level=3 />
                        <p class="pre-line">{sit_in.observed}</p>
                        <Form command=ConfirmSitIn::PATH key=id.clone()>
                            <Hidden name="id" value=id />
                            <Text name="remark" label=t.host_remark optional=true maxlength=rules::REMARK_MAX as u32 />
                            <Button>{t.confirm}</Button>
                        </Form>
                    </article>
                }
            })
            .collect_view();
        view! { <ui::Section title=t.to_confirm id="to-confirm"><Stack>{cards}</Stack></ui::Section> }
    })
}
