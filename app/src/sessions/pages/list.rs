use std::collections::HashMap;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::{
    calendar,
    filters::{Asked, Offered, SessionFilters, View},
    parts::{StageBadge, StandingBadge, clock_note, place, short_when},
};
use crate::{
    error::Result,
    onboarding,
    request::{Look, Page, query},
    routes::{self, Section},
    sessions::{Facilitator, Listed, SessionId, rules, store, texts::texts},
    ui::{
        ButtonLink, Cell, Column, Empty, Kind, PageHead, Paged, Pagination, Row, Tab, Table, Tabs,
        TitleCell,
    },
};

/// `/sessions`: what is to come, what is over, a month or a week of it.
pub async fn list() -> Result<Page> {
    let mut look = Look::begin().await?;
    let t = texts();
    let asked: Asked = query();
    let view = asked.view();
    let zone = look.actor.zone.clone();
    let filter = asked.filter(&zone);
    let scope = look.actor.scope();
    let counts = store::counts(&mut look.tx, &scope, &filter, look.now).await?;
    let shown = match view {
        View::Month | View::Week => calendar::shown(&mut look, &asked).await?,
        View::Upcoming | View::Past => rows(&mut look, &asked, counts).await?,
    };
    let offered = Offered::load(&mut look).await?;
    let plan = rules::may_plan(&look.actor);
    let tabs = View::ALL
        .into_iter()
        .map(|each| Tab::new(asked.address(each, None), each.label(), each == view))
        .collect();
    Page::ok(
        Section::Sessions,
        t.sessions,
        view! {
            <PageHead title=t.sessions intro=t.intro>
                {plan.then(|| view! {
                    <ButtonLink href=routes::new_session() kind=Kind::Primary>{t.plan}</ButtonLink>
                })}
            </PageHead>
            <SessionFilters asked offered />
            <Tabs label=t.views tabs />
            {shown}
        },
    )
}

/// One page of what is to come or of what is over.
async fn rows(look: &mut Look, asked: &Asked, counts: (i64, i64)) -> Result<AnyView> {
    let t = texts();
    let (scope, now) = (look.actor.scope(), look.now);
    let filter = asked.filter(&look.actor.zone);
    let view = asked.view();
    let count = if view == View::Past { counts.1 } else { counts.0 };
    let paged = Paged::new(&asked.page, count, store::PAGE);
    let sessions = match view {
        View::Past => store::past(&mut look.tx, &scope, &filter, now, paged.page).await?,
        _ => store::upcoming(&mut look.tx, &scope, &filter, now, paged.page).await?,
    };
    if sessions.is_empty() {
        let (title, text) = match view {
            _ if asked.narrows() => (t.none_found, t.none_found_text),
            View::Past => (t.none_past, t.none_past_text),
            _ => (t.none_upcoming, t.none_upcoming_text),
        };
        return Ok(view! { <Empty title text /> }.into_any());
    }
    let ids: Vec<SessionId> = sessions.iter().map(|session| session.id).collect();
    let facilitators = store::facilitators(&mut look.tx, &ids).await?;
    let zone = look.actor.zone.clone();
    Ok(view! {
        <SessionTable sessions facilitators now zone everything=scope.everything() />
        <Pagination page=paged.page pages=paged.pages base=asked.address(view, None) />
    }
    .into_any())
}

/// Sessions as a table, or as cards on a phone.
#[component]
fn SessionTable(
    sessions: Vec<Listed>,
    facilitators: HashMap<SessionId, Vec<Facilitator>>,
    now: DateTime<Utc>,
    /// The reader's.
    zone: String,
    /// Whether the reader sees all sessions.
    everything: bool,
) -> impl IntoView {
    let t = texts();
    let columns = [t.session, t.when, t.place, t.facilitators, t.state].map(Column::text).to_vec();
    let rows = sessions.into_iter().map(move |session| {
        let names: Vec<String> = facilitators
            .get(&session.id)
            .map(|people| people.iter().map(|person| person.name.clone()).collect())
            .unwrap_or_default();
        view! { <SessionRow session names=names.join(", ") now zone=zone.clone() everything /> }
    });
    view! { <Table caption=t.sessions columns>{rows.collect_view()}</Table> }
}

#[component]
fn SessionRow(
    session: Listed,
    names: String,
    now: DateTime<Utc>,
    zone: String,
    everything: bool,
) -> impl IntoView {
    let t = texts();
    let words = onboarding::texts::texts();
    let locked = (session.locked > 0).then(|| match everything {
        true => (words.some_locked)(session.locked),
        false => words.locked_badge.to_owned(),
    });
    let standing = session.standing(now);
    let note = clock_note(session.starts_at, &session.time_zone, &zone);
    let stage = session.framework.zip(session.stage_number).map(|(framework, number)| {
        let (name, count) = (session.stage.clone().unwrap_or_default(), session.stages);
        view! { " " <StageBadge framework number name count short=true /> }
    });
    view! {
        <Row>
            <TitleCell>
                <a href=routes::session(session.id)>{session.topic.clone()}</a>
                {session.programme.clone().map(|name| view! { <small>{name} {stage}</small> })}
            </TitleCell>
            <Cell label=t.when>
                {short_when(session.starts_at, session.ends_at, &session.time_zone)}
                {note.map(|note| view! { <small>{note}</small> })}
            </Cell>
            <Cell label=t.place>{place(session.branch.as_deref(), &session.room)}</Cell>
            <Cell label=t.facilitators>
                {if names.is_empty() { t.no_facilitator.to_owned() } else { names }}
            </Cell>
            <Cell label=t.state>
                <StandingBadge standing />
                {locked.map(|locked| view! { <small>{locked}</small> })}
            </Cell>
        </Row>
    }
}
