use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    error::{Error, Result},
    knowledge::{
        Note, Theme,
        api::{AddTheme, GroupNotes, RemoveTheme},
        markdown, rules, store,
        texts::texts,
        wall,
    },
    phases,
    request::{Look, Page},
    routes::{self, Section},
    sessions::{self, SessionId},
    ui::{
        self, Button, Columns, Confirm, Empty, Icon, Kind, PageHead, Stack,
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
    let groups = runs && phases::gate::takes_notes(&mut look.tx, &session).await?;
    let crumbs = vec![
        (sessions::texts::texts().sessions.into(), Section::Sessions.href().into()),
        (session.topic.clone(), routes::session(id)),
    ];
    let body = match (notes.is_empty(), groups) {
        (true, _) => view! { <Empty title=t.themes_empty text=t.themes_empty_text /> }.into_any(),
        (false, false) => shown(&themes, &notes),
        (false, true) => grouping(id, &themes, &notes),
    };
    Page::ok(
        Section::Sessions,
        format!("{} · {}", t.themes, session.topic),
        view! {
            <PageHead title=t.themes kicker=session.topic intro=t.themes_intro crumbs />
            {body}
        },
    )
}

/// The notes under their themes, to read.
fn shown(themes: &[Theme], notes: &[Note]) -> AnyView {
    let groups = in_groups(themes, notes).into_iter().map(|(title, notes)| {
        let cards = notes.into_iter().map(card).collect_view();
        view! { <ui::Section title><Stack>{cards}</Stack></ui::Section> }
    });
    let groups = groups.collect_view();
    view! { <Stack>{groups}</Stack> }.into_any()
}

/// The same as a form, with a theme to choose at each note, and the themes beside it.
fn grouping(session: SessionId, themes: &[Theme], notes: &[Note]) -> AnyView {
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
    let (groups, notes) = (themes.to_vec(), notes.to_vec());
    view! {
        <Columns>
            <Form command=GroupNotes::PATH>
                <Hidden name="session" value=session.to_string() />
                {rows(&groups, &notes)}
                <div class="form-actions"><Button kind=Kind::Primary>{t.save_themes}</Button></div>
            </Form>
            <Stack>
                <Form command=AddTheme::PATH>
                    <Hidden name="session" value=session.to_string() />
                    <Text name="title" label=t.theme hint=t.theme_hint maxlength=rules::THEME_MAX as u32 />
                    <div class="form-actions"><Button icon=Icon::Plus>{t.add_theme}</Button></div>
                </Form>
                <ul class="gaps">{own}</ul>
            </Stack>
        </Columns>
    }
    .into_any()
}

/// The notes with their choices; made within the form, so that it keeps what was chosen.
fn rows(themes: &[Theme], notes: &[Note]) -> AnyView {
    let choices: Vec<Choice> =
        themes.iter().map(|theme| Choice::new(theme.id, theme.title.clone())).collect();
    let groups = in_groups(themes, notes).into_iter().map(|(title, notes)| {
        let rows = notes.into_iter().map(|note| row(note, &choices)).collect_view();
        view! { <ui::Section title><Stack>{rows}</Stack></ui::Section> }
    });
    groups.collect_view().into_any()
}

/// Each theme that has notes with its notes, in the order of the themes; those without one last.
fn in_groups<'a>(themes: &[Theme], notes: &'a [Note]) -> Vec<(String, Vec<&'a Note>)> {
    let of = |theme| notes.iter().filter(|note| note.theme == theme).collect::<Vec<_>>();
    let mut groups: Vec<_> =
        themes.iter().map(|theme| (theme.title.clone(), of(Some(theme.id)))).collect();
    groups.push((texts().no_theme.to_owned(), of(None)));
    groups.retain(|(_, notes)| !notes.is_empty());
    groups
}

fn card(note: &Note) -> impl IntoView + use<> {
    let text = markdown::excerpt(&note.body, EXCERPT);
    view! {
        <article class="note">
            <p class="hit-text"><a href=routes::note(note.id)>{text}</a></p>
            <div class="note-head">{wall::author(&note.author)}</div>
            {wall::about(&note.about)}
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
    view! {
        <article class="note">
            <p class="hit-text">{text}</p>
            <div class="note-head">{wall::author(&note.author)}</div>
            <Hidden name="notes[]" value=id.clone() />
            <Hidden name=format!("was-{id}") value=theme.clone() />
            <Select name=format!("theme-{id}") label label_hidden=true choices value=theme empty=t.no_theme />
        </article>
    }
}
