//! The part of one's own page about the calendar.

use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use super::{
    api::{EndCalendar, MakeCalendar},
    store,
    texts::texts,
};
use crate::{
    access::tokens,
    error::Result,
    lang::lang,
    request::{Look, query, services},
    routes,
    sessions::zones::in_zone,
    ui::{
        Button, ButtonLink, Card, Confirm, Icon, Inline, Kind, Notice, Tone, dates, form::Form, qr,
    },
};

#[derive(Default, Deserialize)]
struct Query {
    /// The address just made; it is shown this once.
    calendar: Option<String>,
}

/// What one's own page says about the calendar.
pub async fn mine(look: &mut Look) -> Result<impl IntoView + use<>> {
    let t = texts();
    let person = look.actor.id;
    let made_at = store::made_at(&mut look.tx, person).await?;
    // Only one that works, and one's own: anybody could write something else there.
    let token = query::<Query>().calendar;
    let address = match token {
        Some(token) => {
            let owner = store::owner(&mut look.tx, &tokens::hash(&token)).await?;
            let own = owner.is_some_and(|owner| owner.id == person);
            own.then(|| format!("{}{}", services().public_url, routes::calendar(&token)))
        }
        None => None,
    };
    let fresh = address.map(|address| fresh(&address)).transpose()?;
    let shown = fresh.is_some();
    let since = made_at.map(|at| {
        let day = in_zone(at, &look.actor.zone).date();
        (t.there_is)(&dates::long_date(lang(), day))
    });
    let body = match since {
        None => view! {
            <p class="muted">{t.none}</p>
            <Form command=MakeCalendar::PATH>
                <div class="form-actions"><Button icon=Icon::Calendar>{t.make}</Button></div>
            </Form>
        }
        .into_any(),
        Some(since) => view! {
            {(!shown).then(|| view! { <p>{since}</p><p class="muted">{t.lost}</p> })}
            <Inline>
                <Confirm label=t.renew text=t.renew_text kind=Kind::Secondary>
                    <Form command=MakeCalendar::PATH>
                        <Button kind=Kind::Primary>{t.renew}</Button>
                    </Form>
                </Confirm>
                <Confirm label=t.end text=t.end_text kind=Kind::Quiet>
                    <Form command=EndCalendar::PATH>
                        <Button kind=Kind::Danger>{t.end}</Button>
                    </Form>
                </Confirm>
            </Inline>
        }
        .into_any(),
    };
    Ok(view! {
        <section id="calendar">
            <Card title=t.title>
                <p>{t.what}</p>
                {fresh}
                {body}
            </Card>
        </section>
    })
}

/// The ways to use an address that was just made.
fn fresh(address: &str) -> Result<impl IntoView + use<>> {
    let t = texts();
    let picture = qr::picture(address)?;
    // Telephones open their calendar for this scheme and ask whether to subscribe.
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let subscribe = format!("webcal://{rest}");
    let address = address.to_owned();
    let script = format!("/{}/copy.js", services().assets.pkg_dir);
    Ok(view! {
        <Notice tone=Tone::Good title=t.ready>
            <p>{t.ready_text}</p>
            <p><ButtonLink href=subscribe kind=Kind::Primary icon=Icon::Calendar>{t.open_here}</ButtonLink></p>
            <p class="muted">{t.open_here_hint}</p>
            <p>{t.scan}</p>
            <div class="qr" role="img" aria-label=t.qr inner_html=picture></div>
            <p>{t.by_hand}</p>
            <p class="one-time-link" role="group" aria-label=t.by_hand id="calendar-address"
                data-copy=t.copy data-copied=t.copied>{address}</p>
            <p class="muted">{t.by_hand_text}</p>
            <script type="module" src=script></script>
        </Notice>
    })
}
