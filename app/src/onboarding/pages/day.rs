//! `/onboarding/days/{date}`: the people of an instructor on one day, made for a phone.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{DayBadge, crumbs, days, sheet::Sheet};
use crate::{
    access::Role,
    error::{Error, Result},
    lang::lang,
    onboarding::{OnboardingId, ahead_texts::ahead_texts, rules, store, texts::texts},
    request::{Look, Page},
    routes::{self, Section},
    sessions::zones,
    ui::{Badge, ButtonLink, Empty, Icon, Inline, PageHead, PersonLine, Stack, Tone, dates},
};

pub async fn morning(on: NaiveDate) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    if !look.actor.is(Role::Instructor) && !rules::may_keep(&look.actor) {
        return Err(Error::Forbidden);
    }
    let zone = look.actor.zone.clone();
    let (Some(before), Some(after)) = (on.pred_opt(), on.succ_opt()) else {
        return Err(Error::NotFound);
    };
    let (from, to) = (zones::start_of_day(on, &zone), zones::start_of_day(after, &zone));
    let held = store::held_by(&mut look.tx, look.actor.id, from, to).await?;
    let ids: Vec<OnboardingId> = held.iter().map(|day| day.onboarding_id).collect();
    let items = store::items(&mut look.tx, &ids).await?;
    let late_days = store::late_days(&mut look.tx).await?;
    let scope = look.actor.scope();
    let seen = store::held_between(&mut look.tx, &scope, from, to).await?;
    let mut cards = Vec::new();
    for day in held {
        let Some(one) = seen.iter().find(|one| one.id == day.onboarding_id) else { continue };
        let today = zones::in_zone(look.now, &one.branch_zone).date();
        let state = rules::day_state(one, &day, late_days, today, look.now);
        let own: Vec<_> = items
            .iter()
            .filter(|item| item.onboarding_id == one.id && item.number == day.number)
            .cloned()
            .collect();
        let place = (day.instructor_id, day.branch_id);
        let may_sign = rules::may_sign(&look.actor, one.person_id, day.signer, place);
        let begun =
            rules::has_begun(&day, zones::in_zone(look.now, &day.time_zone).date(), look.now);
        let is_on = rules::is_on(&day, look.now);
        let title = format!("{} · {}", (t.day)(day.number), day.title);
        let about =
            [days::when(&day, &look.actor.zone).unwrap_or_default(), days::place(&day)].join(" · ");
        cards.push(view! {
            <article class="card">
                <PersonLine name=one.name.clone() position=one.position.clone() branch=one.branch.clone() href=routes::onboarding(one.id) />
                <Inline><DayBadge state /> <Badge tone=Tone::Neutral>{title}</Badge></Inline>
                <p class="muted small">{about}</p>
                <Sheet day items=own may_sign begun on=is_on back=routes::onboarding_morning(on) person=one.name.clone() open=true />
            </article>
        });
    }
    let body = if cards.is_empty() {
        view! { <Empty title=t.no_people text=t.no_people_text /> }.into_any()
    } else {
        cards.collect_view().into_any()
    };
    let title = dates::capitalised(&dates::day(lang(), on));
    let is_today = zones::in_zone(look.now, &zone).date() == on;
    let kicker = if is_today { t.my_morning } else { ahead_texts().my_people };
    Page::ok(
        Section::Onboarding,
        title.clone(),
        view! {
            <Stack>
                <PageHead title kicker crumbs=crumbs() />
                <Inline>
                    <ButtonLink href=routes::onboarding_morning(before) icon=Icon::Back>{t.day_before}</ButtonLink>
                    <ButtonLink href=routes::onboarding_morning(after) icon=Icon::Forward>{t.day_after}</ButtonLink>
                </Inline>
                {body}
            </Stack>
        },
    )
}
