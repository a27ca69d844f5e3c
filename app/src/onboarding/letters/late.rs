//! Who has become late: one letter to HR, in the morning of a working day.

use chrono::{DateTime, Datelike, Days, NaiveDate, Timelike, Utc};
use uuid::Uuid;

use crate::{
    db::Tx,
    error::Result,
    lang::Lang,
    mail::{self, Content, Letter, LetterKind},
    onboarding::{
        store::{self, Keeper, Latecomer},
        texts::letters::Words,
    },
    people::PersonId,
    routes::Section,
    sessions::zones,
    settings,
    ui::dates,
};

/// Nobody is told earlier in the day, by the clocks of the organisation.
const FROM_HOUR: u32 = 8;

/// Those who became late since the last working morning, and who is to be told.
struct Morning {
    occasion: String,
    expires_at: DateTime<Utc>,
    late: Vec<Latecomer>,
    keepers: Vec<Keeper>,
}

pub async fn is_due(tx: &mut Tx, now: DateTime<Utc>) -> Result<bool> {
    Ok(morning(tx, now).await?.is_some_and(|morning| !morning.told().is_empty()))
}

/// Writes the letters of this morning.
pub async fn write(tx: &mut Tx, now: DateTime<Utc>) -> Result<usize> {
    let Some(morning) = morning(tx, now).await? else { return Ok(0) };
    let mut written = 0;
    for (person, late) in morning.told() {
        let words = |lang: Lang| content(lang, &late);
        let letter = Letter {
            kind: LetterKind::Reminder,
            about: Uuid::nil(),
            occasion: morning.occasion.clone(),
            expires_at: morning.expires_at,
            words: &words,
        };
        written += mail::post(tx, now, &letter, &[person]).await?;
    }
    Ok(written)
}

async fn morning(tx: &mut Tx, now: DateTime<Utc>) -> Result<Option<Morning>> {
    let organisation = settings::store::organisation(tx).await?;
    let local = zones::in_zone(now, &organisation.time_zone);
    if local.hour() < FROM_HOUR {
        return Ok(None);
    }
    let today = local.date();
    let far = today.checked_sub_days(Days::new(14)).unwrap_or(today);
    let holidays: Vec<NaiveDate> =
        settings::store::holidays(tx, far).await?.into_iter().map(|holiday| holiday.day).collect();
    let Some((first, last)) = became_late(today, &holidays, organisation.onboarding_late_days)
    else {
        return Ok(None);
    };
    let late = store::locked_since(tx, first, last).await?;
    if late.is_empty() {
        return Ok(None);
    }
    let occasion = format!("onboarding-late:{today}");
    let keepers = store::keepers(tx, &occasion).await?;
    let tomorrow = today.succ_opt().unwrap_or(today);
    let expires_at = zones::start_of_day(tomorrow, &organisation.time_zone);
    Ok(Some(Morning { occasion, expires_at, late, keepers }))
}

/// Between which days those were hired who are late today and were not on the working day before;
/// `None` when nobody works today.
fn became_late(
    today: NaiveDate,
    holidays: &[NaiveDate],
    late_days: i64,
) -> Option<(NaiveDate, NaiveDate)> {
    let works =
        |day: &NaiveDate| day.weekday().num_days_from_monday() < 5 && !holidays.contains(day);
    if !works(&today) {
        return None;
    }
    let before = today.iter_days().rev().skip(1).take(14).find(works)?;
    // Late from the day after the last one in time.
    let ago = Days::new(u64::try_from(late_days.max(0)).ok()? + 1);
    let first = before.succ_opt()?.checked_sub_days(ago)?;
    Some((first, today.checked_sub_days(ago)?))
}

impl Morning {
    /// Whom each of HR is told of: those whom they look after.
    fn told(&self) -> Vec<(PersonId, Vec<&Latecomer>)> {
        let mut told: Vec<(PersonId, Vec<&Latecomer>)> = Vec::new();
        for keeper in &self.keepers {
            if told.last().is_none_or(|(person, _)| *person != keeper.person_id) {
                told.push((keeper.person_id, Vec::new()));
            }
            let Some((_, of_one)) = told.last_mut() else { continue };
            for late in &self.late {
                let looks_after = keeper.branch_id.is_none_or(|branch| branch == late.branch_id)
                    && (keeper.department_id.is_none()
                        || keeper.department_id == late.department_id);
                let known = of_one.iter().any(|one| one.person_id == late.person_id);
                if looks_after && !known && late.person_id != keeper.person_id {
                    of_one.push(late);
                }
            }
        }
        told.retain(|(_, late)| !late.is_empty());
        told
    }
}

fn content(lang: Lang, late: &[&Latecomer]) -> Content {
    let t = Words::of(lang);
    let line = |one: &&Latecomer| {
        let hired = dates::day(lang, one.hired_on);
        (one.name.clone(), (t.late_line)(&one.branch, one.done, one.days, &hired))
    };
    Content {
        subject: (t.late)(late.len()),
        lines: vec![t.late_text.to_owned()],
        facts: late.iter().map(line).collect(),
        link: Some((t.see_late.to_owned(), format!("{}?state=late", Section::Onboarding.href()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Ten days from the hire are in time, so who was hired on 2 March is late from the 13th on.
    #[test]
    fn each_is_told_on_one_morning() {
        let of = |today, holidays: &[NaiveDate]| became_late(day(today), holidays, 10);
        assert_eq!(of("2026-03-13", &[]), Some((day("2026-03-02"), day("2026-03-02"))));
        // On a Monday those of the weekend, too; on the weekend nobody.
        assert_eq!(of("2026-03-14", &[]), None);
        assert_eq!(of("2026-03-16", &[]), Some((day("2026-03-03"), day("2026-03-05"))));
        // A holiday is like a Sunday.
        assert_eq!(of("2026-03-16", &[day("2026-03-16")]), None);
        let after = of("2026-03-17", &[day("2026-03-16")]);
        assert_eq!(after, Some((day("2026-03-03"), day("2026-03-06"))));
    }
}
