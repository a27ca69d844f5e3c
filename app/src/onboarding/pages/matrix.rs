//! Person by day: how far each of the new people is.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::{DayBadge, Shown, StandingBadge};
use crate::{
    lang::lang,
    onboarding::{Day, Standing, ahead_texts::ahead_texts, rules, texts::texts},
    routes,
    ui::{Badge, Cell, Column, PersonLine, Row, Table, TitleCell, Tone, dates},
};

/// Person by day.
#[component]
pub fn Matrix(
    rows: Vec<Shown>,
    days: Vec<Day>,
    late_days: i64,
    now: DateTime<Utc>,
) -> impl IntoView {
    let t = texts();
    let most = days.iter().map(|day| day.number).max().unwrap_or(3);
    let mut columns = vec![Column::text(t.person), Column::text(t.hired_on)];
    columns.extend((1..=most).map(|number| Column::text((t.day)(number))));
    columns.push(Column::text(t.job_training));
    let rows = rows
        .into_iter()
        .map(|row| {
            let one = row.onboarding.clone();
            let (id, href) = (one.id, routes::onboarding(one.id));
            let own: Vec<Day> = days.iter().filter(|day| day.onboarding_id == id).cloned().collect();
            let cells = (1..=most)
                .map(|number| {
                    let cell = own.iter().find(|day| day.number == number).map(|day| {
                        let state = rules::day_state(&one, day, late_days, row.today, now);
                        let on = day.on.map(|on| dates::short_day(lang(), on));
                        let past = rules::past_limit(&one, day, late_days);
                        view! {
                            <DayBadge state />
                            {on.map(|on| view! { <small class="matrix-date">{on}</small> })}
                            {past.then(|| view! { <small class="matrix-date">{ahead_texts().past_limit}</small> })}
                        }
                    });
                    let empty = cell.is_none().then_some("–");
                    view! { <Cell label=(t.day)(number)><span class="matrix-cell">{cell}{empty}</span></Cell> }
                })
                .collect_view();
            let (tone, open) = match rules::is_unlocked(&one) {
                true => (Tone::Good, t.open),
                false => (Tone::Neutral, t.locked),
            };
            let hired_on = dates::short_date(lang(), one.hired_on);
            let again = rules::hired_again(&one).is_some();
            let to_check = rules::conflicts(&one, &own, late_days).len() as i64;
            let shows = matches!(row.standing, Standing::Late | Standing::Overridden | Standing::Exempt);
            view! {
                <Row>
                    <TitleCell>
                        <PersonLine name=one.name position=one.position branch=one.branch href />
                    </TitleCell>
                    <Cell label=t.hired_on>
                        <span class="nowrap">{hired_on}</span>
                    </Cell>
                    {cells}
                    <Cell label=t.job_training>
                        <span class="matrix-cell">
                            <Badge tone>{open}</Badge>
                            {shows.then(|| view! { <StandingBadge standing=row.standing /> })}
                            {again.then(|| view! { <small class="matrix-date">{t.hired_again}</small> })}
                            {(to_check > 0).then(|| view! { <small class="matrix-date">{(t.to_check)(to_check)}</small> })}
                        </span>
                    </Cell>
                </Row>
            }
        })
        .collect_view();
    view! { <Table caption=t.people columns>{rows}</Table> }
}
