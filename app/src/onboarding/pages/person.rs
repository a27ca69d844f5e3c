//! What the page of a person shows of their onboarding.

use chrono::NaiveDate;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{StandingBadge, one::Conflicts};
use crate::{
    error::Result,
    onboarding::{Onboarding, api::BeginOnboarding, rules, store, texts::texts},
    people::{Person, PersonId},
    request::{Look, Posted},
    routes::{self, Section},
    sessions::zones,
    ui::{
        Button, ButtonLink, Card, Confirm, Icon, Inline, Kind, Progress, Stack,
        form::{Form, Hidden, Text},
    },
};

/// Where somebody's onboarding stands; HR begins one here.
pub async fn person_card(look: &mut Look, person: &Person) -> Result<AnyView> {
    let t = texts();
    let scope = look.actor.scope();
    let keeps = rules::may_keep(&look.actor) && person.active;
    let current = store::seen_of_person(&mut look.tx, &scope, person.id).await?;
    let Some(one) = current else {
        let person = person.clone();
        let begin = keeps.then(move || {
            view! {
                <Card title=t.title>
                    <p class="muted">{t.none_of_person}</p>
                    <Begin person=person.id hired=person.hired_on again=false />
                </Card>
            }
        });
        return Ok(begin.into_any());
    };
    let late_days = store::late_days(&mut look.tx).await?;
    let days = store::days(&mut look.tx, &[one.id]).await?;
    let done = days.iter().filter(|day| day.done_at.is_some()).count() as i64;
    let today = zones::in_zone(look.now, &one.branch_zone).date();
    let standing = rules::standing(&one, late_days, today);
    let rehired = person.hired_on.is_some_and(|on| on > one.hired_on);
    // Whoever was slower with the form is told so in it.
    let refused = use_context::<Posted>().is_some_and(|p| *p.command == *BeginOnboarding::PATH);
    let again = keeps && (rules::is_unlocked(&one) || rehired || refused);
    let hired_again = rules::hired_again(&one);
    let counts = keeps && hired_again.is_some() && one.finished_at.is_some();
    let (person, total) = (person.id, days.len() as i64);
    let conflicts = match keeps {
        true => rules::conflicts(&one, &days, late_days),
        false => Vec::new(),
    };
    Ok(view! {
        <Card title=t.title>
            <Inline><StandingBadge standing /></Inline>
            <Progress label=t.days_done done total />
            <Conflicts conflicts />
            <ButtonLink href=routes::onboarding(one.id)>{t.to_onboarding}</ButtonLink>
            {again.then(|| view! { <Begin person hired=hired_again again=true /> })}
            {hired_again.filter(|_| counts).map(|on| view! { <Count person on /> })}
        </Card>
    }
    .into_any())
}

/// One's own onboarding, on one's own page, with the certificate once there is one.
pub async fn my_card(look: &mut Look) -> Result<AnyView> {
    let t = texts();
    let Some(one) = store::of_person(&mut look.tx, look.actor.id).await? else {
        return Ok(().into_any());
    };
    let days = store::days(&mut look.tx, &[one.id]).await?;
    let done = days.iter().filter(|day| day.done_at.is_some()).count() as i64;
    let late_days = store::late_days(&mut look.tx).await?;
    let today = zones::in_zone(look.now, &one.branch_zone).date();
    let standing = rules::standing(&one, late_days, today);
    let certified = one.finished_at.is_some() && !one.counts_earlier;
    let total = days.len() as i64;
    Ok(view! {
        <Card title=t.title>
            <Inline><StandingBadge standing /></Inline>
            <Progress label=t.days_done done total />
            <Inline>
                <ButtonLink href=Section::Onboarding.href()>{t.to_onboarding}</ButtonLink>
                {certified.then(|| view! {
                    <ButtonLink href=routes::certificate(one.id) icon=Icon::Award>{t.certificate}</ButtonLink>
                })}
            </Inline>
        </Card>
    }
    .into_any())
}

/// What HR decides of somebody who was hired again when their days were over.
#[component]
pub fn Again(one: Onboarding, on: NaiveDate) -> impl IntoView {
    let counts = one.finished_at.is_some();
    view! {
        <Stack>
            <Begin person=one.person_id hired=Some(on) again=true />
            {counts.then(|| view! { <Count person=one.person_id on /> })}
        </Stack>
    }
}

/// Tells the form of counting from the one of beginning.
const COUNT: &str = "count";

#[component]
fn Count(person: PersonId, on: NaiveDate) -> impl IntoView {
    let t = texts();
    let refused = use_context::<Posted>()
        .is_some_and(|p| *p.command == *BeginOnboarding::PATH && *p.key == *COUNT);
    view! {
        <Confirm label=t.count_earlier text=t.count_again_text.to_owned() kind=Kind::Secondary open=refused>
            <Form command=BeginOnboarding::PATH key=COUNT inline=true>
                <Hidden name="person" value=person.to_string() />
                <Hidden name="hired_on" value=on.to_string() />
                <Hidden name="earlier" value="counts" />
                <Button>{t.count_earlier}</Button>
            </Form>
        </Confirm>
    }
}

#[component]
fn Begin(person: PersonId, hired: Option<NaiveDate>, again: bool) -> impl IntoView {
    let t = texts();
    let hired = hired.map(|on| on.to_string()).unwrap_or_default();
    let refused = use_context::<Posted>()
        .is_some_and(|p| *p.command == *BeginOnboarding::PATH && *p.key != *COUNT);
    let label = if again { t.begin_again } else { t.begin };
    view! {
        <details class="confirm" open=refused>
            <summary class="button secondary">{label}</summary>
            <div class="confirm-body">
                <p>{if again { t.begin_again_text } else { t.begin_text }}</p>
                <Form command=BeginOnboarding::PATH>
                    <Hidden name="person" value=person.to_string() />
                    <Text name="hired_on" label=t.hired_on kind="date" value=hired />
                    <Text name="job_training_on" label=t.job_training_from kind="date" optional=true />
                    <Button>{label}</Button>
                </Form>
            </div>
        </details>
    }
}
