//! The form of a plan. Saving makes another version; people on their way keep theirs.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{crumbs, modules::no_positions};
use crate::{
    error::{Error, Result},
    lang::lang,
    onboarding::{
        Plan, PlanDay, PlanId, Signer, api::SaveOnboardingPlan, rules, store, templates,
        texts::texts,
    },
    people,
    request::{Look, Page, Posted},
    routes::{self, Section},
    ui::{
        self, Button, ButtonLink, Kind, Notice, PageHead, Stack,
        form::{Area, Choice, Form, Hidden, Select, Text},
    },
};

/// `/onboarding/plans/{id}`
pub async fn edit_plan(id: PlanId) -> Result<Page> {
    let mut look = Look::begin().await?;
    if !rules::may_keep(&look.actor) {
        return Err(Error::Forbidden);
    }
    let plan = store::plan(&mut look.tx, id).await?.ok_or(Error::NotFound)?;
    let days = store::plan_days(&mut look.tx, id, plan.version).await?;
    Ok(form(Some(plan), Vec::new(), days))
}

/// `/onboarding/plans/new`: a plan for a position, filled in from everybody's.
pub async fn new_plan() -> Result<Page> {
    let mut look = Look::begin().await?;
    if !rules::may_keep(&look.actor) {
        return Err(Error::Forbidden);
    }
    let common = store::plan_for(&mut look.tx, None).await?;
    let days = match common {
        Some(plan) => store::plan_days(&mut look.tx, plan.id, plan.version).await?,
        None => templates::three_days(lang()),
    };
    let taken: Vec<_> =
        store::plans(&mut look.tx).await?.into_iter().filter_map(|plan| plan.position_id).collect();
    let positions = people::store::positions(&mut look.tx, true).await?;
    let free = positions.into_iter().filter(|position| !taken.contains(&position.id));
    let choices: Vec<Choice> =
        free.map(|position| Choice::new(position.id, position.name)).collect();
    let posted = use_context::<Posted>().is_some();
    if choices.is_empty() && !posted {
        let t = texts();
        let mut crumbs = crumbs();
        crumbs.push((t.plans.to_owned(), routes::onboarding_plans().to_owned()));
        let body = view! { <Stack><PageHead title=t.new_plan crumbs />{no_positions()}</Stack> };
        return Page::ok(Section::Onboarding, t.new_plan, body);
    }
    Ok(form(None, choices, days))
}

fn form(plan: Option<Plan>, positions: Vec<Choice>, days: Vec<PlanDay>) -> Page {
    let t = texts();
    let posted = use_context::<Posted>().filter(|p| *p.command == *SaveOnboardingPlan::PATH);
    let asked = posted.and_then(|posted| posted.all("count").next()?.parse::<usize>().ok());
    let count = asked.unwrap_or(days.len()).clamp(1, rules::DAYS_MAX);
    let fields = (1..=count)
        .map(|number| view! { <Day number=number as i64 day=days.get(number - 1).cloned() /> })
        .collect_view();
    let title = if plan.is_some() { t.edit_plan } else { t.new_plan };
    let running = plan.as_ref().map_or(0, |plan| plan.running);
    let kept = (running > 0).then(|| {
        view! { <Notice><p>{(t.keep_theirs)(running)}</p></Notice> }
    });
    let kicker = plan.as_ref().map(|plan| (t.version)(plan.version)).unwrap_or_default();
    let name = plan.as_ref().map(|plan| plan.name.clone()).unwrap_or_default();
    let mut crumbs = crumbs();
    crumbs.push((t.plans.to_owned(), routes::onboarding_plans().to_owned()));
    let for_whom = match &plan {
        Some(plan) => view! {
            <Hidden name="id" value=plan.id.to_string() />
            <Hidden name="version" value=plan.version.to_string() />
        }
        .into_any(),
        None => view! { <Select name="position" label=t.position hint=t.plan_position_hint choices=positions empty=t.choose /> }.into_any(),
    };
    Page::new(
        Section::Onboarding,
        title,
        view! {
            <Stack>
                <PageHead title crumbs kicker />
                {kept}
                <Form command=SaveOnboardingPlan::PATH>
                    <Hidden name="count" value=count.to_string() />
                    {for_whom}
                    <Text name="name" label=t.plan_name value=name maxlength=rules::TITLE_MAX as u32 />
                    {fields}
                    <div class="form-actions">
                        <Button kind=Kind::Primary name="press" value="save">{t.save_version}</Button>
                        {(count < rules::DAYS_MAX).then(|| view! { <Button name="press" value="more">{t.add_day}</Button> })}
                        <ButtonLink href=routes::onboarding_plans() kind=Kind::Quiet>{t.cancel}</ButtonLink>
                    </div>
                </Form>
            </Stack>
        },
    )
}

#[component]
fn Day(number: i64, day: Option<PlanDay>) -> impl IntoView {
    let t = texts();
    let day = day.unwrap_or(PlanDay {
        number,
        title: String::new(),
        topics: String::new(),
        materials: String::new(),
        bring: String::new(),
        starts_at_minute: 9 * 60,
        minutes: 180,
        signer: Signer::Any,
        items: Vec::new(),
    });
    let name = move |field: &str| format!("{field}-{number}");
    let time = format!("{:02}:{:02}", day.starts_at_minute / 60, day.starts_at_minute % 60);
    let signers = Signer::ALL.iter().map(|s| Choice::new(s, (t.signer)(*s))).collect();
    let hint = if number > 1 { t.day_empty_hint } else { "" };
    view! {
        <ui::Section title=(t.day)(number) aside=hint>
            <Text name=name("title") label=t.day_title value=day.title maxlength=rules::TITLE_MAX as u32 />
            <Area name=name("topics") label=t.topics hint=t.one_a_line rows=3u32 value=day.topics optional=true />
            <Area name=name("items") label=t.items hint=t.items_hint rows=6u32 value=day.items.join("\n") />
            <Area name=name("materials") label=t.materials hint=t.materials_hint rows=2u32 value=day.materials optional=true />
            <Area name=name("bring") label=t.bring rows=2u32 value=day.bring optional=true />
            <Text name=name("time") label=t.time kind="time" value=time />
            <Text name=name("minutes") label=t.minutes kind="number" inputmode="numeric" value=day.minutes.to_string() />
            <Select name=name("signer") label=t.who_signs choices=signers value=day.signer.as_str() />
        </ui::Section>
    }
}
