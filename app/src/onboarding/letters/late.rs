//! Who has become late: one letter to HR, in the morning of a working day.

use chrono::{DateTime, Days, NaiveDate, Timelike, Utc};
use uuid::Uuid;

use crate::{
    db::Tx,
    error::Result,
    lang::Lang,
    mail::{self, Content, Letter, LetterKind},
    onboarding::{
        rules,
        store::{self, Latecomer},
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
    keepers: Vec<PersonId>,
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
    let holidays = settings::store::holidays_in(tx, &organisation.time_zone, far).await?;
    let holidays: Vec<NaiveDate> = holidays.into_iter().map(|holiday| holiday.day).collect();
    let Some((first, last)) =
        rules::became_late(today, &holidays, organisation.onboarding_late_days)
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

impl Morning {
    /// Whom each of HR is told of: everybody but themselves.
    fn told(&self) -> Vec<(PersonId, Vec<&Latecomer>)> {
        let others = |keeper: PersonId| {
            let late = self.late.iter().filter(|late| late.person_id != keeper);
            (keeper, late.collect::<Vec<_>>())
        };
        let told = self.keepers.iter().map(|keeper| others(*keeper));
        told.filter(|(_, late)| !late.is_empty()).collect()
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
        ..Content::default()
    }
}
