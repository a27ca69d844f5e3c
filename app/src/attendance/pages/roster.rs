use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    RosterQuery,
    facts::when,
    panel::{Count, OpenButton},
    rows,
};
use crate::{
    attendance::{
        AttendanceState, Counts, Gate,
        api::{MarkAttendance, MarkRest, OpenSession, ReopenSession},
        rules::{self, Door},
        screening,
        store::{self, Filter},
        texts::texts,
    },
    error::Result,
    onboarding, projector,
    request::{Look, Page, query, refused},
    routes::{self, Section},
    sessions::{Session, SessionId, SessionState, zones::in_zone},
    ui::{
        Badge, Button, ButtonLink, Confirm, Empty, FilterBar, Icon, Inline, Kind, Notice, PageHead,
        Paged, Pagination, Tab, Tabs, Tone,
        form::{Form, Hidden, Text},
    },
};

/// Who is there: the list with its marks, the waiting list, and whoever is missing on it.
pub async fn roster(id: SessionId) -> Result<Page> {
    let t = texts();
    let asked: RosterQuery = query();
    let filter = Filter::parse(&asked.state);
    let mut look = Look::begin().await?;
    let session = screening::shown(&mut look.tx, &look.actor, id).await?.session;
    let tx = &mut look.tx;
    let counts = store::counts_of(tx, id).await?;
    let total = store::count_roster(tx, &session, filter, &asked.q).await?;
    let paged = Paged::new(&asked.page, total, store::PAGE);
    let skip = paged.skipped();
    let people = store::roster(tx, &session, filter, &asked.q, store::PAGE, skip).await?;
    let ids: Vec<_> = people.iter().map(|entry| entry.person).collect();
    let history = store::history(tx, id, &ids).await?;
    let first = store::waiting(tx, id).await?;
    let locked = store::not_admitted(tx, &session).await?;
    let found = match asked.add.trim() {
        "" => None,
        search => Some(store::outsiders(tx, &session, search).await?),
    };

    let gate = Gate::from(&session);
    let door = rules::door(&gate, look.now);
    let can_open = look.now >= rules::opens_from(&gate);
    let base = RosterQuery { page: String::new(), add: String::new(), ..asked.clone() }.href(id);
    let free = gate.capacity.is_none_or(|places| counts.attended() < places);
    let (back, here) = (asked.encoded(), asked.encoded());
    let next = first.filter(|_| free && door == Door::Open).map(|(person, name, at)| {
        let at = in_zone(at, &session.time_zone).time();
        view! {
            <Notice tone=Tone::Info title=t.place_free>
                <p>{(t.next_in_line)(&name, at)}</p>
                <Form command=MarkAttendance::PATH key="next" inline=true>
                    <Hidden name="session" value=id.to_string() />
                    <Hidden name="person" value=person.to_string() />
                    <Hidden name="state" value=AttendanceState::Present.as_str() />
                    <Hidden name="back" value=back />
                    <Button>{t.give_place}</Button>
                </Form>
            </Notice>
        }
    });
    let list = if people.is_empty() {
        let text = match (session.state, counts.expected()) {
            (SessionState::Cancelled, _) => t.is_cancelled,
            (_, 0) => t.nobody_invited,
            _ => t.nobody_found_text,
        };
        view! { <Empty title=t.nobody_found text /> }.into_any()
    } else {
        rows::rows(&session, door, people, history, &here).into_any()
    };
    let rest = (counts.unmarked > 0
        && session.state != SessionState::Cancelled
        && !rules::is_early(&gate, AttendanceState::Absent, look.now))
    .then(|| view! { <Rest id unmarked=counts.unmarked /> });
    let add = rows::add_section(&session, door, &asked, found);
    let (to_queue, queue) = projector::pages::queue(&mut look, &session).await?;
    let actions = session.clone();
    let crumbs = vec![
        (t.sessions.to_owned(), Section::Sessions.href().to_owned()),
        (session.topic.clone(), routes::session(id)),
    ];
    Page::ok(
        Section::Sessions,
        format!("{} · {}", t.roster, session.topic),
        view! {
            <PageHead title=t.roster crumbs intro=when(&session, &look.actor.zone)>
                <Actions session=actions can_open over=door == Door::Over />
            </PageHead>
            <Status session=session.clone() counts can_open again=asked.href(id) />
            {to_queue}
            {next}
            {(locked > 0).then(|| view! {
                <Notice><p>{(onboarding::texts::texts().locked_in_roster)(locked)}</p></Notice>
            })}
            <section class="section" id="list">
                <StateTabs id asked=asked.clone() counts />
                <FilterBar action=routes::roster(id) search=asked.q.clone() />
                {list}
                <Pagination page=paged.page pages=paged.pages base />
            </section>
            {rest}
            {add}
            {queue}
        },
    )
    .map(|page| page.following_session(id, "session wall screen"))
}

#[component]
fn Actions(session: Session, can_open: bool, over: bool) -> impl IntoView {
    let t = texts();
    let id = session.id;
    let main = match session.state {
        SessionState::Planned if can_open => view! {
            <Form command=OpenSession::PATH inline=true>
                <Hidden name="session" value=id.to_string() />
                <OpenButton over />
            </Form>
        }
        .into_any(),
        SessionState::Open => view! {
            <ButtonLink href=routes::close(id) kind=Kind::Primary>{t.close_session}</ButtonLink>
        }
        .into_any(),
        SessionState::Closed => view! {
            <Confirm label=t.reopen text=t.reopen_text kind=Kind::Secondary open=refused(ReopenSession::PATH, "")>
                <Form command=ReopenSession::PATH>
                    <Hidden name="session" value=id.to_string() />
                    <Text name="reason" label=t.reason hint=t.reason_hint maxlength=500u32 />
                    <Button kind=Kind::Primary>{t.reopen}</Button>
                </Form>
            </Confirm>
        }
        .into_any(),
        _ => ().into_any(),
    };
    let live = matches!(session.state, SessionState::Planned | SessionState::Open) && !over;
    view! {
        {live.then(|| view! {
            <ButtonLink href=routes::screen(id) icon=Icon::Screen>{t.screen}</ButtonLink>
        })}
        <ButtonLink href=routes::sheet(id) icon=Icon::Print>{t.sheet}</ButtonLink>
        {main}
    }
}

/// The session's state and how many are there.
#[component]
fn Status(session: Session, counts: Counts, can_open: bool, again: String) -> impl IntoView {
    let t = texts();
    let clock = |at| in_zone(at, &session.time_zone).time();
    let (tone, state) = match (session.state, session.opened_at, session.closed_at) {
        (SessionState::Open, Some(at), _) => (Tone::Good, (t.open_since)(clock(at))),
        (SessionState::Closed, _, Some(at)) => (Tone::Neutral, (t.closed_at)(clock(at))),
        (SessionState::Cancelled, ..) => (Tone::Bad, t.cancelled.to_owned()),
        _ => (Tone::Info, t.planned.to_owned()),
    };
    let opens = (session.state == SessionState::Planned && !can_open).then(|| {
        let from = in_zone(rules::opens_from(&Gate::from(&session)), &session.time_zone);
        view! { <span class="muted">{(t.can_open_from)(from)}</span> }
    });
    view! {
        <div class="card roster-status">
            <Count session=session.id counts again />
            <Inline>
                <Badge tone=tone>{state}</Badge>
                {session.capacity.map(|places| view! { <span class="muted">{(t.places)(places)}</span> })}
                {opens}
            </Inline>
        </div>
    }
}

#[component]
fn StateTabs(id: SessionId, asked: RosterQuery, counts: Counts) -> impl IntoView {
    let t = texts();
    let tab = |state: Option<Filter>, label: &'static str, count: i64| {
        let state = state.unwrap_or_default().as_str();
        let query = RosterQuery { state: state.to_owned(), ..RosterQuery::default() };
        let current = Filter::parse(&asked.state).as_str() == state;
        (count > 0 || current || state.is_empty())
            .then(|| Tab::new(format!("{}#list", query.href(id)), label, current).count(count))
    };
    let of = |state| Some(Filter::In(state));
    let tabs = [
        tab(None, t.all, counts.expected()),
        tab(Some(Filter::Unmarked), t.unmarked, counts.unmarked),
        tab(of(AttendanceState::Waiting), (t.state)(AttendanceState::Waiting), counts.waiting),
        tab(of(AttendanceState::Present), (t.state)(AttendanceState::Present), counts.present),
        tab(of(AttendanceState::Late), (t.state)(AttendanceState::Late), counts.late),
        tab(of(AttendanceState::Excused), (t.state)(AttendanceState::Excused), counts.excused),
        tab(of(AttendanceState::Absent), (t.state)(AttendanceState::Absent), counts.absent),
    ];
    view! { <Tabs label=t.filter tabs=tabs.into_iter().flatten().collect() /> }
}

#[component]
fn Rest(id: SessionId, unmarked: i64) -> impl IntoView {
    let t = texts();
    view! {
        <Confirm
            label=t.mark_rest
            text=(t.mark_rest_text)(unmarked)
            kind=Kind::Secondary
            open=refused(MarkRest::PATH, "")
        >
            <Form command=MarkRest::PATH inline=true>
                <Hidden name="session" value=id.to_string() />
                <Button kind=Kind::Danger>{t.mark_rest}</Button>
            </Form>
        </Confirm>
    }
}
