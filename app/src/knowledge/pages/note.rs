use leptos::prelude::*;

use crate::{
    error::{Error, Result},
    knowledge::{Note, NoteId, markdown, store, texts::texts, wall},
    lang::lang,
    request::{Look, Page},
    routes::{self, Section},
    sessions::zones::in_zone,
    ui::{ButtonLink, Card, Fact, Facts, Icon, Inline, Kind, PageHead, Prose, dates},
};

/// One note, with where and when it was said.
pub async fn note(id: NoteId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let note = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let sees_session = store::sees(&mut look.tx, &scope, note.origin.session).await?;
    Page::ok(Section::Knowledge, markdown::excerpt(&note.body, 60), body(&note, sees_session))
}

fn body(note: &Note, sees_session: bool) -> impl IntoView + use<> {
    let t = texts();
    let (id, origin) = (note.id, note.origin.clone());
    let shared = in_zone(note.created_at, &origin.time_zone);
    let shared = dates::moment(lang(), shared);
    let started = dates::moment(lang(), in_zone(origin.starts_at, &origin.time_zone));
    let session = if sees_session {
        view! { <a href=routes::session(origin.session)>{origin.topic.clone()}</a> }.into_any()
    } else {
        origin.topic.clone().into_any()
    };
    let edited = note.edited.then(|| format!(" · {}", t.edited));
    let actions = note.own.then(|| {
        let edit = view! { <ButtonLink href=routes::edit_note(id) icon=Icon::Pencil>{t.edit}</ButtonLink> };
        let delete = wall::delete(note, "");
        view! { <Inline>{edit} {delete}</Inline> }
    });
    let (author, html) = (wall::author(&note.author), note.html.clone());
    view! {
        <PageHead title=t.note crumbs=vec![(t.knowledge.into(), "/knowledge".into())]>
            {sees_session.then(|| view! {
                <ButtonLink href=routes::on_wall(origin.session, id) kind=Kind::Secondary>
                    {t.to_wall}
                </ButtonLink>
            })}
        </PageHead>
        <Card>
            {author}
            <Prose html />
        </Card>
        {actions}
        <Facts>
            <Fact label=t.session>
                {session}
                <br />
                <span class="muted">{started}</span>
            </Fact>
            {origin.programme.map(|(id, name)| view! {
                <Fact label=t.programme><a href=routes::programme(id)>{name}</a></Fact>
            })}
            {origin.branch.map(|name| view! { <Fact label=t.branch>{name}</Fact> })}
            <Fact label=t.shared>
                {shared}
                {edited}
            </Fact>
        </Facts>
    }
}
