//! A visit on the spot: one form for a phone in a corridor.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    attendance::{
        self, AttendanceState, Counts, Gate, Way,
        api::ReopenSession,
        store::{Entry, Filter},
    },
    error::Result,
    knowledge::{self, Note, NoteKind},
    request::{Look, Posted, refused},
    routes,
    sessions::{self, Session, SessionId, SessionState, zones::in_zone},
    ui::{
        self, Badge, Button, ButtonLink, Confirm, Icon, Inline, Kind, Notice, Tone,
        form::{Area, Checks, Choice, Form, Hidden, Select, Text},
    },
    visits::{Check, Visit, api::ReportVisit, rules, run_texts::run_texts, running::FINISH, store},
};

/// So many people fit the form; more are on the roster.
const PEOPLE: i64 = 100;
/// So many notes stand in what came of it, and so much of each; the rest is in the room.
const NOTES: i64 = 20;
const EXCERPT: usize = 200;

/// The form of a visit that can be held now, or what came of one that is over.
pub async fn on_the_spot(look: &mut Look, visit: &Visit) -> Result<Option<AnyView>> {
    let t = run_texts();
    let Some(session) = sessions::store::by_id(&mut look.tx, visit.id).await? else {
        return Ok(None);
    };
    let gate = Gate::from(&session);
    let from = attendance::rules::opens_from(&gate);
    let opens = session.state == SessionState::Open || look.now >= from;
    let near = rules::is_near(visit.day, in_zone(look.now, &session.time_zone).date());
    let shown = match session.state {
        SessionState::Cancelled => return Ok(None),
        SessionState::Planned if !opens && !near => {
            view! { <p class="muted">{t.begins}</p> }.into_any()
        }
        SessionState::Closed => {
            let counts = attendance::store::counts_of(&mut look.tx, visit.id).await?;
            let checks = store::checks_of(&mut look.tx, visit.id).await?;
            let notes = notes(look, visit.id).await?;
            let (late, outcome) = (late(), outcome(counts, &checks, notes));
            view! { {late} {outcome} {reopen(visit.id)} }.into_any()
        }
        SessionState::Planned | SessionState::Open => {
            let people =
                attendance::store::roster(&mut look.tx, &session, Filter::All, "", PEOPLE, 0)
                    .await?;
            let checks = store::checks_of(&mut look.tx, visit.id).await?;
            let form = form(&session, people, checks);
            let screen = routes::screen(visit.id);
            // Kept before its time, on a device that then has no network, the page opens by itself.
            view! {
                {(!opens).then(|| view! { <p class="muted visit-later">{t.begins}</p> })}
                <section
                    class="card featured visit-now"
                    aria-label=t.today
                    hidden=!opens
                    data-from=from.timestamp_millis().to_string()
                >
                    <Inline>
                        <ButtonLink href=screen icon=Icon::Screen>{t.show_code}</ButtonLink>
                    </Inline>
                    {form}
                </section>
            }
            .into_any()
        }
    };
    Ok(Some(shown))
}

fn form(session: &Session, people: Vec<Entry>, checks: Vec<Check>) -> impl IntoView + use<> {
    let t = run_texts();
    let more = people.len() as i64 == PEOPLE;
    let is_left = |one: &&Entry| attendance::rules::is_left(one.state.zip(one.way));
    let left: Vec<Choice> = people
        .iter()
        .filter(is_left)
        .map(|one| Choice::new(one.person, one.name.clone()).hint(one.position.clone()))
        .collect();
    let unmarked = left.len() as i64;
    let here = here(session.id, &people);
    let expected = !people.is_empty();
    let who = match left.is_empty() {
        true if !expected => view! { <p class="muted">{t.nobody_expected}</p> }.into_any(),
        true => ().into_any(),
        false => view! {
            <Checks name="present" label=t.who_is_there hint=t.who_hint choices=left optional=true />
        }
        .into_any(),
    };
    let looked: Vec<Choice> =
        checks.iter().map(|one| Choice::new(one.id, one.text.clone())).collect();
    let ticked = checks.iter().filter(|one| one.ticked).map(|one| one.id.to_string()).collect();
    let list = (!looked.is_empty()).then(|| {
        view! { <Checks name="checks" label=t.checklist choices=looked values=ticked optional=true /> }
    });
    let kinds = NoteKind::ALL
        .iter()
        .map(|kind| Choice::new(kind, knowledge::texts::texts().kind_of(*kind)))
        .collect();
    let prompt = match session.prompt.as_str() {
        "" => t.note.to_owned(),
        prompt => prompt.to_owned(),
    };
    let id = session.id;
    view! {
        <Form command=ReportVisit::PATH>
            <Hidden name="id" value=id.to_string() />
            {here}
            {who}
            {more.then(|| view! {
                <p><a href=routes::roster(id)>{t.more_on_roster}</a></p>
            })}
            {list}
            <Area name="note" label=prompt hint=t.note_hint rows=3u32 optional=true />
            <Select name="kind" label=t.kind choices=kinds value=NoteKind::Knowhow.as_str() />
            <div class="form-actions">
                <Button kind=Kind::Primary name="press" value="save">{t.save}</Button>
                {(unmarked == 0).then(finish)}
            </div>
            {(unmarked > 0).then(|| view! {
                <Confirm label=t.finish text=(t.finish_text)(unmarked) kind=Kind::Secondary icon=Icon::Check>
                    {finish()}
                </Confirm>
            })}
        </Form>
    }
}

/// Who is marked as there, how, and where that is corrected.
fn here(id: SessionId, people: &[Entry]) -> Option<AnyView> {
    let t = run_texts();
    let there = people.iter().filter(|one| one.state.is_some_and(AttendanceState::attended));
    let lines: Vec<AnyView> = there
        .map(|one| {
            let by_code = (one.way == Some(Way::Code)).then(|| format!(" · {}", t.by_code));
            view! { <li>{one.name.clone()}{by_code}</li> }.into_any()
        })
        .collect();
    (!lines.is_empty()).then(|| {
        let count = (t.here_already)(lines.len() as i64);
        view! {
            <details class="form-section">
                <summary>{count}</summary>
                <ul>{lines}</ul>
                <p><a href=routes::roster(id)>{t.correct}</a></p>
            </details>
        }
        .into_any()
    })
}

fn finish() -> impl IntoView {
    view! {
        <Button kind=Kind::Secondary name="press" value=FINISH icon=Icon::Check>{run_texts().finish}</Button>
    }
}

/// Opens a finished visit again, as the roster does.
fn reopen(id: SessionId) -> impl IntoView {
    let t = attendance::texts::texts();
    let label = run_texts().reopen;
    view! {
        <Confirm label text=t.reopen_text kind=Kind::Secondary icon=Icon::Undo
            open=refused(ReopenSession::PATH, "")>
            <Form command=ReopenSession::PATH>
                <Hidden name="session" value=id.to_string() />
                <Hidden name="on" value="visit" />
                <Text name="reason" label=t.reason hint=t.reason_hint maxlength=500u32 />
                <Button kind=Kind::Primary>{label}</Button>
            </Form>
        </Confirm>
    }
}

/// What was sent when the visit was finished already: it is not kept, and must not be lost.
fn late() -> Option<impl IntoView> {
    let posted = use_context::<Posted>().filter(|posted| *posted.command == *ReportVisit::PATH)?;
    let note = posted.all("note").find(|note| !note.trim().is_empty()).map(str::to_owned);
    let note = note.map(|note| view! { <pre class="typed">{note}</pre> });
    Some(view! {
        <Notice tone=Tone::Bad title=run_texts().is_finished>{note}</Notice>
    })
}

/// What was noted on the visit, as the reader may see it, the first notes first.
async fn notes(look: &mut Look, id: SessionId) -> Result<Vec<Note>> {
    let scope = look.actor.scope();
    let found = knowledge::store::changes(&mut look.tx, &[scope], id, 0, NOTES).await?;
    let mut notes = found.into_iter().next().and_then(Result::ok).unwrap_or_default();
    notes.retain(|note| !note.gone);
    notes.sort_by_key(|note| (note.created_at, note.id));
    Ok(notes)
}

fn outcome(counts: Counts, checks: &[Check], notes: Vec<Note>) -> AnyView {
    let t = run_texts();
    let ticked = checks.iter().filter(|one| one.ticked).count() as i64;
    let line = |one: &Check| {
        let (tone, mark) = if one.ticked { (Tone::Good, "✓") } else { (Tone::Warn, "–") };
        let text = one.text.clone();
        view! { <li><Badge tone>{mark}</Badge>" "{text}</li> }
    };
    let lines = checks.iter().map(line).collect_view();
    let in_order = (t.in_order)(ticked, checks.len() as i64);
    let list = (!checks.is_empty()).then(|| {
        view! {
            <p>{in_order}</p>
            <ul class="rota-uncovered">{lines}</ul>
        }
    });
    let notes = notes.into_iter().map(|note| {
        let said = knowledge::markdown::excerpt(&note.body, EXCERPT);
        view! { <li><a href=routes::note(note.id)>{said}</a></li> }
    });
    let notes: Vec<_> = notes.collect();
    let notes = (!notes.is_empty()).then(|| {
        view! {
            <p>{t.noted}</p>
            <ul class="rota-uncovered">{notes}</ul>
        }
    });
    view! {
        <ui::Section title=t.outcome>
            <p>{(t.were_there)(counts.attended(), counts.expected())}</p>
            {list}
            {notes}
        </ui::Section>
    }
    .into_any()
}
