use chrono::Days;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    form::{changeable, crumbs_of, not_changeable},
    whereabouts::Whereabouts,
};
use crate::{
    error::Result,
    lang::lang,
    onboarding,
    people::{self, PersonId},
    request::{Look, Page},
    routes::{self, Section},
    sessions::{SessionId, zones},
    ui::{
        Button, ButtonLink, Empty, Kind, PageHead, Stack, dates,
        form::{Area, Choice, Form, Hidden, Radios},
    },
    visits::{
        Visit,
        api::ChangeVisit,
        cover_texts::cover_texts,
        instead::{Candidate, Stand, Stands, held_then, stands, visit_on},
        rules, store,
        texts::texts,
    },
};

/// `/visits/{id}/cover`: who is free that morning, the nearest first.
pub async fn cover(id: SessionId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let (t, c) = (texts(), cover_texts());
    let visit = changeable(&mut look, id).await?;
    if !rules::can_change(visit.state) {
        return not_changeable(c.cover_title, &visit);
    }
    let Stands { free, kept } = stands(visit.day, candidates(&mut look, &visit).await?);
    let choices: Vec<Choice> = free
        .into_iter()
        .map(|one| {
            let way = match one.minutes {
                Some(0) => c.works_there.to_owned(),
                Some(minutes) => (c.away_minutes)(minutes),
                None => c.unknown_way.to_owned(),
            };
            Choice::new(one.id, one.name).hint(format!("{} · {way}", one.base))
        })
        .collect();
    let day = dates::capitalised(&dates::day(lang(), visit.day));
    let kicker = format!("{day} · {} · {}", visit.branch, visit.instructor);
    let crumbs = crumbs_of(&visit);
    let body = if choices.is_empty() {
        let names = people::store::branches(&mut look.tx, false).await?;
        let names = names.into_iter().map(|branch| (branch.id, branch.name)).collect();
        let (day, zone, mine) = (visit.day, visit.time_zone.clone(), look.actor.zone.clone());
        view! {
            <Stack>
                <Empty title=c.nobody_free text=c.nobody_free_text>
                    <ButtonLink href=routes::change_visit(id)>{t.change}</ButtonLink>
                </Empty>
                <Whereabouts kept names day zone mine />
            </Stack>
        }
        .into_any()
    } else {
        let time = |at| zones::in_zone(at, &visit.time_zone).format("%H:%M").to_string();
        let (from, until) = (time(visit.starts_at), time(visit.ends_at));
        view! {
            <Form command=ChangeVisit::PATH>
                <Hidden name="id" value=id.to_string() />
                <Hidden name="revision" value=visit.revision.to_string() />
                <Hidden name="date" value=visit.day.to_string() />
                <Hidden name="from" value=from />
                <Hidden name="until" value=until />
                <Hidden name="anyway" value=if visit.anyway { "on" } else { "" } />
                <Radios name="instructor" label=c.who choices />
                <Area name="reason" label=t.reason rows=2u32 maxlength=500u32 />
                <div class="form-actions">
                    <Button kind=Kind::Primary>{c.hand_over}</Button>
                    <ButtonLink href=routes::visit(id) kind=Kind::Quiet>{t.back}</ButtonLink>
                </div>
            </Form>
        }
        .into_any()
    };
    Page::ok(
        Section::Visits,
        c.cover_title,
        view! {
            <PageHead title=c.cover_title kicker intro=c.cover_intro crumbs />
            {body}
        },
    )
}

async fn candidates(look: &mut Look, visit: &Visit) -> Result<Vec<Candidate>> {
    let travel = store::travel(&mut look.tx).await?;
    let absences = store::absences_between(&mut look.tx, visit.day, visit.day).await?;
    let standing = store::fixed(&mut look.tx, visit.day, visit.day).await?;
    let mut all = store::instructors(&mut look.tx).await?;
    all.retain(|one| one.id != visit.instructor_id);
    let ids: Vec<PersonId> = all.iter().map(|one| one.id).collect();
    let (from, until) = (visit.starts_at, visit.ends_at);
    // The whole day: a morning has one visit, at whatever time.
    let (early, late) = (from - Days::new(1), until + Days::new(1));
    let held = onboarding::store::busy(&mut look.tx, &ids, early, late, None).await?;
    // A CS day at the branch goes together with the visit.
    let together = Some(visit.branch_id);
    Ok(all
        .into_iter()
        .map(|one| Candidate {
            goes_there: rules::visits(&one, visit.branch_id),
            away: absences.iter().any(|absence| absence.whose == one.id),
            holds: held_then(&held, one.id, (from, until), together)
                .or_else(|| visit_on(&standing, &held, one.id, (visit.day, from))),
            weekdays: one.weekdays,
            stand: Stand {
                minutes: match one.base_id == visit.branch_id {
                    true => Some(0),
                    false => travel.get(&(one.base_id, visit.branch_id)).copied(),
                },
                id: one.id,
                name: one.name,
                base: one.base,
            },
        })
        .collect())
}
