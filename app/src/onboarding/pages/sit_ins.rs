//! Sit-ins: what was observed, what one makes of it, and the word of the host.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::{prelude::*, server_fn::ServerFn};

use super::ahead::{Denials, PlanOne, Planned};
use crate::{
    error::Result,
    knowledge,
    lang::lang,
    onboarding::{
        Denial, Onboarding, SitIn, SitInId,
        ahead_texts::ahead_texts,
        api::{AddSitIn, ChangeSitIn, ConfirmSitIn, DenySitIn, ShareSitIn, WithdrawSitIn},
        rules, store,
        texts::texts,
    },
    people::PersonBrief,
    request::{Look, refused},
    routes,
    sessions::zones,
    ui::{
        self, Badge, Button, CardHead, Confirm, Inline, Kind, Stack, Tone, dates,
        form::{Area, Choice, Form, Hidden, Select, Text},
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
    /// Of those, which ones the reader may correct.
    mine: Vec<bool>,
    /// On whose walls the reader's reflection can stand.
    walls: Vec<Choice>,
    denials: Vec<Denial>,
    today: NaiveDate,
    now: DateTime<Utc>,
}

/// Loads the sit-ins of an onboarding.
pub async fn load(look: &mut Look, one: &Onboarding) -> Result<Sat> {
    let adds = rules::may_add_sit_in(&look.actor, one.person_id);
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
    let own = one.person_id == look.actor.id;
    let walls = match own {
        true => store::walls_of(&mut look.tx, one).await?,
        false => Vec::new(),
    };
    let walls = walls.into_iter().map(|wall| {
        let on = zones::in_zone(wall.starts_at, &wall.time_zone).date();
        Choice::new(wall.id, format!("{} · {}", wall.topic, dates::short_date(lang(), on)))
    });
    let walls = walls.collect();
    let mine = all.iter().map(|sit_in| rules::may_change_sit_in(&look.actor, sit_in)).collect();
    let denials = store::denials(&mut look.tx, one.id).await?;
    Ok(Sat { all, readable, hosts, adds, own, mine, walls, denials, today, now: look.now })
}

#[component]
pub fn SitIns(one: Onboarding, sat: Sat) -> impl IntoView {
    let t = texts();
    let Sat { all, readable, hosts, adds, own, mine, walls, denials, today, now } = sat;
    let none = all.is_empty();
    let adding = refused(AddSitIn::PATH, "");
    let hosts: Vec<Choice> = hosts
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
    let (walls_of_later, hosts_of_cards, hosts_ahead) =
        (walls.clone(), hosts.clone(), hosts.clone());
    let cards = all
        .into_iter()
        .zip(readable)
        .zip(mine)
        .map(|((sit_in, readable), mine)| {
            let hosts = hosts_of_cards.clone();
            if sit_in.is_planned() {
                let hosts = mine.then_some(hosts);
                return view! { <Planned sit_in hosts now /> }.into_any();
            }
            let edit = mine.then(|| {
                view! {
                    <Write sit_in=sit_in.clone() hosts label=t.correct_sit_in />
                    <Withdraw id=sit_in.id label=t.withdraw_sit_in text=t.withdraw_sit_in_text />
                }
            });
            let shares = own && sit_in.note_id.is_none() && !sit_in.reflection.is_empty();
            let walls = walls_of_later.clone();
            let later = (shares && !walls.is_empty())
                .then(|| view! { <ShareLater id=sit_in.id.to_string() walls /> });
            view! { <One sit_in readable>{later} {edit}</One> }.into_any()
        })
        .collect_view();
    // Built in the form, from which it takes what was typed.
    let as_note = move || {
        match walls.is_empty() {
        false => view! {
            <Select name="wall" label=t.as_note hint=t.as_note_hint choices=walls empty=ahead_texts().no_note optional=true />
        }
        .into_any(),
        true => view! { <p class="muted">{t.note_later}</p> }.into_any(),
    }
    };
    let form = adds.then(|| {
        view! {
            <PlanOne id=one.id hosts=hosts_ahead today />
            <details class="confirm" open=adding>
                <summary class="button secondary">{t.add_sit_in}</summary>
                <div class="confirm-body">
                    <Form command=AddSitIn::PATH>
                        <Hidden name="id" value=one.id.to_string() />
                        <Select name="host" label=t.host choices=hosts empty=t.choose />
                        <Text name="held_on" label=t.date kind="date" value=today.to_string() />
                        <Area name="observed" label=t.observed hint=t.observed_hint rows=3u32 maxlength=rules::TEXT_MAX as u32 />
                        <Area name="reflection" label=t.reflection hint=t.reflection_hint rows=3u32 maxlength=rules::TEXT_MAX as u32 optional=true />
                        {own.then(as_note)}
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
            <Denials denials />
            {form}
        </ui::Section>
    }
}

#[component]
fn One(sit_in: SitIn, readable: bool, children: Children) -> impl IntoView {
    let t = texts();
    let title = (t.sat_with)(&sit_in.host);
    let aside = dates::short_date(lang(), sit_in.held_on);
    let (tone, words) = match (sit_in.confirmed_at, sit_in.denied_at) {
        (Some(_), _) => (Tone::Good, t.confirmed),
        (None, Some(_)) => (Tone::Warn, t.not_so),
        (None, None) => (Tone::Neutral, t.not_confirmed),
    };
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
            {children()}
        </article>
    }
}

/// Makes a note of a reflection that found no wall when it was written, or was not to become one then.
#[component]
fn ShareLater(id: String, walls: Vec<Choice>) -> impl IntoView {
    let t = texts();
    view! {
        <Form command=ShareSitIn::PATH key=id.clone()>
            <Hidden name="id" value=id />
            <Select name="wall" label=t.as_note hint=t.as_note_hint choices=walls empty=t.choose />
            <Button>{t.share_as_note}</Button>
        </Form>
    }
}

/// Whoever has left, or works elsewhere now, stays who it was.
pub fn with_host(mut hosts: Vec<Choice>, sit_in: &SitIn) -> Vec<Choice> {
    if !hosts.iter().any(|choice| choice.value == sit_in.host_id.to_string()) {
        hosts.push(Choice::new(sit_in.host_id, sit_in.host.clone()));
    }
    hosts
}

/// What was seen, to be written down or corrected until the host has confirmed it.
#[component]
pub fn Write(sit_in: SitIn, hosts: Vec<Choice>, label: &'static str) -> impl IntoView {
    let t = texts();
    let (id, field) = (sit_in.id.to_string(), sit_in.id.to_string());
    let hosts = with_host(hosts, &sit_in);
    let open = refused(ChangeSitIn::PATH, &id);
    view! {
        <details class="confirm" open=open>
            <summary class="button secondary">{label}</summary>
            <div class="confirm-body">
                <Form command=ChangeSitIn::PATH key=id>
                    <Hidden name="id" value=field />
                    <Hidden name="revision" value=sit_in.revision.to_string() />
                    <Select name="host" label=t.host choices=hosts value=sit_in.host_id.to_string() />
                    <Text name="held_on" label=t.date kind="date" value=sit_in.held_on.to_string() />
                    <Area name="observed" label=t.observed hint=t.observed_hint rows=3u32 maxlength=rules::TEXT_MAX as u32 value=sit_in.observed />
                    <Area name="reflection" label=t.reflection hint=t.reflection_hint rows=3u32 maxlength=rules::TEXT_MAX as u32 value=sit_in.reflection optional=true />
                    <Button>{t.save}</Button>
                </Form>
            </div>
        </details>
    }
}

/// Takes one away that nobody has confirmed, planned or written down.
#[component]
pub fn Withdraw(id: SitInId, label: &'static str, text: &'static str) -> impl IntoView {
    let (id, field) = (id.to_string(), id.to_string());
    let open = refused(WithdrawSitIn::PATH, &id);
    view! {
        <Confirm label text kind=Kind::Quiet open>
            <Form command=WithdrawSitIn::PATH key=id inline=true>
                <Hidden name="id" value=field />
                <Button kind=Kind::Danger>{label}</Button>
            </Form>
        </Confirm>
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
                let denied = id.clone();
                // Another key than beside it, or two fields of one card would have one id.
                let key = format!("no-{id}");
                let open = refused(DenySitIn::PATH, &key);
                view! {
                    <article class="card">
                        <CardHead title=(t.sat_with_you)(&sit_in.person) aside level=3 />
                        <p class="pre-line">{sit_in.observed}</p>
                        <Form command=ConfirmSitIn::PATH key=id.clone()>
                            <Hidden name="id" value=id />
                            <Text name="remark" label=t.host_remark optional=true maxlength=rules::REMARK_MAX as u32 />
                            <Button>{t.confirm}</Button>
                        </Form>
                        <Confirm label=t.deny_sit_in text=t.deny_sit_in_text kind=Kind::Quiet open>
                            <Form command=DenySitIn::PATH key>
                                <Hidden name="id" value=denied />
                                <Text name="remark" label=t.why_not_so maxlength=rules::REMARK_MAX as u32 />
                                <Button kind=Kind::Danger>{t.deny_sit_in}</Button>
                            </Form>
                        </Confirm>
                    </article>
                }
            })
            .collect_view();
        view! { <ui::Section title=t.to_confirm id="to-confirm"><Stack>{cards}</Stack></ui::Section> }
    })
}
