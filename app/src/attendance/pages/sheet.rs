use leptos::prelude::*;

use super::facts::{SessionFacts, moment};
use crate::{
    attendance::{
        screening,
        store::{self, Filter},
        texts::texts,
    },
    error::Result,
    request::{Look, Page},
    routes::{self, Section},
    sessions::SessionId,
    ui::PageHead,
};

/// More people than any room holds.
const MOST: i64 = 2000;
/// Empty lines for those who come without an invitation.
const EMPTY: usize = 5;

/// The list on paper, to be signed.
pub async fn sheet(id: SessionId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let session = screening::shown(&mut look.tx, &look.actor, id).await?.session;
    let people = store::roster(&mut look.tx, &session, Filter::All, "", MOST, 0).await?;
    let branch = store::branch_name(&mut look.tx, session.branch_id).await?;
    let facilitators = store::facilitators(&mut look.tx, id).await?;
    let names = facilitators.into_iter().map(|(_, name)| name).collect();
    let zone = session.time_zone.clone();
    let crumbs = vec![
        (t.sessions.to_owned(), Section::Sessions.href().to_owned()),
        (session.topic.clone(), routes::session(id)),
        (t.roster.to_owned(), routes::roster(id)),
    ];
    let count = people.len();
    let rows = people.into_iter().enumerate().map(|(index, entry)| {
        let here = entry.state.is_some_and(|state| state.attended());
        let time = entry.at.filter(|_| here).map(|at| moment(&session, at)).unwrap_or_default();
        view! {
            <tr>
                <td class="numeric">{(index + 1).to_string()}</td>
                <th scope="row">{entry.name}</th>
                <td class="sheet-about">{entry.position}</td>
                <td class="sheet-about">{entry.branch}</td>
                <td class="numeric">{time}</td>
                <td></td>
            </tr>
        }
    });
    let empty = (0..EMPTY).map(|index| {
        view! {
            <tr>
                <td class="numeric">{(count + index + 1).to_string()}</td>
                <td></td><td class="sheet-about"></td><td class="sheet-about"></td><td></td><td></td>
            </tr>
        }
    });
    let (rows, empty) = (rows.collect_view(), empty.collect_view());
    let topic = session.topic.clone();
    Page::ok(
        Section::Sessions,
        t.sheet_title,
        view! {
            <PageHead title=topic kicker=t.sheet_title crumbs />
            <p class="muted sheet-hint">{t.sheet_print}</p>
            <SessionFacts session branch facilitators=names zone />
            <div class="sheet-scroll" tabindex="0" role="region" aria-label=t.sheet_title>
                <table class="sheet-table">
                    <thead>
                        <tr>
                            <th scope="col" class="numeric">{t.number}</th>
                            <th scope="col">{t.name}</th>
                            <th scope="col" class="sheet-about">{t.position}</th>
                            <th scope="col" class="sheet-about">{t.branch}</th>
                            <th scope="col" class="numeric">{t.time}</th>
                            <th scope="col" class="sheet-signature">{t.signature}</th>
                        </tr>
                    </thead>
                    <tbody>{rows} {empty}</tbody>
                </table>
            </div>
        },
    )
}
