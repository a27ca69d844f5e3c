//! What Today tells of onboarding: one's own next day, the people one has, who is late.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;

use crate::{
    lang::lang,
    onboarding::{rules, texts::texts},
    routes::{self, Section},
    sessions::zones,
    today::store::{Duty, DutyKind},
    ui::{Card, Stack, Tone, dates},
};

/// The cards; nothing when there is nothing to tell.
pub fn reminders(all: &[Duty], zone: &str, now: DateTime<Utc>) -> AnyView {
    let t = texts();
    let today = zones::in_zone(now, zone).date();
    let of = |kind: DutyKind| -> Vec<Duty> {
        all.iter().filter(|one| one.kind == kind).cloned().collect()
    };
    let own = of(DutyKind::Own).into_iter().next().map(|next| own(next, today));
    let held = held(of(DutyKind::Held));
    let late = of(DutyKind::Waiting).iter().filter(|one| is_late(one, today)).count() as i64;
    let late = (late > 0).then(|| {
        let href = format!("{}?state=late", Section::Onboarding.href());
        view! {
            <Card title=(t.today_late)(late) href tone=Tone::Bad level=2>
                <p class="muted">{t.today_late_text}</p>
            </Card>
        }
    });
    if own.is_none() && held.is_none() && late.is_none() {
        return ().into_any();
    }
    view! { <Stack>{own} {held} {late}</Stack> }.into_any()
}

fn is_late(one: &Duty, today: NaiveDate) -> bool {
    one.hired_on.is_some_and(|hired_on| today > rules::deadline(hired_on, one.number))
}

/// "Tomorrow, 09:00": when and where somebody's own next day is.
fn own(next: Duty, today: NaiveDate) -> impl IntoView {
    let t = texts();
    let zone = next.time_zone.clone().unwrap_or_default();
    let when = next.starts_at.map(|at| {
        let at = zones::in_zone(at, &zone);
        let day = dates::capitalised(&dates::relative_day(lang(), today, at.date()));
        format!("{day} · {}, {}", dates::day(lang(), at.date()), dates::time(at.time()))
    });
    let parts = [next.place, next.branch, Some(next.name)];
    let where_: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let aside = (t.day)(next.number);
    view! {
        <Card title=t.today_own href=Section::Onboarding.href() aside>
            <p>{when.unwrap_or_else(|| t.no_time_yet.to_owned())}</p>
            <p class="muted">{where_.join(" · ")}</p>
        </Card>
    }
}

/// The people of each day that somebody holds, the earliest first.
fn held(all: Vec<Duty>) -> Option<AnyView> {
    let t = texts();
    let mut mornings: Vec<(NaiveDate, String, Vec<String>)> = Vec::new();
    for one in all {
        let (Some(at), Some(zone)) = (one.starts_at, one.time_zone) else { continue };
        let at = zones::in_zone(at, &zone);
        let branch = one.branch.unwrap_or_default();
        let about = format!("{} · {branch}", dates::time(at.time()));
        let who = format!("{} ({})", one.name, (t.day)(one.number).to_lowercase());
        match mornings.iter_mut().find(|(on, known, _)| *on == at.date() && *known == about) {
            Some((.., names)) => names.push(who),
            None => mornings.push((at.date(), about, vec![who])),
        }
    }
    if mornings.is_empty() {
        return None;
    }
    let cards = mornings
        .into_iter()
        .map(|(on, about, names)| {
            let title = dates::capitalised(&dates::day(lang(), on));
            view! {
                <Card title href=routes::onboarding_morning(on) aside=about level=3>
                    <p class="muted">{names.join(", ")}</p>
                </Card>
            }
        })
        .collect_view();
    Some(
        view! { <crate::ui::Section title=t.today_held><Stack>{cards}</Stack></crate::ui::Section> }
            .into_any(),
    )
}
