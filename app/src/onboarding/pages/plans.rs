//! `/onboarding/plans`: what is learnt on which day.

use leptos::prelude::*;

use super::crumbs;
use crate::{
    error::{Error, Result},
    lang::lang,
    onboarding::{Plan, PlanDay, rules, store, templates, texts::texts},
    request::{Look, Page},
    routes::{self, Section},
    ui::{ButtonLink, Card, Icon, Inline, Kind, Notice, PageHead, Stack},
};

pub async fn plans() -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    if !rules::may_see_others(&look.actor) {
        return Err(Error::Forbidden);
    }
    let keeps = rules::may_keep(&look.actor);
    let plans = store::plans(&mut look.tx).await?;
    let all = store::latest_days(&mut look.tx).await?;
    let card = |plan: Plan| {
        let days =
            all.iter().filter(|(id, _)| *id == plan.id).map(|(_, day)| day.clone()).collect();
        view! { <One plan days keeps /> }
    };
    let cards: Vec<_> = plans.into_iter().map(card).collect();
    let unmade = cards.is_empty().then(|| {
        let titles = templates::three_days(lang());
        let items = titles.into_iter().map(|day| view! { <li>{day.title}</li> }).collect_view();
        view! { <Notice title=t.no_plan><p>{t.no_plan_text}</p><ul class="dashes">{items}</ul></Notice> }
    });
    Page::ok(
        Section::Onboarding,
        t.plans,
        view! {
            <Stack>
                <PageHead title=t.plans crumbs=crumbs() intro=t.plans_intro>
                    {keeps.then(|| view! {
                        <ButtonLink href="/onboarding/plans/new" kind=Kind::Primary icon=Icon::Plus>{t.new_plan}</ButtonLink>
                    })}
                </PageHead>
                {unmade}
                {cards.collect_view()}
            </Stack>
        },
    )
}

#[component]
fn One(plan: Plan, days: Vec<PlanDay>, keeps: bool) -> impl IntoView {
    let t = texts();
    let for_whom = plan.position.clone().unwrap_or_else(|| t.for_everybody.to_owned());
    let aside = (t.version)(plan.version);
    let rows = days
        .into_iter()
        .map(|day| {
            let items = day.items.iter().map(|item| view! { <li>{item.clone()}</li> }).collect_view();
            view! {
                <li>
                    <details class="onboarding-more">
                        <summary>{format!("{} · {}", (t.day)(day.number), day.title)}</summary>
                        <p class="muted small">{(t.day_facts)(day.minutes, day.items.len() as i64, day.signer)}</p>
                        <ul class="dashes">{items}</ul>
                    </details>
                </li>
            }
        })
        .collect_view();
    view! {
        <Card title=plan.name.clone() aside>
            <p class="muted">{for_whom} " · " {(t.on_their_way)(plan.running)}</p>
            <ol>{rows}</ol>
            {keeps.then(|| view! {
                <Inline><ButtonLink href=routes::onboarding_plan(plan.id) icon=Icon::Pencil>{t.edit_plan}</ButtonLink></Inline>
            })}
        </Card>
    }
}
