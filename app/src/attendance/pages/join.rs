use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use super::{facts::SessionFacts, field::CodeField, panel::MyState};
use crate::{
    attendance::{
        AttendanceState, Gate, Mark,
        api::CheckIn,
        joining::{self, Refusal},
        rules, store,
        texts::texts,
    },
    error::{Error, Result},
    request::{Look, Page, Posted, query, services},
    routes::{self, Section},
    sessions::{self, Session},
    ui::{
        Button, ButtonLink, Card, Kind, Notice, PageHead, Tone,
        form::{Form, Hidden},
    },
};

#[derive(Default, Deserialize)]
struct Query {
    code: Option<String>,
}

/// The field for a code; with a code in the address the page of its session.
pub async fn join() -> Result<Page> {
    match query::<Query>().code {
        Some(code) => join_with(&code).await,
        None => {
            Look::begin().await?;
            field_page("", None)
        }
    }
}

/// The session that a code leads to, with one button. Showing it changes nothing but the count
/// of wrong guesses: otherwise the address would answer as many as anybody likes.
pub async fn join_with(typed: &str) -> Result<Page> {
    let mut look = Look::begin().await?;
    let actor = look.actor.clone();
    let key = match joining::find(&mut look.tx, &actor, typed, None, look.now).await? {
        Ok(key) => key,
        Err(refusal) => {
            drop(look.tx);
            // After a refused form the command has counted it already.
            if refusal == Refusal::Unknown && use_context::<Posted>().is_none() {
                joining::count_guess(&services().db, &actor, look.now).await?;
            }
            return field_page(typed, Some(refusal));
        }
    };
    let session = sessions::store::by_id(&mut look.tx, key.id).await?.ok_or(Error::NotFound)?;
    session_page(look, session, typed.to_owned()).await
}

fn field_page(typed: &str, refusal: Option<Refusal>) -> Result<Page> {
    let t = texts();
    let problem = refusal.map(|refusal| refusal.sentence(t));
    Page::ok(
        Section::Sessions,
        t.join,
        view! {
            <PageHead title=t.join intro=t.join_intro />
            <CodeForm typed=typed.to_owned() problem />
        },
    )
}

#[component]
fn CodeForm(
    #[prop(optional)] typed: String,
    #[prop(optional_no_strip)] problem: Option<String>,
) -> impl IntoView {
    view! {
        <form class="form join-form" method="get" action="/join">
            <CodeField value=typed problem />
            <div class="form-actions">
                <Button kind=Kind::Primary>{texts().go_on}</Button>
            </div>
        </form>
    }
}

async fn session_page(mut look: Look, session: Session, typed: String) -> Result<Page> {
    let t = texts();
    let (tx, me) = (&mut look.tx, look.actor.id);
    let mark = store::mark(tx, session.id, me).await?;
    let invited = store::is_invited(tx, session.audience_id, me).await?;
    let branch = store::branch_name(tx, session.branch_id).await?;
    let facilitators = store::facilitators(tx, session.id).await?;
    let taken = store::spoken_for(tx, session.id).await?;
    let line = super::panel::line(tx, session.id, me, mark).await?;
    let facilitates = facilitators.iter().any(|(id, _)| *id == me);

    let gate = Gate::from(&session);
    let refusal = joining::refusal_of(&mut look.tx, &session, me, look.now).await?;
    let arrival = rules::arrival(&gate, taken, look.now);
    let here = mark.is_some_and(|mark| is_here(&mark));
    let action = match (here, refusal) {
        (true, _) => view! {
            <div class="form-actions">
                <ButtonLink href=routes::session(session.id) kind=Kind::Primary>{t.to_room}</ButtonLink>
            </div>
        }
        .into_any(),
        (false, Some(refusal)) => {
            view! { <Notice tone=Tone::Warn><p>{refusal.sentence(t)}</p></Notice> }.into_any()
        }
        (false, None) => view! {
            {(!invited && !facilitates).then(|| view! { <Notice><p>{t.not_invited}</p></Notice> })}
            {(arrival == AttendanceState::Waiting)
                .then(|| view! { <Notice tone=Tone::Warn><p>{t.full_notice}</p></Notice> })}
            {(arrival == AttendanceState::Late).then(|| view! {
                <p class="muted">{(t.late_notice)(session.late_after_minutes)}</p>
            })}
            <Form command=CheckIn::PATH>
                <Hidden name="code" value=typed />
                <Hidden name="session" value=session.id.to_string() />
                <Button kind=Kind::Primary>{t.im_here}</Button>
            </Form>
        }
        .into_any(),
    };
    let names = facilitators.into_iter().map(|(_, name)| name).collect();
    let zone = look.actor.zone.clone();
    Page::ok(
        Section::Sessions,
        session.topic.clone(),
        view! {
            <PageHead title=session.topic.clone() kicker=t.join />
            <div class="stack join-card">
                <Card>
                    <SessionFacts session=session.clone() branch facilitators=names zone />
                    {mark.filter(is_here).map(|mark| view! { <MyState session=session.clone() mark line /> })}
                    {action}
                </Card>
                <details class="join-other">
                    <summary>{t.other_session}</summary>
                    <CodeForm />
                </details>
            </div>
        },
    )
}

/// Has nothing to do any more: is there, or stands in the line.
fn is_here(mark: &Mark) -> bool {
    mark.state.attended() || mark.state == AttendanceState::Waiting
}
