//! A note that was taken away: how its author and those who may put it back still read it.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    error::{Error, Result},
    knowledge::{
        Note, NoteId, Taken,
        api::{PutNoteBack, TakeNoteAway},
        rules, taking, taking_texts,
        texts::texts,
        wall,
    },
    lang::lang,
    links, photos,
    request::{Look, Page, Posted},
    routes::{self, Section},
    sessions::{SessionId, zones::in_zone},
    ui::{
        Badge, Button, ButtonLink, Card, Confirm, Icon, Inline, Kind, Notice, PageHead, Prose,
        Stack, dates,
        form::{Area, Form, Hidden},
    },
};

/// The page of such a note; for everybody else there is none.
pub(super) async fn page(look: &mut Look, id: NoteId) -> Result<Page> {
    let (t, words) = (taking_texts::texts(), texts());
    let actor = look.actor.clone();
    let mut note = taking::reads(&mut look.tx, &actor, id).await?.ok_or(Error::NotFound)?;
    let taken = note.taken.clone().ok_or(Error::NotFound)?;
    note.html = links::shown(&mut look.tx, &actor.scope(), note.html).await?;
    let edits = note.own && super::edit::closed(look, &note).await?.is_none();
    let puts_back = taking::may_put_back(&mut look.tx, &actor, &note).await?;
    let earlier = super::revision::earlier(look, id).await?;
    let html = std::mem::take(&mut note.html);
    let (author, about) = (wall::author(&note.author), wall::about(&note.about));
    let pictures = photos::pages::large(&note.photos);
    let text = view! {
        <Card>
            {author}
            <Prose html />
            {pictures}
            {about}
        </Card>
    };
    let who = match (note.own, edits) {
        (true, true) => t.to_author,
        (true, false) => t.to_author_late,
        (false, _) => t.to_others,
    };
    // What should not be read does not lie open before those who decide about it.
    let text = match note.own {
        true => text.into_any(),
        false => view! {
            <details class="form-section"><summary>{t.show}</summary>{text}</details>
        }
        .into_any(),
    };
    let actions = match (note.own, puts_back) {
        (true, _) => {
            let edit = edits.then(|| view! {
                <ButtonLink href=routes::edit_note(id) icon=Icon::Pencil>{words.edit}</ButtonLink>
            });
            let delete = wall::delete(&note, "");
            view! { <Inline>{edit} {delete}</Inline> }.into_any()
        }
        (false, true) => put_back(id).into_any(),
        (false, false) => ().into_any(),
    };
    let (told, origin) = (told(&taken, &note.origin.time_zone), note.origin.clone());
    let room = format!("{}#wall", routes::session(origin.session));
    let body = view! {
        <PageHead title=words.note crumbs=vec![(words.knowledge.into(), "/knowledge".into())] />
        <Stack>
            <Notice>
                <p><strong>{t.title}</strong></p>
                {told}
                <p>{who}</p>
            </Notice>
            {text}
            {actions}
            <p><a href=room>{origin.topic}</a></p>
            {earlier}
        </Stack>
    };
    Page::ok(Section::Knowledge, t.title, body)
}

/// Who took it away, when and why.
fn told(taken: &Taken, zone: &str) -> impl IntoView + use<> {
    let t = taking_texts::texts();
    let when = dates::moment(lang(), in_zone(taken.at, zone));
    let changed = taken.changed.then(|| view! { <p>{t.changed}</p> });
    view! {
        <p>{(t.by)(&taken.by, &when)}</p>
        <p>{format!("{}: {}", t.reason, taken.reason)}</p>
        {changed}
    }
}

fn put_back(id: NoteId) -> impl IntoView {
    let t = taking_texts::texts();
    view! {
        <Confirm label=t.put_back text=t.put_back_text kind=Kind::Secondary icon=Icon::Undo>
            <Form command=PutNoteBack::PATH inline=true>
                <Hidden name="id" value=id.to_string() />
                <Button>{t.put_back}</Button>
            </Form>
        </Confirm>
    }
}

/// The way to take a note away that others wrote, for those who may.
pub(super) async fn way(look: &mut Look, note: &Note) -> Result<Option<AnyView>> {
    let t = taking_texts::texts();
    let actor = look.actor.clone();
    if note.own || !taking::decides(&mut look.tx, &actor, note.origin.session).await? {
        return Ok(None);
    }
    let id = note.id.to_string();
    let open = use_context::<Posted>().is_some_and(|posted| *posted.command == *TakeNoteAway::PATH);
    Ok(Some(
        view! {
            <Confirm label=t.take_away text=t.take_away_text kind=Kind::Quiet icon=Icon::Trash open>
                <Form command=TakeNoteAway::PATH>
                    <Hidden name="id" value=id />
                    <Area name="reason" label=t.reason hint=t.reason_hint rows=2u32
                        maxlength=rules::REASON_MAX as u32 />
                    <div class="form-actions"><Button kind=Kind::Danger>{t.take_away}</Button></div>
                </Form>
            </Confirm>
        }
        .into_any(),
    ))
}

/// What was taken away in a room, for those who may put it back; for everybody else what they wrote.
pub async fn in_room(look: &mut Look, session: SessionId) -> Result<Option<AnyView>> {
    let t = taking_texts::texts();
    let actor = look.actor.clone();
    let decides = taking::decides(&mut look.tx, &actor, session).await?;
    let notes = crate::knowledge::store::taken_in(&mut look.tx, session, actor.id, decides).await?;
    if notes.is_empty() {
        return Ok(None);
    }
    let count = notes.len() as i64;
    let items = notes.into_iter().filter_map(|note| {
        let taken = note.taken?;
        let when = dates::short_moment(lang(), in_zone(taken.at, &note.origin.time_zone));
        let changed = taken.changed.then(|| view! { <Badge>{t.changed}</Badge> });
        Some(view! {
            <li>
                <a href=routes::note(note.id)>{taken.reason}</a>
                " "
                <span class="muted small">{format!("{} · {when}", taken.by)}</span>
                {changed}
            </li>
        })
    });
    let items = items.collect_view();
    let title = if decides { (t.many)(count) } else { t.yours.to_owned() };
    Ok(Some(
        view! {
            <details class="form-section" id="taken">
                <summary>{title}</summary>
                <ul>{items}</ul>
            </details>
        }
        .into_any(),
    ))
}
