use leptos::{prelude::*, server_fn::ServerFn};

use super::facts::{location, when};
use crate::{
    attendance::{
        Gate,
        api::{OpenSession, RenewCode},
        islands::Projector,
        rules, screening, store,
        texts::texts,
    },
    error::Result,
    projector,
    request::{Frame, Look, Page, services},
    routes::{self, Section},
    sessions::{Session, SessionId, SessionState},
    ui::{
        Button, ButtonLink, Kind,
        form::{Form, Hidden},
    },
};

/// The page for the projector: the code, how many are there, and what the room works on.
pub async fn screen(id: SessionId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let running = screening::shown(&mut look.tx, &look.actor, id).await?;
    let public_url = services().public_url;
    let state = screening::state(&mut look.tx, &running, &public_url, "", look.now).await?;
    let session = running.session;
    let stage = projector::pages::stage(&mut look, &session).await?;
    let branch = store::branch_name(&mut look.tx, session.branch_id).await?;
    let can_open = session.state == SessionState::Planned
        && look.now >= rules::opens_from(&Gate::from(&session));
    let kicker = [when(&session, &session.time_zone), location(&session, &branch)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let body = view! {
        <noscript>
            <meta http-equiv="refresh" content="20" />
        </noscript>
        <div class="projector">
            <header class="projector-head">
                <p class="kicker">{kicker}</p>
                <h1>{session.topic.clone()}</h1>
            </header>
            <Projector
                session=id.to_string()
                events=routes::session_events(id)
                initial=state
                how=t.screen_how.to_owned()
                address=short_address(&public_url)
                picture=t.screen_qr.to_owned()
                of=t.of.to_owned()
                present=t.screen_present.to_owned()
                waiting=t.waiting_label.to_owned()
            />
            <section class="projector-wall" tabindex="0" aria-label=t.screen_wall>
                {stage}
            </section>
            <Tools session can_open />
        </div>
    };
    let page = Page::new(Section::Sessions, t.screen, body).framed(Frame::Screen);
    Ok(page.following_session(id, "session programme polls screen wall"))
}

/// The address to type, without what browsers add by themselves.
fn short_address(public_url: &str) -> String {
    let host = public_url.split_once("://").map_or(public_url, |(_, host)| host);
    format!("{host}/join")
}

#[component]
fn Tools(session: Session, can_open: bool) -> impl IntoView {
    let t = texts();
    let id = session.id;
    let live = matches!(session.state, SessionState::Planned | SessionState::Open);
    view! {
        <footer class="projector-tools">
            {can_open.then(|| view! {
                <Form command=OpenSession::PATH inline=true>
                    <Hidden name="session" value=id.to_string() />
                    <Hidden name="on" value="screen" />
                    <Button kind=Kind::Primary>{t.open_session}</Button>
                </Form>
            })}
            {(session.state == SessionState::Open).then(|| view! {
                <ButtonLink href=routes::close(id)>{t.close_session}</ButtonLink>
            })}
            {live.then(|| view! {
                <Form command=RenewCode::PATH inline=true>
                    <Hidden name="session" value=id.to_string() />
                    <Hidden name="on" value="screen" />
                    <Button>{t.renew_code}</Button>
                </Form>
            })}
            <ButtonLink href=routes::roster(id) kind=Kind::Quiet>{t.roster}</ButtonLink>
            <ButtonLink href=routes::session(id) kind=Kind::Quiet>{t.room}</ButtonLink>
        </footer>
    }
}
