//! What Today tells of onboarding: one's own next day, the people one has, who is late.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;

use crate::{
    lang::lang,
    onboarding::{Need, rules, rules::Conflict, texts::texts},
    routes::{self, Section},
    sessions::zones,
    today::store::{Waiting, What},
    ui::{Card, Stack, Tone, dates},
};

/// The cards; nothing when there is nothing to tell.
pub fn reminders(all: &[Waiting], today: NaiveDate, now: DateTime<Utc>) -> AnyView {
    let t = texts();
    let of = |what: What| all.iter().filter(move |one| one.what == what);
    let own = of(What::OwnDay).next().map(|next| own(next, today));
    let held = held(of(What::HeldDay));
    let in_need = in_need(of(What::DayNeed));
    let late: i64 =
        of(What::Newcomers).filter(|some| are_late(some, today)).map(|some| some.people).sum();
    let late = (late > 0).then(|| {
        let href = format!("{}?state=late", Section::Onboarding.href());
        view! {
            <Card title=(t.today_late)(late) href tone=Tone::Bad level=2>
                <p class="muted">{t.today_late_text}</p>
            </Card>
        }
        .into_any()
    });
    let again = hired_again(of(What::HiredAgain));
    let beside = super::ahead::on_today(all, today, now);
    let parts = [own, held, late, again, in_need, beside];
    let parts: Vec<AnyView> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| view! { <Stack>{parts}</Stack> }).into_any()
}

/// What the day is about when no session comes first: an onboarding day of one's own, or of others.
/// With when it begins.
pub fn headline(all: &[Waiting], today: NaiveDate) -> Option<(DateTime<Utc>, &'static str)> {
    let t = texts();
    let on_today = |one: &&Waiting| {
        one.at.is_some_and(|at| zones::in_zone(at, &one.time_zone).date() == today)
    };
    let found =
        all.iter().filter(on_today).find(|one| matches!(one.what, What::OwnDay | What::HeldDay))?;
    let said = if found.what == What::OwnDay { t.today_is_own } else { t.today_is_held };
    Some((found.at?, said))
}

fn are_late(some: &Waiting, today: NaiveDate) -> bool {
    some.day.is_some_and(|hired_on| today > rules::deadline(hired_on, some.number))
}

/// "Tomorrow, 09:00": when and where somebody's own next day is.
fn own(next: &Waiting, today: NaiveDate) -> AnyView {
    let t = texts();
    let when = next.at.map(|at| {
        let at = zones::in_zone(at, &next.time_zone);
        let day = dates::capitalised(&dates::relative_day(lang(), today, at.date()));
        format!("{day} · {}, {}", dates::day(lang(), at.date()), dates::time(at.time()))
    });
    let parts = [&next.name, &next.target, &next.who];
    let where_: Vec<&str> =
        parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let where_ = where_.join(" · ");
    let aside = (t.day)(next.number);
    view! {
        <Card title=t.today_own href=Section::Onboarding.href() aside>
            <p>{when.unwrap_or_else(|| t.no_time_yet.to_owned())}</p>
            <p class="muted">{where_}</p>
        </Card>
    }
    .into_any()
}

/// The people of each day that somebody holds, the earliest first.
fn held<'a>(all: impl Iterator<Item = &'a Waiting>) -> Option<AnyView> {
    let t = texts();
    let mut mornings: Vec<(NaiveDate, String, Vec<String>)> = Vec::new();
    for one in all {
        let Some(at) = one.at else { continue };
        let at = zones::in_zone(at, &one.time_zone);
        let about = format!("{} · {}", dates::time(at.time()), one.target);
        let who = format!("{} ({})", one.who, (t.day)(one.number).to_lowercase());
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

/// Who was hired again, and nobody has said what that means for their days.
fn hired_again<'a>(all: impl Iterator<Item = &'a Waiting>) -> Option<AnyView> {
    let t = texts();
    let cards = all.filter_map(|one| {
        let why = (t.conflict)(Conflict::HiredAgain { on: one.day? });
        let href = routes::onboarding(one.subject_id.into());
        Some(view! {
            <Card title=one.who.clone() href level=3 tone=Tone::Warn><p class="muted">{why}</p></Card>
        })
    });
    let cards: Vec<_> = cards.collect();
    (!cards.is_empty()).then(|| {
        view! { <crate::ui::Section title=t.hired_again><Stack>{cards}</Stack></crate::ui::Section> }
            .into_any()
    })
}

/// So many people are named; the list of the new people has all.
const IN_NEED: usize = 5;

/// Whose days have to be planned, or planned again, the nearest first; a card for each person.
fn in_need<'a>(all: impl Iterator<Item = &'a Waiting>) -> Option<AnyView> {
    let t = texts();
    let mut people: Vec<(&Waiting, Vec<String>)> = Vec::new();
    for one in all {
        let Some(need) = Need::parse(&one.name) else { continue };
        let why = (t.conflict)(Conflict::Needs { number: one.number, need });
        match people.iter_mut().find(|(known, _)| known.subject_id == one.subject_id) {
            Some((_, reasons)) => reasons.push(why),
            None => people.push((one, vec![why])),
        }
    }
    if people.is_empty() {
        return None;
    }
    let more = (people.len() > IN_NEED).then(|| {
        view! { <p><a href=routes::ONBOARDING_NEEDS>{t.show_all}</a></p> }
    });
    let cards = people
        .into_iter()
        .take(IN_NEED)
        .map(|(one, reasons)| {
            let on = one.at.map(|at| zones::in_zone(at, &one.time_zone).date());
            let aside = on.map(|on| dates::short_day(lang(), on)).unwrap_or_default();
            let href = routes::onboarding(one.subject_id.into());
            let reasons =
                reasons.into_iter().map(|why| view! { <p class="muted">{why}</p> }).collect_view();
            view! {
                <Card title=one.who.clone() href aside level=3 tone=Tone::Warn>{reasons}</Card>
            }
        })
        .collect_view();
    Some(
        view! {
            <crate::ui::Section title=t.today_in_need><Stack>{cards} {more}</Stack></crate::ui::Section>
        }
        .into_any(),
    )
}
