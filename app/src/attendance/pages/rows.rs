use std::collections::HashMap;

use leptos::{prelude::*, server_fn::ServerFn};

use super::{RosterQuery, facts::moment, panel::tone};
use crate::{
    attendance::{
        AttendanceState, Way,
        api::MarkAttendance,
        rules::Door,
        store::{Change, Entry, Someone},
        texts::texts,
    },
    onboarding,
    people::PersonId,
    request::refused,
    routes,
    sessions::{Session, SessionState},
    ui::{
        Badge, Button, Kind, PersonLine, Section, Timeline, TimelineEntry, Tone,
        form::{Choice, Form, Hidden, Radios, Text},
    },
};

/// The people of a page: whoever has no mark with one button for each, all others with their
/// mark, its history and the way to correct it.
pub fn rows(
    session: &Session,
    door: Door,
    people: Vec<Entry>,
    history: Vec<Change>,
    back: &str,
) -> impl IntoView + use<> {
    let mut changes: HashMap<PersonId, Vec<Change>> = HashMap::new();
    for change in history {
        changes.entry(change.person_id).or_default().push(change);
    }
    let rows = people
        .into_iter()
        .map(|entry| {
            let changes = changes.remove(&entry.person).unwrap_or_default();
            row(session, door, entry, changes, back)
        })
        .collect_view();
    view! { <ul class="roster">{rows}</ul> }
}

fn row(
    session: &Session,
    door: Door,
    entry: Entry,
    changes: Vec<Change>,
    back: &str,
) -> impl IntoView + use<> {
    let t = texts();
    let person = entry.person;
    let how = entry.way.map(|way| match way {
        Way::Code => t.with_code.to_owned(),
        Way::Closing => t.by_closing.to_owned(),
        Way::Facilitator => {
            changes.last().map(|change| (t.marked_by)(&change.actor)).unwrap_or_default()
        }
    });
    let since = entry.at.map(|at| moment(session, at));
    let about =
        [since, how].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let fields = MarkFields {
        session: session.id.to_string(),
        person: person.to_string(),
        back: back.to_owned(),
    };
    let action = match entry.state {
        _ if door == Door::Cancelled => ().into_any(),
        None if entry.locked => {
            let words = onboarding::texts::texts().locked_badge;
            view! { <Badge tone=Tone::Warn>{words}</Badge> }.into_any()
        }
        None => first_mark(door, &entry.name, fields).into_any(),
        Some(state) => correction(session, state, &entry.name, changes, fields).into_any(),
    };
    view! {
        <li class="roster-row" id=format!("p-{person}")>
            <div class="roster-who">
                <PersonLine name=entry.name position=entry.position branch=entry.branch />
                {entry.walk_in.then(|| view! { <Badge>{t.walk_in}</Badge> })}
            </div>
            {entry.state.map(|state| view! {
                <div class="roster-state">
                    <Badge tone=tone(Some(state))>{(t.state)(state)}</Badge>
                    <span class="muted small">{about.join(" · ")}</span>
                </div>
            })}
            <div class="roster-action">{action}</div>
        </li>
    }
}

/// What every form of a row carries unseen.
struct MarkFields {
    session: String,
    person: String,
    back: String,
}

impl MarkFields {
    fn hidden(self) -> impl IntoView {
        view! {
            <Hidden name="session" value=self.session />
            <Hidden name="person" value=self.person />
            <Hidden name="back" value=self.back />
        }
    }
}

/// One tap for each state.
fn first_mark(door: Door, name: &str, fields: MarkFields) -> impl IntoView + use<> {
    let t = texts();
    let possible = |state: &AttendanceState| match door {
        Door::Open | Door::Closed => true,
        Door::NotYet(_) => *state == AttendanceState::Excused,
        _ => !state.attended(),
    };
    let buttons = AttendanceState::MARKS
        .into_iter()
        .filter(possible)
        .map(|state| {
            let label = (t.state)(state);
            view! {
                <button
                    type="submit"
                    class="button secondary"
                    name="state"
                    value=state.as_str()
                    aria-label=format!("{label}: {name}")
                >
                    {label}
                </button>
            }
        })
        .collect_view();
    let key = fields.person.clone();
    view! {
        <Form command=MarkAttendance::PATH key inline=true>
            {fields.hidden()}
            <div class="roster-marks">{buttons}</div>
        </Form>
    }
}

fn correction(
    session: &Session,
    state: AttendanceState,
    name: &str,
    changes: Vec<Change>,
    fields: MarkFields,
) -> impl IntoView + use<> {
    let t = texts();
    let key = fields.person.clone();
    // A refused correction stays open, with its messages.
    let open = refused(MarkAttendance::PATH, &key);
    let choices: Vec<Choice> = AttendanceState::MARKS
        .into_iter()
        .filter(|other| *other != state)
        .map(|other| Choice::new(other.as_str(), (t.state)(other)))
        .collect();
    let entries = timeline(session, changes);
    view! {
        <details class="roster-correct" open=open>
            <summary class="button quiet" aria-label=(t.correct_for)(name)>{t.correct}</summary>
            <div class="roster-sheet">
                <Form command=MarkAttendance::PATH key>
                    {fields.hidden()}
                    <Radios name="state" label=t.correct_to choices />
                    <Text name="reason" label=t.reason hint=t.reason_hint maxlength=500u32 />
                    <Button>{t.correct}</Button>
                </Form>
                <div class="stack">
                    <h3>{t.history}</h3>
                    <Timeline entries />
                </div>
            </div>
        </details>
    }
}

/// The newest change first.
fn timeline(session: &Session, changes: Vec<Change>) -> Vec<TimelineEntry> {
    let t = texts();
    changes
        .into_iter()
        .rev()
        .map(|change| {
            let to = (t.state)(change.to_state);
            TimelineEntry {
                when: moment(session, change.at),
                datetime: change.at.to_rfc3339(),
                who: change.actor,
                what: match change.from_state {
                    Some(from) => format!("{} → {to}", (t.state)(from)),
                    None => to.to_owned(),
                },
                why: change.reason,
            }
        })
        .collect()
}

/// Finds people who are not on the list and adds them.
pub fn add_section(
    session: &Session,
    door: Door,
    asked: &RosterQuery,
    found: Option<Vec<Someone>>,
) -> impl IntoView + use<> {
    let t = texts();
    let id = session.id;
    let can_add = matches!(door, Door::Open | Door::Closed);
    let closed = session.state == SessionState::Closed;
    let (back, searched) = (asked.encoded(), asked.add.clone());
    let results = found.map(|found| {
        if found.is_empty() {
            return view! { <p class="muted">{t.add_nobody}</p> }.into_any();
        }
        let rows = found
            .into_iter()
            .map(|someone| {
                let key = someone.person.to_string();
                let fields = MarkFields {
                    session: id.to_string(),
                    person: key.clone(),
                    back: back.clone(),
                };
                view! {
                    <li class="roster-row">
                        <div class="roster-who">
                            <PersonLine name=someone.name position=someone.position branch=someone.branch />
                        </div>
                        <div class="roster-action">
                            <Form command=MarkAttendance::PATH key inline=true>
                                {fields.hidden()}
                                <Hidden name="state" value=AttendanceState::Present.as_str() />
                                {closed.then(|| view! {
                                    <Text name="reason" label=t.reason maxlength=500u32 />
                                })}
                                <Button>{t.add_present}</Button>
                            </Form>
                        </div>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="roster">{rows}</ul> }.into_any()
    });
    can_add.then(|| {
        view! {
            <Section title=t.add_title id="add">
                <p class="muted">{t.add_text}</p>
                <form class="filters" method="get" action=format!("{}#add", routes::roster(id))>
                    <label class="search">
                        <span class="visually-hidden">{t.add_search}</span>
                        <input class="input roster-search" type="search" name="add" value=searched placeholder=t.add_search />
                    </label>
                    <Button kind=Kind::Secondary>{t.find}</Button>
                </form>
                {results}
            </Section>
        }
    })
}
