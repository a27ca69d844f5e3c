use chrono::Days;
use leptos::{prelude::*, server_fn::ServerFn};

use super::form::{changeable, crumbs_of};
use crate::{
    error::Result,
    lang::lang,
    request::{Look, Page},
    routes::{self, Section},
    sessions::{SessionId, zones},
    ui::{
        Button, ButtonLink, Empty, Kind, PageHead, dates,
        form::{Area, Choice, Form, Hidden, Radios},
    },
    visits::{Visit, api::SwapVisits, rules, store, texts::texts},
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
    let others = match rules::can_change(visit.state) {
        true => store::to_swap_with(&mut look.tx, &scope, &visit, span).await?,
        false => Vec::new(),
    };
    let instructors = store::instructors(&mut look.tx).await?;
    let away = store::absences_between(&mut look.tx, span.0, span.1).await?;
    let goes = |from: &Visit, to: &Visit| {
        let instructor = instructors.iter().find(|one| one.id == from.instructor_id);
        rules::kept_from(instructor, to, &away).is_none()
    };
    let choices: Vec<Choice> = others
        .into_iter()
        .filter(|other| rules::may_plan_at(&look.actor, other.branch_id))
        .filter(|other| goes(&visit, other) && goes(other, &visit))
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
