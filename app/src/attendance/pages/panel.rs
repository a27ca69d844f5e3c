use leptos::{prelude::*, server_fn::ServerFn};

use super::field::CodeField;
use crate::{
    attendance::{
        AttendanceState, Gate, Mark,
        api::{CheckIn, OpenSession},
        islands::LiveCounter,
        joining::{self, Refusal},
        rules, store,
        texts::texts,
    },
    db::Tx,
    error::Result,
    people::PersonId,
    request::Look,
    routes,
    sessions::{Session, SessionId, SessionState, zones::in_zone},
    ui::{
        Badge, Button, ButtonLink, Inline, Kind, Main, Notice, Tone,
        form::{Form, Hidden},
    },
};

/// What the session room shows of attendance: my own state or the way to check in, how many are
/// there, and what those who run the session do next. Five small queries.
pub async fn room_panel(look: &mut Look, session: &Session, main: &mut Main) -> Result<AnyView> {
    let (tx, me) = (&mut look.tx, look.actor.id);
    let mark = store::mark(tx, session.id, me).await?;
    let line = line(tx, session.id, me, mark).await?;
    let counts = store::counts_of(tx, session.id).await?;
    let facilitators = store::facilitators(tx, session.id).await?;
    let facilitates = facilitators.iter().any(|(id, _)| *id == me);
    let runs = rules::may_run(&look.actor, session.branch_id, facilitates);

    let guest = !facilitates && (!runs || store::is_invited(tx, session.audience_id, me).await?);

    // Neither a count nor anything to do: the notice above has said all.
    if session.state == SessionState::Cancelled && mark.is_none() {
        return Ok(().into_any());
    }
    let gate = Gate::from(session);
    let refusal = joining::refusal_of(&mut look.tx, session, me, look.now).await?;
    let done = mark.is_some_and(|mark| {
        mark.state.attended() || mark.state == AttendanceState::Waiting || refusal.is_some()
    });
    let mine = match (mark, refusal) {
        (Some(mark), _) if done => {
            view! { <MyState session=session.clone() mark line /> }.into_any()
        }
        // Those who only run it are not asked whether they are there.
        (_, refusal) if runs && !guest && !matches!(refusal, Some(Refusal::Over)) => ().into_any(),
        (_, Some(refusal)) => view! { <p class="muted">{refusal.sentence(texts())}</p> }.into_any(),
        (_, None) => view! { <CheckInForm session=session.id kind=main.kind() /> }.into_any(),
    };
    let can_open = session.state == SessionState::Planned && look.now >= rules::opens_from(&gate);
    let over = rules::door(&gate, look.now) == rules::Door::Over;
    let count = (session.state != SessionState::Cancelled)
        .then(|| view! { <Count session=session.id counts /> });
    let running = runs.then(|| running(session, can_open.then(|| open_button(over, main))));
    Ok(view! {
        <section class="card room-panel" aria-label=texts().my_attendance>
            {mine}
            {count}
            {running}
        </section>
    }
    .into_any())
}

/// The place of somebody in the line, who waits; 0 for all others.
pub async fn line(
    tx: &mut Tx,
    session: SessionId,
    person: PersonId,
    mark: Option<Mark>,
) -> Result<i64> {
    match mark {
        Some(mark) if mark.state == AttendanceState::Waiting => {
            store::place_in_line(tx, session, person, mark.at).await
        }
        _ => Ok(0),
    }
}

/// "Present since 08:57".
#[component]
pub fn MyState(session: Session, mark: Mark, line: i64) -> impl IntoView {
    let t = texts();
    let since = in_zone(mark.at, &session.time_zone).time();
    match mark.state {
        AttendanceState::Present => {
            view! { <p><Badge tone=Tone::Good>{(t.present_since)(since)}</Badge></p> }.into_any()
        }
        AttendanceState::Late => {
            view! { <p><Badge tone=Tone::Warn>{(t.late_since)(since)}</Badge></p> }.into_any()
        }
        AttendanceState::Waiting if session.state == SessionState::Closed => {
            view! { <p><Badge tone=Tone::Neutral>{t.was_no_place}</Badge></p> }.into_any()
        }
        AttendanceState::Waiting => view! {
            <Notice tone=Tone::Info title=(t.in_line)(line)><p>{t.in_line_text}</p></Notice>
        }
        .into_any(),
        other => {
            view! { <p><Badge tone=tone(Some(other))>{(t.state)(other)}</Badge></p> }.into_any()
        }
    }
}

/// The colour of a state; `None` is unmarked.
pub fn tone(state: Option<AttendanceState>) -> Tone {
    match state {
        Some(AttendanceState::Present) => Tone::Good,
        Some(AttendanceState::Late) => Tone::Warn,
        Some(AttendanceState::Absent) => Tone::Bad,
        Some(AttendanceState::Waiting) => Tone::Info,
        Some(AttendanceState::Excused) | None => Tone::Neutral,
    }
}

#[component]
fn CheckInForm(session: SessionId, kind: Kind) -> impl IntoView {
    let t = texts();
    view! {
        <Form command=CheckIn::PATH>
            <Hidden name="session" value=session.to_string() />
            <div class="join-inline">
                <CodeField />
                <Button kind>{t.im_here}</Button>
            </div>
            <p class="hint">{t.join_intro}</p>
        </Form>
    }
}

/// "12 of 15 present", kept up to date by the browser.
#[component]
pub fn Count(
    session: SessionId,
    counts: crate::attendance::Counts,
    /// Where the page can be shown again when the count has changed; nowhere when empty.
    #[prop(optional, into)]
    again: String,
) -> impl IntoView {
    let t = texts();
    view! {
        <LiveCounter
            session=session.to_string()
            events=routes::session_events(session)
            initial=counts.into()
            of=t.of.to_owned()
            present=t.present_of.to_owned()
            waiting=t.waiting_label.to_owned()
            again
            refresh=t.refresh.to_owned()
        />
    }
}

/// What those who run the session do next: open it, with the button when it can be opened; later
/// close it.
fn running(session: &Session, open: Option<AnyView>) -> AnyView {
    let t = texts();
    let id = session.id;
    match (session.state, open) {
        (SessionState::Planned, Some(open)) => view! {
            <Form command=OpenSession::PATH inline=true>
                <Hidden name="session" value=id.to_string() />
                <Hidden name="on" value="room" />
                {open}
            </Form>
        }
        .into_any(),
        (SessionState::Open, _) => view! {
            <Inline><ButtonLink href=routes::close(id)>{t.close_session}</ButtonLink></Inline>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

/// Opens a session: the next thing to do while it is its time, afterwards a way to make up for it.
pub fn open_button(over: bool, main: &mut Main) -> AnyView {
    let t = texts();
    let (kind, label) = match over {
        true => (Kind::Secondary, t.open_late),
        false => (main.kind(), t.open_session),
    };
    view! { <Button kind=kind>{label}</Button> }.into_any()
}
