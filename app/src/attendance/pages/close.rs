use leptos::{prelude::*, server_fn::ServerFn};

use super::facts::when;
use crate::{
    attendance::{api::CloseSession, screening, store, texts::texts},
    error::Result,
    lang::lang,
    request::{Look, Page},
    routes::{self, Section},
    sessions::{SessionId, SessionState},
    ui::{
        Button, ButtonLink, Card, Kind, Notice, PageHead, Stat, Tone,
        form::{Checks, Choice, Form, Hidden},
        numbers::out_of,
    },
};

/// Asks about those who are still unmarked before the session closes.
pub async fn close(id: SessionId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let session = screening::shown(&mut look.tx, &look.actor, id).await?.session;
    let counts = store::counts_of(&mut look.tx, id).await?;
    let left = store::unmarked(&mut look.tx, &session).await?;
    let refused = match session.state {
        SessionState::Open => None,
        SessionState::Closed => Some(t.is_closed),
        SessionState::Cancelled => Some(t.is_cancelled),
        SessionState::Planned => Some(t.is_not_open),
    };
    let crumbs = vec![
        (t.sessions.to_owned(), Section::Sessions.href().to_owned()),
        (session.topic.clone(), routes::session(id)),
        (t.roster.to_owned(), routes::roster(id)),
    ];
    let head = view! {
        <PageHead title=t.close_session crumbs kicker=when(&session, &look.actor.zone) intro=t.close_intro />
    };
    let body = match refused {
        Some(refused) => view! {
            <Notice tone=Tone::Warn><p>{refused}</p></Notice>
            <p><ButtonLink href=routes::roster(id)>{t.roster}</ButtonLink></p>
        }
        .into_any(),
        None => {
            let count = left.len() as i64;
            let choices: Vec<Choice> = left
                .into_iter()
                .map(|someone| {
                    let about = [someone.position, someone.branch]
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join(" · ");
                    Choice::new(someone.person, someone.name).hint(about)
                })
                .collect();
            view! {
                <Stat
                    label=t.attended
                    value=out_of(lang(), counts.attended(), counts.expected())
                    note=(t.of_those_late)(counts.late)
                />
                {(counts.attended() == 0).then(|| view! {
                    <Notice tone=Tone::Warn title=t.close_nobody_title><p>{t.close_nobody}</p></Notice>
                })}
                <Form command=CloseSession::PATH>
                    <Hidden name="session" value=id.to_string() />
                    {if choices.is_empty() {
                        view! { <p>{t.close_all_marked}</p> }.into_any()
                    } else {
                        view! {
                            <Card title=(t.close_unmarked)(count)>
                                <Checks
                                    name="excused"
                                    label=t.close_excused
                                    hint=t.close_excused_hint
                                    choices=choices
                                />
                            </Card>
                        }.into_any()
                    }}
                    <div class="form-actions">
                        <Button kind=Kind::Primary>{t.close_session}</Button>
                        <ButtonLink href=routes::roster(id) kind=Kind::Quiet>{t.cancel}</ButtonLink>
                    </div>
                </Form>
            }
            .into_any()
        }
    };
    Page::ok(Section::Sessions, t.close_session, view! { {head} {body} })
}
