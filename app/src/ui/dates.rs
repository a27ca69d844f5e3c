//! Dates and times as people read them. All of them are already in the reader's own time zone.

use super::plural::plural;
use crate::lang::Lang;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};

/// `Friday 15 July 2022`, `viernes 15 de julio de 2022`
pub fn long_date(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::En => format!("{} {}", day(lang, date), date.year()),
        Lang::Es => format!("{} de {}", day(lang, date), date.year()),
    }
}

/// `Friday 15 July`, `viernes 15 de julio`
pub fn day(lang: Lang, date: NaiveDate) -> String {
    format!("{} {}", weekday(lang, date), day_of_month(lang, date))
}

/// The first and the last day of a span, each with its year where they are of two.
pub fn first_and_last(lang: Lang, from: NaiveDate, to: NaiveDate) -> (String, String) {
    let tell = if from.year() == to.year() { day } else { long_date };
    (tell(lang, from), tell(lang, to))
}

/// `15 July`, `15 de julio`
pub fn day_of_month(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::En => format!("{} {}", date.day(), month_name(lang, date)),
        Lang::Es => format!("{} de {}", date.day(), month_name(lang, date)),
    }
}

/// `15 Jul 2022`, `15 jul 2022`, in one piece.
pub fn short_date(lang: Lang, date: NaiveDate) -> String {
    format!("{}\u{a0}{}", short_day(lang, date), date.year())
}

/// `15 Jul`, `15 jul`, in one piece.
pub fn short_day(lang: Lang, date: NaiveDate) -> String {
    format!("{}\u{a0}{}", date.day(), names(lang).months_short[date.month0() as usize])
}

/// `July`, `julio`
pub fn month_name(lang: Lang, date: NaiveDate) -> &'static str {
    names(lang).months[date.month0() as usize]
}

/// `July 2022`, `julio de 2022`
pub fn month_year(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::En => format!("{} {}", month_name(lang, date), date.year()),
        Lang::Es => format!("{} de {}", month_name(lang, date), date.year()),
    }
}

/// `Friday`, `viernes`
pub fn weekday(lang: Lang, date: NaiveDate) -> &'static str {
    names(lang).weekdays[date.weekday().num_days_from_monday() as usize]
}

/// `Fri`, `vie`
pub fn weekday_short(lang: Lang, date: NaiveDate) -> &'static str {
    names(lang).weekdays_short[date.weekday().num_days_from_monday() as usize]
}

/// `09:00`
pub fn time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// `09:00–10:45`, in one piece: the invisible joiners keep a line from ending after the dash.
pub fn span(from: NaiveTime, to: NaiveTime) -> String {
    format!("{}\u{2060}–\u{2060}{}", time(from), time(to))
}

/// `Friday 15 July 2022, 09:00`, `viernes 15 de julio de 2022, 09:00`
pub fn moment(lang: Lang, at: NaiveDateTime) -> String {
    format!("{}, {}", long_date(lang, at.date()), time(at.time()))
}

/// `15 Jul 2022, 09:00`, `15 jul 2022, 09:00`
pub fn short_moment(lang: Lang, at: NaiveDateTime) -> String {
    format!("{}, {}", short_date(lang, at.date()), time(at.time()))
}

/// `in 12 minutes`, `3 days ago`, `now`; `dentro de 12 minutos`, `hace 3 días`, `ahora`
pub fn relative<Tz: TimeZone>(lang: Lang, now: DateTime<Tz>, at: DateTime<Tz>) -> String {
    let nights = (at.date_naive() - now.date_naive()).num_days();
    let seconds = at.signed_duration_since(now).num_seconds();
    let (amount, unit) = match seconds.abs() {
        0..60 => return names(lang).now.to_string(),
        s @ 60..3_600 => (s / 60, Unit::Minute),
        s @ 3_600..86_400 => (s / 3_600, Unit::Hour),
        // Whoever reads "in 3 days" counts nights, not hours.
        _ => return relative_days(lang, nights),
    };
    distance(lang, seconds > 0, amount, unit)
}

/// `today`, `tomorrow`, `yesterday`, `in 3 days`; `hoy`, `mañana`, `ayer`, `dentro de 3 días`
pub fn relative_day(lang: Lang, today: NaiveDate, date: NaiveDate) -> String {
    match (date - today).num_days() {
        0 => names(lang).today.to_string(),
        1 => names(lang).tomorrow.to_string(),
        -1 => names(lang).yesterday.to_string(),
        days => relative_days(lang, days),
    }
}

/// The same text with a capital first letter, to begin a line with.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[derive(Clone, Copy)]
enum Unit {
    Minute,
    Hour,
    Day,
    Month,
    Year,
}

fn relative_days(lang: Lang, days: i64) -> String {
    let (amount, unit) = match days.abs() {
        d @ 0..60 => (d, Unit::Day),
        d @ 60..730 => (d / 30, Unit::Month),
        d => (d / 365, Unit::Year),
    };
    distance(lang, days > 0, amount, unit)
}

fn distance(lang: Lang, ahead: bool, amount: i64, unit: Unit) -> String {
    let (one, other) = match (lang, unit) {
        (Lang::En, Unit::Minute) => ("minute", "minutes"),
        (Lang::En, Unit::Hour) => ("hour", "hours"),
        (Lang::En, Unit::Day) => ("day", "days"),
        (Lang::En, Unit::Month) => ("month", "months"),
        (Lang::En, Unit::Year) => ("year", "years"),
        (Lang::Es, Unit::Minute) => ("minuto", "minutos"),
        (Lang::Es, Unit::Hour) => ("hora", "horas"),
        (Lang::Es, Unit::Day) => ("día", "días"),
        (Lang::Es, Unit::Month) => ("mes", "meses"),
        (Lang::Es, Unit::Year) => ("año", "años"),
    };
    let unit = plural(lang, amount, one, other);
    match (lang, ahead) {
        (Lang::En, true) => format!("in {amount} {unit}"),
        (Lang::En, false) => format!("{amount} {unit} ago"),
        (Lang::Es, true) => format!("dentro de {amount} {unit}"),
        (Lang::Es, false) => format!("hace {amount} {unit}"),
    }
}

struct Names {
    now: &'static str,
    today: &'static str,
    tomorrow: &'static str,
    yesterday: &'static str,
    months: [&'static str; 12],
    months_short: [&'static str; 12],
    weekdays: [&'static str; 7],
    weekdays_short: [&'static str; 7],
}

// Written out rather than asked of chrono's locales, which a browser would have to download.
#[rustfmt::skip]
static EN: Names = Names {
    now: "now",
    today: "today",
    tomorrow: "tomorrow",
    yesterday: "yesterday",
    months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    months_short: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    weekdays_short: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};

#[rustfmt::skip]
static ES: Names = Names {
    now: "ahora",
    today: "hoy",
    tomorrow: "mañana",
    yesterday: "ayer",
    months: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
    months_short: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
    weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    weekdays_short: ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
};

fn names(lang: Lang) -> &'static Names {
    lang.pick(&EN, &ES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeDelta, Utc};

    fn friday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 7, 15).unwrap()
    }

    #[test]
    fn dates_in_both_languages() {
        assert_eq!(long_date(Lang::En, friday()), "Friday 15 July 2022");
        assert_eq!(long_date(Lang::Es, friday()), "viernes 15 de julio de 2022");
        assert_eq!(day(Lang::Es, friday()), "viernes 15 de julio");
        assert_eq!(short_date(Lang::En, friday()), "15\u{a0}Jul\u{a0}2022");
        assert_eq!(short_date(Lang::Es, friday()), "15\u{a0}jul\u{a0}2022");
        assert_eq!(month_year(Lang::Es, friday()), "julio de 2022");
        assert_eq!(weekday_short(Lang::En, friday()), "Fri");
    }

    #[test]
    fn every_weekday_has_its_own_name() {
        let week = (11..18).map(|d| NaiveDate::from_ymd_opt(2022, 7, d).unwrap());
        let names: Vec<_> = week.map(|date| weekday_short(Lang::Es, date)).collect();
        assert_eq!(names, ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"]);
    }

    #[test]
    fn times_are_of_24_hours() {
        let at = |h, m| NaiveTime::from_hms_opt(h, m, 59).unwrap();
        assert_eq!(span(at(9, 0), at(22, 45)), "09:00\u{2060}–\u{2060}22:45");
        assert_eq!(moment(Lang::En, friday().and_time(at(9, 5))), "Friday 15 July 2022, 09:05");
    }

    #[test]
    fn distances_in_time() {
        let now = Utc.with_ymd_and_hms(2022, 7, 15, 9, 0, 0).unwrap();
        let after = |lang, delta| relative(lang, now, now + delta);
        assert_eq!(after(Lang::En, TimeDelta::seconds(59)), "now");
        assert_eq!(after(Lang::En, TimeDelta::minutes(12)), "in 12 minutes");
        assert_eq!(after(Lang::Es, TimeDelta::minutes(12)), "dentro de 12 minutos");
        assert_eq!(after(Lang::Es, TimeDelta::minutes(-1)), "hace 1 minuto");
        assert_eq!(after(Lang::En, TimeDelta::minutes(-119)), "1 hour ago");
        assert_eq!(after(Lang::En, TimeDelta::days(-3)), "3 days ago");
        assert_eq!(after(Lang::Es, TimeDelta::days(61)), "dentro de 2 meses");
        assert_eq!(after(Lang::Es, TimeDelta::days(-800)), "hace 2 años");
    }

    #[test]
    fn near_days_have_names() {
        let on = |lang, days| relative_day(lang, friday(), friday() + TimeDelta::days(days));
        assert_eq!([-1, 0, 1].map(|d| on(Lang::Es, d)), ["ayer", "hoy", "mañana"]);
        assert_eq!([-2, 3].map(|d| on(Lang::En, d)), ["2 days ago", "in 3 days"]);
        assert_eq!(capitalised(&on(Lang::Es, 1)), "Mañana");
    }
}
