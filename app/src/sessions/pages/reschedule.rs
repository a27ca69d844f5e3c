use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    edit::{changeable, crumbs},
    fields::TimeFields,
    parts::when,
};
use crate::{
    error::Result,
    lang::lang,
    request::{Look, Page},
    routes::{self, Section},
    sessions::{SessionId, api::MoveSession, islands::Watched, rules, texts::form::texts, zones},
    ui::{
        Button, ButtonLink, Fact, Facts, Kind, Notice, PageHead, Tone,
        form::{Area, Form, Hidden},
    },
};

/// `/sessions/{id}/move`
pub async fn reschedule(id: SessionId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let session = changeable(&mut look, id).await?;
    let t = texts();
    let starts = zones::in_zone(session.starts_at, &session.time_zone);
    let now_at = when(session.starts_at, session.ends_at, &session.time_zone);
    let (date, time) = (starts.date().to_string(), starts.format("%H:%M").to_string());
    let (minutes, crumbs) = (session.minutes().to_string(), crumbs(&session));
    let hint = (t.time_hint_of)(&zones::place(lang(), &session.time_zone));
    let body = if rules::can_move(session.state) {
        view! {
            <Form command=MoveSession::PATH>
                <Hidden name="id" value=session.id.to_string() />
                <Hidden name="revision" value=session.revision.to_string() />
                <Facts>
                    <Fact label=t.now_at>
                        {now_at}
                    </Fact>
                </Facts>
                <Watched session=session.id.to_string()>
                    <TimeFields date time minutes hint />
                </Watched>
                <Area name="reason" label=t.move_reason hint=t.move_reason_hint rows=2u32 maxlength=500u32 />
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.move_}</Button>
                    <ButtonLink href=routes::session(id) kind=Kind::Quiet>{t.back}</ButtonLink>
                </div>
            </Form>
        }
        .into_any()
    } else {
        view! {
            <Notice tone=Tone::Warn>{t.problems.not_movable}</Notice>
            <p><ButtonLink href=routes::session(id)>{t.back}</ButtonLink></p>
        }
        .into_any()
    };
    Page::ok(
        Section::Sessions,
        t.move_title,
        view! {
            <PageHead title=t.move_title crumbs />
            {body}
        },
    )
}
