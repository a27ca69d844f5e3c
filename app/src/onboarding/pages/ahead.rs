//! Sit-ins that are planned, and what hosts have to say about those that were held.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::{prelude::*, server_fn::ServerFn};

use super::sit_ins::{ToConfirm, Withdraw, Write, with_host};
use crate::{
    error::Result,
    lang::lang,
    onboarding::{
        Denial, OnboardingId, SitIn, ahead_texts::ahead_texts, api::PlanSitIn, rules, store,
        texts::texts,
    },
    request::{Look, refused},
    routes::{self, Section},
    sessions::zones,
    today::store::{Waiting, What},
    ui::{
        self, Badge, Button, Card, CardHead, Inline, Kind, Stack, Tone, dates,
        form::{Choice, Form, Hidden, Select, Text},
    },
};

/// What tells the form that plans one from the form that writes one down, on the same page.
const AHEAD: &str = "ahead";
/// So long a sit-in lasts unless somebody says otherwise, and when in the day it begins.
const MINUTES: &str = "60";
const TIME: &str = "10:00";

/// "Thursday 5 March · 10:00–11:00"
fn when(sit_in: &SitIn) -> String {
    let local = |at: DateTime<Utc>| zones::in_zone(at, &sit_in.time_zone);
    let day = dates::capitalised(&dates::day(lang(), sit_in.held_on));
    match sit_in.starts_at.zip(sit_in.ends_at) {
        Some((from, to)) => {
            format!("{day} · {}", dates::span(local(from).time(), local(to).time()))
        }
        None => day,
    }
}

/// The form that plans one.
#[component]
pub fn PlanOne(id: OnboardingId, hosts: Vec<Choice>, today: NaiveDate) -> impl IntoView {
    let (t, a) = (texts(), ahead_texts());
    let next = rules::next_workday(today).to_string();
    view! {
        <details class="confirm" open=refused(PlanSitIn::PATH, AHEAD)>
            <summary class="button secondary">{a.plan}</summary>
            <div class="confirm-body">
                <p>{a.plan_text}</p>
                <Form command=PlanSitIn::PATH key=AHEAD>
                    <Hidden name="id" value=id.to_string() />
                    <Select name="host" label=t.host choices=hosts empty=t.choose />
                    {times(next, TIME.to_owned(), MINUTES.to_owned())}
                    <Button kind=Kind::Primary>{a.plan}</Button>
                </Form>
            </div>
        </details>
    }
}

fn times(date: String, time: String, minutes: String) -> impl IntoView {
    let t = texts();
    view! {
        <Text name="date" label=t.date kind="date" value=date />
        <Text name="time" label=t.time hint=t.time_hint kind="time" value=time />
        <Text name="minutes" label=t.minutes kind="number" inputmode="numeric" value=minutes />
    }
}

/// One that is planned; `hosts` for whoever may change it, nobody for others.
#[component]
pub fn Planned(sit_in: SitIn, hosts: Option<Vec<Choice>>, now: DateTime<Utc>) -> impl IntoView {
    let (t, a) = (texts(), ahead_texts());
    let over = sit_in.ends_at.is_some_and(|ends_at| ends_at <= now);
    let title = (t.sat_with)(&sit_in.host);
    let (tone, word) = if over { (Tone::Warn, a.is_over) } else { (Tone::Info, a.planned) };
    let (about, branch) = (when(&sit_in), sit_in.branch.clone());
    let deeds = hosts.map(|hosts| view! { <Deeds sit_in hosts now /> });
    view! {
        <article class="card">
            <CardHead title level=3 />
            <Inline><Badge tone>{word}</Badge></Inline>
            <p>{about}" · "{branch}</p>
            {deeds}
        </article>
    }
}

/// Writing it down from its beginning on, changing its time, calling it off.
#[component]
fn Deeds(sit_in: SitIn, hosts: Vec<Choice>, now: DateTime<Utc>) -> impl IntoView {
    let (t, a) = (texts(), ahead_texts());
    let id = sit_in.id;
    // Another key than of the form that writes it down, or two fields of one card would have one id.
    let key = format!("at-{id}");
    let changing = refused(PlanSitIn::PATH, &key);
    let begun = sit_in.starts_at.is_some_and(|starts_at| starts_at <= now);
    let write = begun.then(|| {
        view! { <Write sit_in=sit_in.clone() hosts=hosts.clone() label=a.write_down /> }
    });
    let start = sit_in.starts_at.map(|at| zones::in_zone(at, &sit_in.time_zone));
    let time = start.map(|at| dates::time(at.time())).unwrap_or_default();
    let minutes = sit_in.starts_at.zip(sit_in.ends_at).map(|(from, to)| (to - from).num_minutes());
    let minutes = minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    let times = times(sit_in.held_on.to_string(), time, minutes);
    let hosts = with_host(hosts, &sit_in);
    view! {
        {write}
        <details class="confirm" open=changing>
            <summary class="button secondary">{a.change}</summary>
            <div class="confirm-body">
                <Form command=PlanSitIn::PATH key>
                    <Hidden name="id" value=sit_in.onboarding_id.to_string() />
                    <Hidden name="sit_in" value=id.to_string() />
                    <Hidden name="revision" value=sit_in.revision.to_string() />
                    <Select name="host" label=t.host choices=hosts value=sit_in.host_id.to_string() />
                    {times}
                    <Button>{t.save}</Button>
                </Form>
            </div>
        </details>
        <Withdraw id label=a.call_off text=a.call_off_text />
    }
}

/// What hosts said was not so in somebody's onboarding.
#[component]
pub fn Denials(denials: Vec<Denial>) -> impl IntoView {
    let a = ahead_texts();
    (!denials.is_empty()).then(|| {
        let lines = denials.into_iter().map(|one| {
            let said = (a.denied)(&one.host, &dates::short_date(lang(), one.held_on));
            view! { <li>{said}": "{lang().quoted(&one.reason)}</li> }
        });
        let lines = lines.collect_view();
        view! { <p class="muted">{a.denials}</p> <ul class="dashes muted">{lines}</ul> }
    })
}

/// The sit-ins of which somebody is the host.
pub struct Hosted {
    to_confirm: Vec<SitIn>,
    coming: Vec<SitIn>,
    denied: Vec<Denial>,
}

impl Hosted {
    pub async fn load(look: &mut Look) -> Result<Hosted> {
        let (me, now) = (look.actor.id, look.now);
        Ok(Hosted {
            to_confirm: store::to_confirm(&mut look.tx, me).await?,
            coming: store::coming(&mut look.tx, me, now).await?,
            denied: store::denied_by(&mut look.tx, me).await?,
        })
    }

    pub fn none() -> Hosted {
        Hosted { to_confirm: Vec::new(), coming: Vec::new(), denied: Vec::new() }
    }
}

/// What is ahead, what is to be confirmed, and what was not so.
#[component]
pub fn AsHost(hosted: Hosted) -> impl IntoView {
    let a = ahead_texts();
    let coming = (!hosted.coming.is_empty()).then(|| {
        let cards = hosted.coming.into_iter().map(|one| {
            let (title, about) = ((a.sits_with_you)(&one.person), when(&one));
            view! { <Card title level=3><p class="muted">{about}" · "{one.branch}</p></Card> }
        });
        let cards = cards.collect_view();
        view! { <ui::Section title=a.coming id="coming"><Stack>{cards}</Stack></ui::Section> }
    });
    let denied = (!hosted.denied.is_empty()).then(|| {
        let lines = hosted.denied.into_iter().map(|one| {
            let said = (a.denied)(&one.person, &dates::short_date(lang(), one.held_on));
            view! { <li>{said}": "{lang().quoted(&one.reason)}</li> }
        });
        let lines = lines.collect_view();
        view! { <ui::Section title=a.denied_by_you><ul class="dashes">{lines}</ul></ui::Section> }
    });
    view! { {coming} <ToConfirm sit_ins=hosted.to_confirm /> {denied} }
}

/// What Today tells of sit-ins: those that are near or wait to be written down, and those to confirm.
pub fn on_today(all: &[Waiting], today: NaiveDate, now: DateTime<Utc>) -> Option<AnyView> {
    let (t, a) = (texts(), ahead_texts());
    let near = all.iter().filter(|one| one.what == What::SitIn).map(|one| {
        let own = one.opened;
        let title = if own { (a.you_sit_with)(&one.who) } else { (a.sits_with_you)(&one.who) };
        let href = match own {
            true => routes::sit_ins(one.subject_id.into()),
            false => format!("{}#coming", Section::Onboarding.href()),
        };
        let at = one.at.map(|at| zones::in_zone(at, &one.time_zone));
        let begun = own && one.at.is_some_and(|at| at <= now);
        let aside = at.map(|at| {
            let day = dates::capitalised(&dates::relative_day(lang(), today, at.date()));
            format!("{day} · {}", dates::time(at.time()))
        });
        let (tone, text) = match begun {
            true => (Tone::Warn, a.write_down.to_owned()),
            false => (Tone::Info, one.target.clone()),
        };
        view! {
            <Card title href aside=aside.unwrap_or_default() level=3 tone><p class="muted">{text}</p></Card>
        }
    });
    let near: Vec<_> = near.collect();
    let near = (!near.is_empty())
        .then(|| view! { <ui::Section title=t.sit_ins><Stack>{near}</Stack></ui::Section> });
    let to_confirm = all.iter().filter(|one| one.what == What::SitInToConfirm).map(|one| {
        let (title, href) =
            ((t.sat_with_you)(&one.who), format!("{}#to-confirm", Section::Onboarding.href()));
        let aside = one.day.map(|day| dates::short_day(lang(), day)).unwrap_or_default();
        view! {
            <Card title href aside level=3 tone=Tone::Info><p class="muted">{a.waits_for_you}</p></Card>
        }
    });
    let to_confirm: Vec<_> = to_confirm.collect();
    let to_confirm = (!to_confirm.is_empty()).then(|| {
        view! { <ui::Section title=a.to_confirm><Stack>{to_confirm}</Stack></ui::Section> }
    });
    let any = near.is_some() || to_confirm.is_some();
    any.then(|| view! { {near} {to_confirm} }.into_any())
}
