use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    fields::{FacilitatorFields, LimitFields, Offer, PlaceFields, WhatFields},
    parts::when,
    plan::{filled, invited},
};
use crate::{
    error::{Error, Result},
    programmes::audience::AudienceFields,
    request::{Look, Page},
    routes::{self, Section},
    sessions::{
        Session, SessionId,
        api::EditSession,
        islands::Watched,
        rules, store,
        texts::{form::texts, texts as page_texts},
    },
    ui::{
        self, Button, ButtonLink, Fact, Facts, Kind, Notice, PageHead, Tone,
        form::{Form, Hidden},
    },
};

/// `/sessions/{id}/edit`
pub async fn edit(id: SessionId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let session = changeable(&mut look, id).await?;
    let t = texts();
    if !rules::can_edit(session.state) {
        return unchangeable(&session);
    }
    let invited = invited(&mut look, &session).await?;
    let offer = Offer::load(&mut look, Some(&session), invited).await?;
    let form = filled(&mut look, &session).await?;
    let Offer { branches, online, programmes, facilitators, audience } = offer;
    let now_at = when(session.starts_at, session.ends_at, &session.time_zone);
    let (place, chosen) = (form.clone(), form.facilitators.clone());
    let fixed = rules::can_move(session.state).then_some(t.times_are_moved);
    Page::ok(
        Section::Sessions,
        t.edit_title,
        view! {
            <PageHead title=t.edit_title crumbs=crumbs(&session) />
            <Form command=EditSession::PATH>
                <Hidden name="id" value=session.id.to_string() />
                <Hidden name="revision" value=session.revision.to_string() />
                <WhatFields form=form.clone() programmes />
                <Watched session=session.id.to_string()>
                    <ui::Section title=t.when>
                        <Facts>
                            <Fact label=t.now_at>
                                {now_at}
                                {fixed.map(|text| view! { <p class="muted small">{text}</p> })}
                            </Fact>
                        </Facts>
                        <PlaceFields form=place branches online />
                    </ui::Section>
                    <FacilitatorFields chosen people=facilitators />
                </Watched>
                <AudienceFields options=audience />
                <LimitFields form />
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.save}</Button>
                    <ButtonLink href=routes::session(id) kind=Kind::Quiet>{t.back}</ButtonLink>
                </div>
            </Form>
        },
    )
}

/// Instead of a form that could not be saved.
fn unchangeable(session: &Session) -> Result<Page> {
    let id = session.id;
    let why = texts().problems.not_editable;
    Page::ok(
        Section::Sessions,
        texts().edit_title,
        view! {
            <PageHead title=texts().edit_title crumbs=crumbs(session) />
            <Notice tone=Tone::Warn title=why>
                <ButtonLink href=routes::session(id)>{texts().back}</ButtonLink>
            </Notice>
        },
    )
}

/// The session, if the person may see and change it.
pub(super) async fn changeable(look: &mut Look, id: SessionId) -> Result<Session> {
    let scope = look.actor.scope();
    let session = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    // The rota keeps the time and the people of a visit.
    if crate::visits::store::is_visit(&mut look.tx, id).await? {
        return Err(Error::Forbidden);
    }
    let facilitates = store::facilitates(&mut look.tx, id, look.actor.id).await?;
    if rules::may_edit(&look.actor, &session, facilitates) {
        Ok(session)
    } else {
        Err(Error::Forbidden)
    }
}

/// The way back from a form of a session.
pub(super) fn crumbs(session: &Session) -> Vec<(String, String)> {
    vec![
        (page_texts().sessions.into(), Section::Sessions.href().into()),
        (session.topic.clone(), routes::session(session.id)),
    ]
}
