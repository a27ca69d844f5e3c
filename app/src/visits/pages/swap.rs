use chrono::{Days, NaiveDate};
use leptos::{prelude::*, server_fn::ServerFn};

use super::form::{changeable, crumbs_of, not_changeable};
use crate::{
    error::Result,
    lang::lang,
    onboarding::{self, Held},
    people::PersonId,
    request::{Look, Page},
    routes::{self, Section},
    sessions::{SessionId, zones},
    ui::{
        Button, ButtonLink, Empty, Kind, PageHead, dates,
        form::{Area, Choice, Form, Hidden, Radios},
    },
    visits::{Gap, Visit, api::SwapVisits, instead::held_then, rules, store, texts::texts},
};

/// How far away the other visit may be.
const NEAR: Days = Days::new(14);

/// `/visits/{id}/swap`: with which other visit the instructors change places.
pub async fn swap(id: SessionId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let t = texts();
    let visit = changeable(&mut look, id).await?;
    let today = zones::in_zone(look.now, &visit.time_zone).date();
    let span = ((visit.day - NEAR).max(today), visit.day + NEAR);
    let scope = look.actor.scope();
    if !rules::can_change(visit.state) {
        return not_changeable(t.swap_title, &visit);
    }
    let others = store::to_swap_with(&mut look.tx, &scope, &visit, span).await?;
    let choices: Vec<Choice> = fitting(&mut look, &visit, others, span)
        .await?
        .into_iter()
        .map(|other| {
            let day = dates::capitalised(&dates::day(lang(), other.day));
            Choice::new(
                format!("{}/{}", other.id, other.revision),
                format!("{day} · {} · {}", other.branch, other.instructor),
            )
        })
        .collect();
    let crumbs = crumbs_of(&visit);
    let day = dates::capitalised(&dates::day(lang(), visit.day));
    let kicker = format!("{day} · {} · {}", visit.branch, visit.instructor);
    let body = if choices.is_empty() {
        view! {
            <Empty title=t.nobody_to_swap text=t.nobody_to_swap_text>
                <ButtonLink href=routes::visit(id)>{t.back}</ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <Form command=SwapVisits::PATH>
                <Hidden name="id" value=id.to_string() />
                <Hidden name="revision" value=visit.revision.to_string() />
                <Radios name="other" label=t.swap_with choices />
                <Area name="reason" label=t.reason rows=2u32 maxlength=500u32 />
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.swap}</Button>
                    <ButtonLink href=routes::visit(id) kind=Kind::Quiet>{t.back}</ButtonLink>
                </div>
            </Form>
        }
        .into_any()
    };
    Page::ok(
        Section::Visits,
        t.swap_title,
        view! {
            <PageHead title=t.swap_title kicker intro=t.swap_intro crumbs />
            {body}
        },
    )
}

/// Those visits whose instructors can go where the other goes, and have nothing else then.
async fn fitting(
    look: &mut Look,
    visit: &Visit,
    mut others: Vec<Visit>,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Visit>> {
    let instructors = store::instructors(&mut look.tx).await?;
    let away = store::absences_between(&mut look.tx, from, to).await?;
    let rota = store::fixed(&mut look.tx, from, to).await?;
    let ids: Vec<PersonId> = instructors.iter().map(|one| one.id).collect();
    let moments = others.iter().chain([visit]).map(|one| (one.starts_at, one.ends_at));
    let (starts, ends): (Vec<_>, Vec<_>) = moments.unzip();
    let (first, last) = (starts.into_iter().min(), ends.into_iter().max());
    let held = match first.zip(last) {
        Some((first, last)) => {
            onboarding::store::busy(&mut look.tx, &ids, first, last, None).await?
        }
        None => Vec::new(),
    };
    let goes = |from: &Visit, to: &Visit| {
        let who = from.instructor_id;
        let one = instructors.iter().find(|one| one.id == who);
        // Whoever goes gives their own visit away.
        let given = |at| at == from.starts_at;
        let held: Vec<_> = held
            .iter()
            .filter(|one| !(one.person == who && one.what == Held::Visit && given(one.starts_at)))
            .cloned()
            .collect();
        let another =
            from.day != to.day && rota.iter().any(|one| one.instructor == who && one.day == to.day);
        let span = (to.starts_at, to.ends_at);
        rules::kept_from(one, to, &away).is_none()
            && !another
            && held_then(&held, who, span, Some(to.branch_id)).is_none()
    };
    others.retain(|other| {
        rules::may_plan_at(&look.actor, other.branch_id)
            && !other.branch_closed
            && !other.gap.is_some_and(Gap::of_day)
            && goes(visit, other)
            && goes(other, visit)
    });
    Ok(others)
}
