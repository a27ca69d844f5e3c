//! The wall of a session: the form to share, and the notes as they arrive, newest first.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    About, Author, Note, NoteKind, WallNote,
    api::{DeleteNote, EchoNote, ShareNote},
    islands::{Sharing, Wall},
    pages::waiting,
    rules, store,
    texts::texts,
};
use crate::{
    db::Tx,
    error::{Error, Result},
    lang::lang,
    links,
    people::{self, PersonId},
    phases, photos, polls,
    request::{Look, Posted},
    routes,
    sessions::{Session, SessionId, zones::in_zone},
    ui::{
        Badge, Button, ButtonLink, Confirm, Icon, Kind, Main, Notice, PersonLine, Prose, Section,
        dates,
        form::{Area, Check, Choice, Form, Hidden, Radios, Select, Text},
    },
};

/// How many notes a page shows at once; the others are in the list of knowledge.
const SHOWN: i64 = 100;
/// The same for a projector, of which a room sees the first few.
const ON_SCREEN: i64 = 40;

/// The room's part of a session's page: the question, the form and the wall, which keeps itself up
/// to date. The session is one that the person may see.
pub async fn room_wall(look: &mut Look, session: &Session, main: &mut Main) -> Result<AnyView> {
    let (id, person) = (session.id, look.actor.id);
    let standing = store::standing(&mut look.tx, id, person).await?;
    let place = place(&mut look.tx, id).await?;
    let mut notes = store::wall(&mut look.tx, id, Some(person), SHOWN).await?;
    link(look, &mut notes, false).await?;
    let count = store::count(&mut look.tx, id).await?;
    let t = texts();
    let sharing = rules::sharing(session, standing, look.now);
    // Whatever has happened to the session meanwhile, a text that was sent is not lost.
    let refused = use_context::<Posted>().is_some_and(|posted| *posted.command == *ShareNote::PATH);
    let over = over(look, session).await?;
    let edits = over.is_none();
    let closed = match sharing {
        rules::Sharing::Open => over,
        rules::Sharing::NotTheirs => Some(t.not_theirs.to_owned()),
        rules::Sharing::Cancelled => Some(t.cancelled.to_owned()),
        rules::Sharing::Over => Some(t.room_over.to_owned()),
    };
    if closed.is_none() {
        store::ask(&mut look.tx, id, person, &mut notes).await?;
    }
    let left = (closed.is_some() && !refused).then(|| waiting(person, Some(id)));
    let empty = match sharing {
        rules::Sharing::Open if closed.is_none() => t.wall_empty,
        rules::Sharing::NotTheirs => t.wall_waiting,
        _ => t.wall_stays_empty,
    };
    let feelings = match closed.is_none() {
        true => polls::pages::feelings_way(look, session).await?,
        false => None,
    };
    let prompt = (!session.prompt.is_empty()).then(|| {
        view! { <blockquote class="prompt"><p>{session.prompt.clone()}</p></blockquote> }
    });
    // The question stands over the form; where there is none, over what was shared.
    let (asked, answered) = match closed.is_none() || refused {
        true => (prompt, None),
        false => (None, prompt),
    };
    let branches = match closed.is_none() || refused {
        true => branches(&mut look.tx).await?,
        false => Vec::new(),
    };
    let share = (closed.is_none() || refused).then(|| {
        let kind = main.kind();
        view! {
            <Section title=t.room id="share">
                {asked}
                <Sharing
                    session=id
                    person
                    command=ShareNote::PATH.to_owned()
                    lang=lang()
                >
                    {form(id, person, feelings, (branches, kind))}
                </Sharing>
            </Section>
        }
    });
    let taken = super::pages::in_room(look, id).await?;
    let more = (count > notes.len() as i64).then(|| {
        view! { <a href=routes::notes_of(id)>{(t.all_notes)(count)}</a> }
    });
    Ok(view! {
        {share}
        <Section title=t.wall id="wall">
            {answered}
            {closed.map(|text| view! { <Notice><p>{text}</p></Notice> })}
            {left}
            <Wall session=id place lang=lang()>
                {list(notes, SHOWN, Offered { edit: edits, ..Offered::ALL })}
            </Wall>
            <p class="muted wall-empty">{empty}</p>
            {more}
            {taken}
        </Section>
    }
    .into_any())
}

/// Why the phase of a session takes no more notes.
pub async fn over(look: &mut Look, session: &Session) -> Result<Option<String>> {
    let Some((programme, phase)) = session.programme_id.zip(session.stage_number) else {
        return Ok(None);
    };
    let standing = phases::store::standing(&mut look.tx, programme).await?;
    Ok(standing
        .and_then(|standing| phases::rules::takes_notes(&standing, phase).err())
        .map(phases::gate::closed_room))
}

/// The wall for the projector: what was let through, as everybody may see it, without forms. The
/// page follows the session, so there is no island. `later` leaves out an empty one;
/// `approves` when notes wait until somebody lets them through.
pub async fn screen_wall(
    look: &mut Look,
    session: &Session,
    later: bool,
    approves: bool,
) -> Result<AnyView> {
    let t = texts();
    let mut notes = store::on_screen(&mut look.tx, session.id, ON_SCREEN).await?;
    if later && notes.is_empty() {
        return Ok(().into_any());
    }
    link(look, &mut notes, true).await?;
    let empty = if approves { t.wall_approved } else { t.wall_waiting };
    Ok(view! {
        <div class="wall-on-screen">
            <h2 class="visually-hidden">{t.wall}</h2>
            {list(notes, i64::MAX, Offered::NOTHING)}
            <p class="muted wall-empty">{empty}</p>
        </div>
    }
    .into_any())
}

/// Leaves the links that the reader may follow; a screen that a whole room reads has none.
pub async fn link(look: &mut Look, notes: &mut [Note], screen: bool) -> Result<()> {
    let scope = look.actor.scope();
    for note in notes {
        let html = std::mem::take(&mut note.html);
        note.html = match screen {
            true => links::flat(&html),
            false => links::shown(&mut look.tx, &scope, html).await?,
        };
    }
    Ok(())
}

/// The branches that a note can be about.
pub async fn branches(tx: &mut Tx) -> Result<Vec<Choice>> {
    let branches = people::store::branches(tx, true).await?;
    Ok(branches.into_iter().map(|branch| Choice::new(branch.id, branch.name)).collect())
}

fn form(
    session: SessionId,
    person: PersonId,
    feelings: Option<AnyView>,
    (branches, kind): (Vec<Choice>, Kind),
) -> impl IntoView {
    let t = texts();
    view! {
        <Form command=ShareNote::PATH files=true>
            <Hidden name="session" value=session.to_string() />
            <Area name="note" label=t.note hint=t.note_hint rows=5u32 />
            {about_fields(&About::default(), feelings, branches)}
            {photos::pages::chooser(0, Some(person))}
            <Check name="name_hidden" label=t.hide_name hint=t.hide_name_hint />
            <div class="form-actions">
                <Button kind icon=Icon::Chat>
                    <span class="when-named">{t.share}</span>
                    <span class="when-hidden">{t.share_hidden}</span>
                </Button>
            </div>
        </Form>
    }
}

/// The fields that say what a note is about; under its kind, the other way to say a feeling.
pub fn about_fields(
    about: &About,
    feelings: Option<AnyView>,
    mut branches: Vec<Choice>,
) -> impl IntoView + use<> {
    let t = texts();
    let kinds = NoteKind::ALL.iter().map(|kind| Choice::new(kind, t.kind_of(*kind)));
    let (tags, step) = (about.tags.join(", "), about.step.clone());
    let open = !tags.is_empty() || !step.is_empty() || about.branch.is_some();
    let branch = about.branch_id().map(|id| id.to_string()).unwrap_or_default();
    // One that has closed stays where it was chosen.
    if let Some((id, name)) =
        about.branch.clone().filter(|_| branches.iter().all(|one| one.value != branch))
    {
        branches.push(Choice::new(id, name));
    }
    view! {
        <div class="note-kinds">
            <Radios name="kind" label=t.kind choices=kinds.collect() value=about.kind.to_string() />
        </div>
        {feelings}
        <details class="form-section" open=open>
            <summary>{t.more_fields}</summary>
            <div class="audience">
                <Text name="tags" label=t.tags hint=t.tags_hint value=tags optional=true />
                <Text name="step" label=t.step hint=t.step_hint value=step optional=true
                    maxlength=rules::STEP_MAX as u32 />
                <Select name="branch" label=t.about_branch hint=t.about_branch_hint choices=branches
                    value=branch empty=t.no_branch optional=true />
            </div>
        </details>
    }
}

/// What is found at a note, mostly by its author.
#[derive(Clone, Copy)]
struct Offered {
    edit: bool,
    delete: bool,
    /// The way to its page, for everybody.
    open: bool,
}

impl Offered {
    const ALL: Offered = Offered { edit: true, delete: true, open: true };
    const NOTHING: Offered = Offered { edit: false, delete: false, open: false };
}

/// The notes with a name, and those without in a group of their own: among the others their place
/// would tell when they came. Of each kind up to `shown` are there.
fn list(notes: Vec<Note>, shown: i64, offered: Offered) -> impl IntoView {
    let t = texts();
    let (unnamed, named): (Vec<Note>, Vec<Note>) = notes.into_iter().partition(Note::unnamed);
    let cards = |notes: Vec<Note>| {
        let complete = (notes.len() as i64) < shown;
        let cards = notes.iter().map(|note| card(note, offered)).collect_view();
        view! { <div class="wall" data-complete=complete.then_some("")>{cards}</div> }
    };
    view! {
        <p class="to-unnamed"><a href="#unnamed">{t.unnamed}</a></p>
        {cards(named)}
        <div class="unnamed" id="unnamed">
            <h3>{t.unnamed}</h3>
            <p class="muted small">{t.unnamed_text}</p>
            {cards(unnamed)}
        </div>
    }
}

/// The place on a wall of whoever reads it now.
async fn place(tx: &mut Tx, session: SessionId) -> Result<String> {
    let number = store::last_sequence(tx, session).await?;
    let places = store::places(tx, session).await?.ok_or(Error::NotFound)?;
    Ok(places.after(number))
}

/// A change as an open screen takes it in.
pub fn change(note: Note) -> WallNote {
    WallNote {
        id: note.id,
        at: note.created_at.timestamp_millis(),
        unnamed: note.unnamed(),
        own: note.own,
        html: (!note.gone).then(|| card(&note, Offered::ALL).to_html()),
    }
}

/// One note on the wall. Its author finds there what to change it with.
fn card(note: &Note, offered: Offered) -> AnyView {
    let t = texts();
    let local = in_zone(note.created_at, &note.origin.time_zone);
    let starts = in_zone(note.origin.starts_at, &note.origin.time_zone);
    // On the day of the session the time is enough.
    let when = match note.unnamed() {
        true => dates::short_date(lang(), local.date()),
        false if local.date() == starts.date() => dates::time(local.time()),
        false => dates::short_moment(lang(), local),
    };
    let exactly = match note.unnamed() {
        true => local.date().to_string(),
        false => note.created_at.to_rfc3339(),
    };
    let actions = (note.own && offered.delete).then(|| {
        let edit = offered.edit.then(|| view! {
            <ButtonLink href=format!("{}?back=wall", routes::edit_note(note.id)) kind=Kind::Quiet icon=Icon::Pencil>
                {t.edit}
            </ButtonLink>
        });
        view! { <div class="note-actions">{edit} {delete(note, "wall")}</div> }
    });
    // What was said about it, what became of it, and who may take it away, are on its own page.
    let when = view! { <time datetime=exactly>{when}</time> };
    let when = match offered.open {
        true => view! { <a class="note-way" href=routes::note(note.id)>{when} " · " {t.open}</a> }
            .into_any(),
        false => when.into_any(),
    };
    view! {
        <article
            class="note"
            id=format!("note-{}", note.id)
            data-at=note.created_at.timestamp_millis().to_string()
        >
            <div class="note-head">
                {author(&note.author)}
                <p class="aside">
                    {when}
                    {note.edited.then(|| format!(" · {}", t.edited))}
                </p>
            </div>
            <Prose html=note.html.clone() />
            {photos::pages::small(&note.photos)}
            {about(&note.about)}
            {echo(note)}
            {actions}
        </article>
    }
    .into_any()
}

/// Of what kind a note is, its tags, and where in the work it belongs.
pub fn about(about: &About) -> impl IntoView + use<> {
    let t = texts();
    let tags = about.tags.iter().map(|tag| {
        view! { <a href=routes::notes_tagged(tag)>{format!("#{tag}")}</a> }
    });
    let tags = tags.collect_view();
    let step = (!about.step.is_empty()).then(
        || view! { <span class="muted small">{format!("{} {}", t.at_step, about.step)}</span> },
    );
    let branch = about.branch.as_ref().map(
        |(_, name)| view! { <span class="muted small">{format!("{} {name}", t.at_branch)}</span> },
    );
    let kind = t.kind_of(about.kind);
    view! { <div class="note-about"><Badge>{kind}</Badge> {tags} {step} {branch}</div> }
}

/// To how many others it happens, and the button to say that it happens to oneself, too.
fn echo(note: &Note) -> Option<AnyView> {
    let t = texts();
    let count =
        (note.echoes > 0).then(|| view! { <p class="muted small">{(t.echoes)(note.echoes)}</p> });
    let id = note.id.to_string();
    let button = note.echoed.map(|echoed| {
        let (label, too, icon) = match echoed {
            true => (t.not_to_me, "", Icon::Undo),
            false => (t.to_me_too, "on", Icon::Plus),
        };
        view! {
            <Form command=EchoNote::PATH key=id.clone() inline=true>
                <Hidden name="id" value=id />
                <Hidden name="too" value=too />
                <Button kind=Kind::Quiet icon>{label}</Button>
            </Form>
        }
    });
    (count.is_some() || button.is_some())
        .then(|| view! { <div class="note-echo">{count} {button}</div> }.into_any())
}

/// Whose note it is, as far as the recipient may know.
pub fn author(author: &Author) -> AnyView {
    let t = texts();
    match author.clone() {
        Author::Hidden => view! { <PersonLine name=t.name_hidden /> }.into_any(),
        Author::Named { name, position } => view! { <PersonLine name position /> }.into_any(),
        Author::HiddenSelf { name, .. } => {
            view! { <PersonLine name position=t.only_you /> }.into_any()
        }
    }
}

/// The question before a note is taken back.
pub fn delete(note: &Note, back: &'static str) -> impl IntoView + use<> {
    let t = texts();
    let id = note.id.to_string();
    view! {
        <Confirm label=t.delete text=t.delete_text kind=Kind::Quiet icon=Icon::Trash>
            <Form command=DeleteNote::PATH key=id.clone() inline=true>
                <Hidden name="id" value=id />
                <Hidden name="back" value=back />
                <Button kind=Kind::Danger>{t.delete}</Button>
            </Form>
        </Confirm>
    }
}
