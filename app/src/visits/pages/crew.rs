//! What whoever plans sees beside the visits: who could go, what they hold, and which days are none to
//! choose.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use leptos::prelude::*;

use super::{
    asked::Asked,
    parts::{days_of, usual_hours},
};
use crate::{
    error::Result,
    lang::lang,
    onboarding::{self, Held, proposing::Busy},
    people::{self, Branch, BranchId, PersonId},
    request::Look,
    routes::{self, Section},
    sessions::{self, SessionId, zones},
    settings::{self, Holiday},
    ui::{Entry, Tone, dates, some_of},
    visits::{Absence, Block, Hours, Instructor, Weekdays, rules, store, texts::texts},
};

/// Who could go, in the week shown.
pub struct Crew {
    pub instructors: Vec<Instructor>,
    pub absences: Vec<Absence>,
    pub held: Vec<Holding>,
    holidays: Vec<Holiday>,
    /// The name and the clocks of each branch.
    known: Known,
    /// Those to which the reader may send somebody, or the one that is asked for.
    places: Vec<Branch>,
    blocks: Vec<Block>,
    /// When they take visits, as far as it was set.
    opening: HashMap<BranchId, Hours>,
    /// Of one branch alone its visits are asked for, not what else its visitors do.
    of_one: bool,
}

type Known = HashMap<BranchId, (String, String)>;

/// What an instructor holds on a day: also a visit to a branch that is not shown.
#[derive(PartialEq)]
pub struct Holding {
    pub by: PersonId,
    pub day: NaiveDate,
    pub hours: String,
    pub what: Held,
    /// The branch of a visit or of an onboarding day, whose clocks its hours are.
    pub at: Option<String>,
    /// A session that the reader may see, with its topic.
    pub session: Option<(SessionId, String)>,
}

impl Holding {
    pub fn text(&self) -> String {
        let what = (texts().holds)(self.what);
        match &self.at {
            Some(branch) => format!("{} {what}, {branch}", self.hours),
            None => format!("{} {what}", self.hours),
        }
    }
}

impl Crew {
    pub async fn load(
        look: &mut Look,
        asked: &Asked,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Crew> {
        let only = asked.filter((from, to));
        let mut instructors = store::instructors(&mut look.tx).await?;
        instructors.retain(|one| only.instructor.is_none_or(|only| only == one.id));
        let absences = store::absences_between(&mut look.tx, from, to).await?;
        let mut places = people::store::branches(&mut look.tx, false).await?;
        let name_and_zone = |branch: &Branch| (branch.name.clone(), branch.time_zone.clone());
        let known: Known = places.iter().map(|one| (one.id, name_and_zone(one))).collect();
        places.retain(|branch| {
            branch.active
                && rules::may_plan_at(&look.actor, branch.id)
                && only.branch.is_none_or(|only| only == branch.id)
        });
        let held = held(look, &instructors, &known, (from, to)).await?;
        let mut holidays = settings::store::holidays(&mut look.tx, from).await?;
        holidays.retain(|holiday| holiday.day <= to);
        let blocks = store::blocks_between(&mut look.tx, from, to).await?;
        let opening = store::all_hours(&mut look.tx).await?;
        let of_one = only.branch.is_some();
        Ok(Crew { instructors, absences, held, holidays, known, places, blocks, opening, of_one })
    }

    /// What makes a day one not to choose: its holidays, each with the place if it holds in one only, and
    /// the branches that take no visit.
    pub fn against_on(&self, day: NaiveDate) -> Vec<String> {
        let here = |holiday: &&Holiday| {
            let holds = |branch: &Branch| holiday.holds_in(&branch.time_zone);
            holiday.day == day && (!self.of_one || self.places.iter().any(holds))
        };
        let holidays =
            self.holidays.iter().filter(here).map(|holiday| match holiday.time_zone.as_str() {
                "" => holiday.name.clone(),
                zone => format!("{} ({})", holiday.name, zones::place(lang(), zone)),
            });
        let shut: Vec<String> = self.shut_on(day).map(|(_, name)| name).collect();
        let shut = (!shut.is_empty()).then(|| (texts().no_visits)(&some_of(lang(), &shut)));
        holidays.chain(shut).collect()
    }

    /// The branches that are blocked on a day, with the reason; that one is not open on that day of the week
    /// is said of the one that is asked for.
    fn shut_on(&self, day: NaiveDate) -> impl Iterator<Item = (BranchId, String)> {
        self.places.iter().filter_map(move |branch| {
            let mut blocks = self.blocks.iter().filter(|one| one.whose == branch.id);
            let name = match blocks.find(|block| block.covers(day)) {
                Some(block) if block.reason.is_empty() => branch.name.clone(),
                Some(block) => format!("{} ({})", branch.name, block.reason),
                None if self.of_one && !hours_of(&self.opening, branch.id).weekdays.on(day) => {
                    branch.name.clone()
                }
                None => return None,
            };
            Some((branch.id, name))
        })
    }

    /// When the branches take visits, as far as it does not go without saying.
    pub fn mornings(&self) -> Option<AnyView> {
        other_mornings(&self.places, &self.opening, self.of_one)
    }

    /// What stands in the calendar besides visits: which days are none to choose, who is away, and what
    /// instructors hold.
    pub fn beside(&self, (first, last): (NaiveDate, NaiveDate)) -> Vec<Entry> {
        let days = first.iter_days().take_while(|day| *day <= last);
        let against = days.map(|day| (day, self.against_on(day)));
        let against = against.filter(|(_, against)| !against.is_empty());
        let mut all: Vec<Entry> = against.map(|(date, against)| self.day(date, against)).collect();
        let days = first.iter_days().take_while(|day| *day <= last);
        all.extend(days.flat_map(|day| self.away_on(day)));
        let held = self.held.iter().filter(|held| !self.of_one && held.what != Held::Visit);
        all.extend(held.filter_map(|held| self.holding(held)));
        all
    }

    fn day(&self, date: NaiveDate, against: Vec<String>) -> Entry {
        // Where the reason can be changed, if there is one such place.
        let mut shut = self.shut_on(date);
        let href = match (shut.next(), shut.next()) {
            (Some((branch, _)), None) => routes::visiting_branch(branch),
            _ => routes::visits_on(date),
        };
        let title = against.join(", ");
        Entry { date, time: String::new(), title, href, tone: Tone::Neutral }
    }

    /// The instructors who are away on a day.
    fn away_on(&self, date: NaiveDate) -> impl Iterator<Item = Entry> {
        let away = move |one: &&Instructor| {
            let whose = |absence: &Absence| absence.whose == one.id && absence.covers(date);
            self.absences.iter().any(whose)
        };
        self.instructors.iter().filter(away).map(move |one| Entry {
            date,
            time: String::new(),
            title: format!("{} · {}", one.name, texts().away),
            href: routes::visiting_person(one.id),
            tone: Tone::Neutral,
        })
    }

    fn holding(&self, held: &Holding) -> Option<Entry> {
        let one = self.instructors.iter().find(|one| one.id == held.by)?;
        let what = dates::capitalised((texts().holds)(held.what));
        Some(Entry {
            date: held.day,
            time: held.hours.clone(),
            title: match (&held.session, &held.at) {
                (Some((_, about)), _) | (None, Some(about)) => {
                    format!("{what} · {about} · {}", one.name)
                }
                (None, None) => format!("{what} · {}", one.name),
            },
            href: match (&held.session, held.what) {
                (Some((id, _)), _) => routes::session(*id),
                (None, Held::Day) => routes::onboarding_morning(held.day),
                (None, _) => Section::Sessions.href().into(),
            },
            tone: Tone::Neutral,
        })
    }

    /// Whether it is a holiday where this branch lies.
    pub fn is_holiday(&self, branch: BranchId, day: NaiveDate) -> bool {
        let zone = self.known.get(&branch).map(|(_, zone)| zone.as_str()).unwrap_or_default();
        self.holidays.iter().any(|holiday| holiday.day == day && holiday.holds_in(zone))
    }
}

/// What instructors hold: at a branch by its clocks, else by those of where they are based.
async fn held(
    look: &mut Look,
    instructors: &[Instructor],
    known: &Known,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Holding>> {
    // A day more on both sides: what is which day where is told below.
    let (begin, end) = (from - Days::new(1), to + Days::new(2));
    let midnight = |day: NaiveDate| day.and_time(Default::default()).and_utc();
    let people: Vec<PersonId> = instructors.iter().map(|one| one.id).collect();
    let (begin, end) = (midnight(begin), midnight(end));
    let busy = onboarding::store::busy(&mut look.tx, &people, begin, end, None).await?;
    let (scope, mine) = (look.actor.scope(), look.actor.zone.clone());
    let filter = sessions::store::Filter { from: begin, to: end, ..Default::default() };
    let seen = sessions::store::between(&mut look.tx, &scope, &filter).await?;
    let ids: Vec<SessionId> = seen.iter().map(|one| one.id).collect();
    let by_session = sessions::store::facilitators(&mut look.tx, &ids).await?;
    // Nobody facilitates two at a time.
    let session = |who: PersonId, at| {
        let of_them = |id| by_session.get(&id).is_some_and(|all| all.iter().any(|f| f.id == who));
        let found = seen.iter().find(|one| one.starts_at == at && of_them(one.id))?;
        Some((found.id, found.topic.clone()))
    };
    let mut held: Vec<Holding> = Vec::new();
    for Busy { person: by, starts_at, ends_at, what, together_at } in busy {
        let one = instructors.iter().find(|one| one.id == by);
        let base = one.and_then(|one| known.get(&one.base_id));
        let there = together_at.and_then(|branch| known.get(&branch));
        let Some((_, zone)) = there.or(base) else { continue };
        let local = |at| zones::in_zone(at, zone);
        let hours = dates::span(local(starts_at).time(), local(ends_at).time());
        let hours = match zones::same_clock(starts_at, zone, &mine) {
            true => hours,
            false => format!("{hours} {}", zones::place(lang(), zone)),
        };
        let session = (what == Held::Session).then(|| session(by, starts_at)).flatten();
        let at = there.map(|(name, _)| name.clone());
        let holding = Holding { by, day: local(starts_at).date(), hours, what, at, session };
        // Several new people are together in one day.
        if !held.contains(&holding) {
            held.push(holding);
        }
    }
    held.sort_by(|one, other| one.hours.cmp(&other.hours));
    Ok(held)
}

fn hours_of(opening: &HashMap<BranchId, Hours>, branch: BranchId) -> Hours {
    opening.get(&branch).cloned().unwrap_or_else(|| Hours::usual(branch))
}

/// The branches that take visits on other days of the week than most, or all of them, and when.
pub fn other_mornings(
    branches: &[Branch],
    opening: &HashMap<BranchId, Hours>,
    all: bool,
) -> Option<AnyView> {
    let told = branches.iter().map(|branch| (branch, hours_of(opening, branch.id)));
    let told = told.filter(|(_, hours)| all || hours.weekdays != Weekdays::WORKING);
    let lines = told.map(|(branch, hours)| {
        let when = format!(": {} · {}", days_of(hours.weekdays), usual_hours(&hours));
        view! { <li><a href=routes::visiting_branch(branch.id)>{branch.name.clone()}</a>{when}</li> }
    });
    let lines: Vec<_> = lines.collect();
    let label = if all { texts().mornings } else { texts().other_mornings };
    (!lines.is_empty()).then(|| {
        view! {
            <details class="fold">
                <summary>{label}</summary>
                <ul class="rota-uncovered">{lines}</ul>
            </details>
        }
        .into_any()
    })
}
