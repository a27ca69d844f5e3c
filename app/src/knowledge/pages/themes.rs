use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    error::{Error, Result},
    knowledge::{
        Note, Theme, ThemeId,
        api::{GroupNotes, RemoveTheme},
        grouping, markdown, rules, store,
        texts::texts,
        wall,
    },
    photos,
    request::{Look, Page, services},
    routes::{self, Section},
    sessions::{self, SessionId},
    ui::{
        self, Badge, Button, Columns, Confirm, Empty, Icon, Kind, Notice, PageHead, Stack,
        form::{Choice, Form, Hidden, Select, Text},
    },
};

/// How many notes the page groups: the newest.
const SHOWN: i64 = 200;
const EXCERPT: usize = 240;

/// `/sessions/{id}/themes`: the notes of a session under what they have in common.
pub async fn themes(id: SessionId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let session = sessions::store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let standing = store::standing(&mut look.tx, id, look.actor.id).await?;
    let themes = store::themes(&mut look.tx, id).await?;
    let notes = store::wall(&mut look.tx, id, Some(look.actor.id), SHOWN).await?;
    let runs = sessions::rules::may_edit(&look.actor, &session, standing.facilitates);
    let over = wall::over(&mut look, &session).await?;
    let groups = runs && over.is_none();
    let over = over.filter(|_| runs).map(|why| view! { <Notice><p>{why}</p></Notice> });
    let crumbs = vec![
        (sessions::texts::texts().sessions.into(), Section::Sessions.href().into()),
        (session.topic.clone(), routes::session(id)),
    ];
    let body = match (notes.is_empty(), groups) {
        (true, _) => view! { <Empty title=t.themes_empty text=t.themes_empty_text /> }.into_any(),
        (false, false) => shown(&themes, &notes),
        (false, true) => sorting(id, &themes, &notes),
    };
    Page::ok(
        Section::Sessions,
        format!("{} · {}", t.themes, session.topic),
        view! {
            <PageHead title=t.themes kicker=session.topic intro=t.themes_intro crumbs />
            {over}
            {body}
        },
    )
    .map(|page| page.following_session(id, "wall"))
}

/// The notes under their themes, to read.
fn shown(themes: &[Theme], notes: &[Note]) -> AnyView {
    let filled = in_groups(themes, notes).into_iter().filter(|group| !group.notes.is_empty());
    let groups = filled.map(|group| {
        let cards = group.notes.into_iter().map(card).collect_view();
        view! { <ui::Section title=group.title><Stack>{cards}</Stack></ui::Section> }
    });
    let groups = groups.collect_view();
    view! { <Stack>{groups}</Stack> }.into_any()
}

/// The same as a form, with a theme to choose at each note, and the themes beside it.
fn sorting(session: SessionId, themes: &[Theme], notes: &[Note]) -> AnyView {
    let t = texts();
    let own = themes.iter().map(|theme| {
        let (title, id) = (theme.title.clone(), theme.id.to_string());
        view! {
            <li>
                <span>{title}</span>
                <Confirm label=t.remove_theme text=t.remove_theme_text kind=Kind::Quiet icon=Icon::Trash>
                    <Form command=RemoveTheme::PATH key=id.clone() inline=true>
                        <Hidden name="id" value=id />
                        <Button kind=Kind::Danger>{t.remove_theme}</Button>
                    </Form>
                </Confirm>
            </li>
        }
    });
    let own = own.collect_view();
    let script = |name| format!("/{}/{name}", services().assets.pkg_dir);
    let (groups, notes) = (themes.to_vec(), notes.to_vec());
    view! {
        <Columns>
            <div id="grouping" data-stay>
                <Form command=GroupNotes::PATH>
                    <Hidden name="session" value=session.to_string() />
                    <Text name="title" label=t.theme hint=t.theme_hint optional=true maxlength=rules::THEME_MAX as u32 />
                    <div class="form-actions">
                        <Button icon=Icon::Plus name="press" value=grouping::ADD>{t.add_theme}</Button>
                    </div>
                    {rows(&groups, &notes)}
                    <div class="form-actions"><Button kind=Kind::Primary>{t.save_themes}</Button></div>
                </Form>
                <script type="module" src=script("stay.js")></script>
                <script type="module" src=script("group.js")></script>
            </div>
            <ul class="gaps">{own}</ul>
        </Columns>
    }
    .into_any()
}

/// The notes with their choices; made within the form, so that it keeps what was chosen.
fn rows(themes: &[Theme], notes: &[Note]) -> AnyView {
    let choices: Vec<Choice> =
        themes.iter().map(|theme| Choice::new(theme.id, theme.title.clone())).collect();
    let groups = in_groups(themes, notes).into_iter().map(|group| {
        let rows = group.notes.into_iter().map(|note| row(note, &choices)).collect_view();
        let of = group.theme.map(|theme| theme.to_string()).unwrap_or_default();
        // group.js moves a note here by dragging, as the choice at the note does without.
        view! {
            <div class="group" id=format!("group-{of}") data-group=of.clone()>
                <ui::Section title=group.title>
                    <Stack>{rows}</Stack>
                    <p class="muted group-empty">{texts().theme_empty}</p>
                </ui::Section>
            </div>
        }
    });
    groups.collect_view().into_any()
}

struct Group<'a> {
    theme: Option<ThemeId>,
    title: String,
    notes: Vec<&'a Note>,
}

/// Each theme with its notes, in the order of the themes; the notes without one last.
fn in_groups<'a>(themes: &[Theme], notes: &'a [Note]) -> Vec<Group<'a>> {
    let of = |wanted| notes.iter().filter(|note| note.theme == wanted).collect::<Vec<_>>();
    let themes = themes.iter().map(|theme| (Some(theme.id), theme.title.clone()));
    let rest = (None, texts().no_theme.to_owned());
    themes.chain([rest]).map(|(theme, title)| Group { theme, title, notes: of(theme) }).collect()
}

fn card(note: &Note) -> impl IntoView + use<> {
    let text = markdown::excerpt(&note.body, EXCERPT);
    let (pictures, author) = (photos::pages::small(&note.photos), wall::author(&note.author));
    let about = wall::about(&note.about);
    view! {
        <article class="note">
            <p class="hit-text"><a href=routes::note(note.id)>{text}</a></p>
            {pictures}
            <div class="note-head">{author}</div>
            {about}
        </article>
    }
}

/// A note with the choice of its theme, and where it was when the form was opened.
fn row(note: &Note, choices: &[Choice]) -> impl IntoView + use<> {
    let t = texts();
    let (id, choices) = (note.id.to_string(), choices.to_vec());
    let theme = note.theme.map(|theme| theme.to_string()).unwrap_or_default();
    let text = markdown::excerpt(&note.body, EXCERPT);
    let label = format!("{}: {}", t.themes, markdown::excerpt(&note.body, 40));
    let (pictures, author) = (photos::pages::small(&note.photos), wall::author(&note.author));
    let kind = t.kind_of(note.about.kind);
    // By its id a note that comes meanwhile takes the choice of no other.
    view! {
        <article class="note" id=format!("row-{id}")>
            <p class="hit-text">{text}</p>
            {pictures}
            <div class="note-head">{author} <Badge>{kind}</Badge></div>
            <Hidden name="notes[]" value=id.clone() />
            <Hidden name=format!("was-{id}") value=theme.clone() />
            <Select name=format!("theme-{id}") label label_hidden=true choices value=theme empty=t.no_theme />
        </article>
    }
}
