use leptos::prelude::*;

use super::{revision, taken};
use crate::{
    comments::{self, pages::Talk},
    concepts,
    error::Result,
    knowledge::{Note, NoteId, markdown, store, texts::texts, wall},
    lang::lang,
    links, phases, photos, practices, programmes,
    provenance::{self, Kind},
    request::{Look, Page},
    reviews,
    routes::{self, Section},
    sessions::zones::in_zone,
    ui::{self, ButtonLink, Card, Fact, Facts, Icon, Inline, Notice, PageHead, Prose, dates},
};

/// One note, with where and when it was said.
pub async fn note(id: NoteId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let Some(mut note) = store::read(&mut look.tx, &scope, id).await? else {
        return taken::page(&mut look, id).await;
    };
    let astray = match note.own {
        true => links::pages::astray(&mut look, &note.body, &note.html).await?,
        false => None,
    };
    note.html = links::shown(&mut look.tx, &scope, note.html).await?;
    let actor = look.actor.clone();
    let subject = reviews::subject(&mut look.tx, &actor, (Kind::Note, id.into())).await?;
    // Whoever reads it because of a practice and no more neither hears nor says anything about it.
    let talk = match &subject {
        Some(subject) => {
            let talk = Talk::load(&mut look, subject).await?;
            comments::pages::look_up(&mut look, subject).await?;
            note.html = talk.woven("", &note.html);
            talk.section().into_any()
        }
        None => {
            let why = practices::texts::texts().came_along;
            view! { <Notice><p>{why}</p></Notice> }.into_any()
        }
    };
    let edits = note.own && super::edit::closed(&mut look, &note).await?.is_none();
    let mentioned = links::pages::mentioned_in(&mut look, (Kind::Note, id.into())).await?;
    let sees_session = store::sees(&mut look.tx, &scope, note.origin.session).await?;
    let became = became(&mut look, &note, subject.is_some()).await?;
    let programme = note.origin.programme.as_ref().map(|(id, _)| *id);
    let sees_programme = match programme {
        Some(id) => programmes::store::find(&mut look.tx, &scope, id).await?.is_some(),
        None => false,
    };
    let earlier = revision::earlier(&mut look, id).await?;
    let take_away = taken::way(&mut look, &note).await?;
    let title = markdown::excerpt(&note.body, 60);
    // Who sees what became of it sees the programme, and may follow it.
    let follows = programme.filter(|_| became.is_some());
    let around = Around {
        sees_session,
        sees_programme,
        edits,
        astray,
        became,
        mentioned,
        earlier,
        take_away,
        talk,
    };
    let body = body(&note, around);
    let page = Page::ok(Section::Knowledge, title, body)?;
    Ok(match follows {
        Some(programme) => page.following(programme),
        None => page,
    })
}

/// The concepts that were made of a note, for those who see its programme. Whoever sees the note's
/// session, too, may choose it for another.
async fn became(look: &mut Look, note: &Note, chooses: bool) -> Result<Option<AnyView>> {
    let t = texts();
    let (actor, id) = (look.actor.clone(), note.id.into());
    let next = match chooses {
        true => concepts::choosing::goes_on_in(&mut look.tx, &actor, Kind::Note, id).await?,
        false => None,
    };
    let next = next.map(|next| {
        let (href, words) = (routes::concept_of_note(next.id, note.id), t.put_in_words_in);
        view! { <ButtonLink href>{words(&next.name)}</ButtonLink> }
    });
    let Some((programme, _)) = note.origin.programme.clone() else { return Ok(None) };
    let scope = look.actor.scope();
    let seen = programmes::store::find(&mut look.tx, &scope, programme).await?;
    let standing = phases::store::standing(&mut look.tx, programme).await?;
    let (Some(_), Some(standing)) = (seen, standing) else { return Ok(None) };
    let concepts = concepts::store::from_note(&mut look.tx, &scope, note.id).await?;
    let part = phases::store::part(&mut look.tx, programme, look.actor.id).await?;
    let works = chooses && phases::rules::works(&look.actor, &standing, part, concepts::PHASE);
    let list = match concepts.is_empty() {
        true => view! { <p class="muted">{t.became_nothing}</p> }.into_any(),
        false => concepts::pages::named_list(concepts),
    };
    let make = works.then(|| {
        view! {
            <ButtonLink href=routes::concept_of_note(programme, note.id)>{t.put_in_words}</ButtonLink>
        }
    });
    Ok(Some(view! { <Card title=t.became>{list} {make} {next}</Card> }.into_any()))
}

/// What stands around a note's text.
struct Around {
    sees_session: bool,
    sees_programme: bool,
    /// Its phase is still open.
    edits: bool,
    astray: Option<AnyView>,
    became: Option<AnyView>,
    mentioned: Option<AnyView>,
    earlier: Option<AnyView>,
    take_away: Option<AnyView>,
    talk: AnyView,
}

fn body(note: &Note, around: Around) -> impl IntoView + use<> {
    let Around {
        sees_session,
        sees_programme,
        edits,
        astray,
        became,
        mentioned,
        earlier,
        take_away,
        talk,
    } = around;
    let t = texts();
    let (id, origin) = (note.id, note.origin.clone());
    let shared = in_zone(note.created_at, &origin.time_zone);
    let shared = match note.unnamed() {
        true => dates::long_date(lang(), shared.date()),
        false => dates::moment(lang(), shared),
    };
    let started = dates::moment(lang(), in_zone(origin.starts_at, &origin.time_zone));
    let session = if sees_session {
        view! { <a href=routes::session(origin.session)>{origin.topic.clone()}</a> }.into_any()
    } else {
        origin.topic.clone().into_any()
    };
    let edited = note.edited.then(|| format!(" · {}", t.edited));
    let actions = note.own.then(|| {
        let edit = edits.then(|| view! { <ButtonLink href=routes::edit_note(id) icon=Icon::Pencil>{t.edit}</ButtonLink> });
        let delete = wall::delete(note, "");
        view! { <Inline>{edit} {delete}</Inline> }
    });
    let (author, html) = (wall::author(&note.author), note.html.clone());
    let about = wall::about(&note.about);
    let photos = photos::pages::large(&note.photos);
    view! {
        <PageHead title=t.note crumbs=vec![(t.knowledge.into(), "/knowledge".into())]>
            {sees_session.then(|| view! {
                <ButtonLink href=routes::on_wall(origin.session, id) kind=ui::Kind::Secondary>
                    {t.to_wall}
                </ButtonLink>
            })}
        </PageHead>
        {astray}
        <Card>
            {author}
            <Prose html />
            {photos}
            {about}
        </Card>
        {actions}
        {talk}
        {became}
        {mentioned}
        <Inline>
            <ButtonLink href=routes::provenance("note", id) icon=Icon::Path kind=ui::Kind::Quiet>
                {provenance::texts::texts().link}
            </ButtonLink>
        </Inline>
        <Facts>
            <Fact label=t.session>
                {session}
                <br />
                <span class="muted">{started}</span>
            </Fact>
            {origin.programme.map(|(id, name)| {
                let name = match sees_programme {
                    true => view! { <a href=routes::programme(id)>{name}</a> }.into_any(),
                    false => name.into_any(),
                };
                view! { <Fact label=t.programme>{name}</Fact> }
            })}
            {origin.branch.map(|name| view! { <Fact label=t.branch>{name}</Fact> })}
            <Fact label=t.shared>
                {shared}
                {edited}
            </Fact>
        </Facts>
        {earlier}
        {take_away}
    }
}
