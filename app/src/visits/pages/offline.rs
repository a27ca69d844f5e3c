use chrono::Days;
use leptos::prelude::*;

use super::{
    kept::is_near,
    parts::{hours_of, own},
};
use crate::{
    error::Result,
    lang::lang,
    request::{Look, Page},
    routes::{self, Section},
    sessions::zones,
    ui::{self, ButtonLink, Card, Empty, Kind, Stack, dates},
    visits::{kept_texts::kept_texts, store, texts::texts},
};

/// `/offline`: what `script/sw.js` shows without a network in place of a page that it does not keep, with
/// the ways to those that it does.
pub async fn offline() -> Result<Page> {
    let mut look = Look::begin().await?;
    let t = kept_texts();
    let (me, now) = (look.actor.id, look.now);
    let today = zones::in_zone(now, &look.actor.zone).date();
    // Days by the clocks of each place are at most one off.
    let filter = store::Filter {
        from: today - Days::new(1),
        to: today + Days::new(2),
        branch: None,
        instructor: Some(me),
    };
    let scope = look.actor.scope();
    let mut visits = store::list(&mut look.tx, &scope, &filter).await?;
    visits.retain(|visit| own(visit, me) && is_near(visit.starts_at, now, &visit.time_zone));
    let cards = visits.into_iter().map(|visit| {
        let (title, href) = (visit.topic.clone(), routes::visit(visit.id));
        let aside = format!("{}, {}", dates::day(lang(), visit.day), hours_of(&visit));
        view! { <Card title href aside=dates::capitalised(&aside) level=3 /> }
    });
    let cards = cards.collect_view();
    Page::ok(
        Section::Visits,
        t.no_connection,
        view! {
            // The address is still that of the page which was asked for.
            <Empty title=t.no_connection text=t.no_connection_text level=1>
                <ButtonLink href="" kind=Kind::Primary>{t.again}</ButtonLink>
            </Empty>
            <ui::Section title=t.kept_here>
                <Stack>
                    {cards}
                    <p><a href=Section::Visits.href()>{texts().rota}</a></p>
                </Stack>
            </ui::Section>
        },
    )
}
