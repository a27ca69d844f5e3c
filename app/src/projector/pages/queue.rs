use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    concepts::{self, Concept},
    error::Result,
    knowledge::{self, Note},
    photos,
    projector::{
        api::{LetThrough, SetApproval, TakeOff},
        store,
        texts::texts,
    },
    request::Look,
    sessions::{Session, SessionId},
    ui::{
        self, Button, ButtonLink, Icon, Kind, Prose, Stack,
        form::{Form, Hidden},
    },
};

/// How many notes the queue shows: the newest.
const SHOWN: i64 = 200;

/// Which notes are on the projector and which wait, for those who run the session; and for the top
/// of the page the way there, while notes wait.
pub async fn queue(look: &mut Look, session: &Session) -> Result<(Option<AnyView>, AnyView)> {
    let t = texts();
    let id = session.id;
    if !store::approves(&mut look.tx, id).await? {
        let section = view! {
            <ui::Section title=t.title id="projector">
                <p class="muted">{t.off}</p>
                {switch(id, true)}
            </ui::Section>
        };
        return Ok((None, section.into_any()));
    }
    // As everybody may see them: whoever runs the session learns no hidden name here either.
    let notes = knowledge::store::wall(&mut look.tx, id, None, SHOWN).await?;
    let through = store::through(&mut look.tx, id).await?;
    let (shown, mut waiting): (Vec<Note>, Vec<Note>) =
        notes.into_iter().partition(|note| through.get(&note.id) == Some(&note.revision));
    // First come, first read.
    waiting.reverse();
    let (ready, concepts) = of_concepts(look, session).await?;
    let aside = match waiting.len() + concepts.len() {
        0 => t.nothing_waits.to_owned(),
        count => (t.waiting)(count as i64),
    };
    let all = (waiting.len() > 1).then(|| show_all(id, &waiting));
    let rows =
        waiting.iter().map(|note| row(note, show(id, NOTE, note.id, note.revision))).collect_view();
    let concepts =
        concepts.iter().map(|one| concept_row(one, show(id, CONCEPT, one.id, one.revision)));
    let concepts = concepts.collect_view();
    let off = (!shown.is_empty() || !ready.is_empty()).then(|| {
        let title = (t.shown)((shown.len() + ready.len()) as i64);
        let rows = shown.iter().map(|note| row(note, take_off(id, NOTE, note.id))).collect_view();
        let ready = ready.iter().map(|one| concept_row(one, take_off(id, CONCEPT, one.id)));
        let rows = view! { {ready.collect_view()} {rows} };
        view! {
            <details class="form-section">
                <summary>{title}</summary>
                <Stack>{rows}</Stack>
            </details>
        }
    });
    let way = view! {
        <p><ButtonLink href="#projector" icon=Icon::Screen>{format!("{}: {aside}", t.title)}</ButtonLink></p>
    };
    let section = view! {
        <ui::Section title=t.title aside id="projector">
            <p class="muted">{t.on}</p>
            {all}
            <Stack>{concepts} {rows}</Stack>
            {off}
            {switch(id, false)}
        </ui::Section>
    };
    Ok((Some(way.into_any()), section.into_any()))
}

/// Turns the approval on or off.
fn switch(session: SessionId, on: bool) -> impl IntoView {
    let t = texts();
    let (label, value) = if on { (t.turn_on, "on") } else { (t.turn_off, "") };
    view! {
        <Form command=SetApproval::PATH inline=true>
            <Hidden name="session" value=session.to_string() />
            <Hidden name="on" value=value />
            <Button>{label}</Button>
        </Form>
    }
}

/// A note with what can be done with it.
fn row(note: &Note, action: AnyView) -> impl IntoView + use<> {
    let id = format!("queue-{}", note.id);
    let (author, html) = (knowledge::note_author(&note.author), note.html.clone());
    let photos = photos::pages::small(&note.photos);
    view! {
        <article class="note" id=id>
            <div class="note-head">{author}</div>
            <Prose html />
            {photos}
            {action}
        </article>
    }
}

/// The concepts of a session that makes them: those on the projector, and those that wait.
async fn of_concepts(look: &mut Look, session: &Session) -> Result<(Vec<Concept>, Vec<Concept>)> {
    let programme = session.programme_id.filter(|_| session.stage_number == Some(concepts::PHASE));
    let Some(programme) = programme else { return Ok(Default::default()) };
    let through = store::concepts_through(&mut look.tx, programme).await?;
    let all = super::phase::standing_concepts(look, programme).await?;
    Ok(all.into_iter().partition(|one| through.get(&one.id) == Some(&one.revision)))
}

/// What of a concept a room reads: its title.
fn concept_row(concept: &Concept, action: AnyView) -> impl IntoView + use<> {
    let (id, title) = (format!("queue-{}", concept.id), concept.title.clone());
    view! { <article class="note" id=id><p><strong>{title}</strong></p>{action}</article> }
}

/// How forms name what waits: the field of what is let through, and that of what is taken off.
type Fields = (&'static str, &'static str);
const NOTE: Fields = ("seen[]", "note");
const CONCEPT: Fields = ("concepts[]", "concept");

/// A thing and the revision that is read here.
fn seen(id: impl ToString, revision: i64) -> String {
    format!("{} {revision}", id.to_string())
}

fn show(session: SessionId, (field, _): Fields, id: impl ToString, revision: i64) -> AnyView {
    let (key, seen) = (id.to_string(), seen(id, revision));
    view! {
        <Form command=LetThrough::PATH key=key inline=true>
            <Hidden name="session" value=session.to_string() />
            <Hidden name=field value=seen />
            <Button kind=Kind::Primary>{texts().show}</Button>
        </Form>
    }
    .into_any()
}

fn show_all(session: SessionId, notes: &[Note]) -> impl IntoView + use<> {
    let fields = notes.iter().map(|note| {
        let seen = seen(note.id, note.revision);
        view! { <Hidden name=NOTE.0 value=seen /> }
    });
    let fields = fields.collect_view();
    let label = (texts().show_all)(notes.len() as i64);
    view! {
        <Form command=LetThrough::PATH key="all" inline=true>
            <Hidden name="session" value=session.to_string() />
            {fields}
            <Button>{label}</Button>
        </Form>
    }
}

fn take_off(session: SessionId, (_, field): Fields, id: impl ToString) -> AnyView {
    let id = id.to_string();
    view! {
        <Form command=TakeOff::PATH key=id.clone() inline=true>
            <Hidden name="session" value=session.to_string() />
            <Hidden name=field value=id />
            <Button kind=Kind::Quiet>{texts().take_off}</Button>
        </Form>
    }
    .into_any()
}
