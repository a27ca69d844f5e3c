//! Which of the new people are asked for, and where each stands today.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use serde::Deserialize;

use crate::{
    error::Result,
    lang::lang,
    onboarding::{
        Day, Onboarding, Standing,
        rules::{self, Figures},
        store,
        texts::texts,
    },
    people::{Branch, fold},
    request::Look,
    routes::{Section, encode},
    sessions::zones,
    ui::{
        FilterBar, dates,
        form::{Choice, Select},
    },
};

/// The state that asks for those of whom HR or an instructor has to do something.
pub const NEEDS: &str = "needs";

/// How many months can be asked for.
const MONTHS: u32 = 12;

/// The query of the list, as the address has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ask {
    pub q: String,
    pub branch: String,
    /// `2026-03`
    pub month: String,
    /// A [`Standing`], `open`: job training may begin, or [`NEEDS`].
    pub state: String,
    pub page: String,
}

impl Ask {
    fn filters(&self) -> [(&'static str, &str); 3] {
        [("branch", &self.branch), ("month", &self.month), ("state", &self.state)]
    }

    pub fn active(&self) -> usize {
        self.filters().iter().filter(|(_, value)| !value.is_empty()).count()
    }

    /// The same question at another address, from its first page.
    pub fn address(&self, path: &str) -> String {
        let parts: Vec<String> = [("q", self.q.as_str())]
            .into_iter()
            .chain(self.filters())
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
    }

    /// Whether what somebody finished before they left, or began another one, belongs to the answer: it is
    /// in the figures of its month.
    fn looks_back(&self) -> bool {
        !self.month.is_empty() || self.state == Standing::Done.as_str()
    }

    fn fits(&self, row: &Shown) -> bool {
        let month = row.onboarding.hired_on.format("%Y-%m").to_string();
        let state = match self.state.as_str() {
            "" => true,
            "open" => rules::is_unlocked(&row.onboarding),
            // Found out below, from their days.
            NEEDS => true,
            state => row.standing.as_str() == state,
        };
        state
            && (self.month.is_empty() || self.month == month)
            && fold(&row.onboarding.name).contains(&fold(&self.q))
    }
}

/// An onboarding with where it stands today.
#[derive(Clone)]
pub struct Shown {
    pub onboarding: Onboarding,
    pub standing: Standing,
    /// The date where the person works.
    pub today: NaiveDate,
}

impl Shown {
    pub fn of(onboarding: Onboarding, late_days: i64, now: DateTime<Utc>) -> Shown {
        let today = zones::in_zone(now, &onboarding.branch_zone).date();
        let standing = rules::standing(&onboarding, late_days, today);
        Shown { onboarding, standing, today }
    }

    pub fn figures(&self) -> Figures {
        let one = &self.onboarding;
        let zone = &one.branch_zone;
        // What counts from before tells nothing about how long it takes now.
        let finished = one.finished_at.filter(|_| !one.counts_earlier);
        Figures {
            hired_on: one.hired_on,
            finished_on: finished.map(|at| zones::in_zone(at, zone).date()),
        }
    }
}

/// What the reader may see of a branch: all of it, and what the rest of the question leaves.
pub async fn shown(look: &mut Look, ask: &Ask) -> Result<(Vec<Shown>, Vec<Shown>, i64)> {
    let late_days = store::late_days(&mut look.tx).await?;
    let scope = look.actor.scope();
    let all = store::list(&mut look.tx, &scope, ask.branch.parse().ok()).await?;
    let all: Vec<Shown> = all.into_iter().map(|one| Shown::of(one, late_days, look.now)).collect();
    let mut asked: Vec<Shown> = all.iter().filter(|row| ask.fits(row)).cloned().collect();
    if ask.looks_back() {
        let past = store::finished_before(&mut look.tx, &scope, ask.branch.parse().ok()).await?;
        let past = past.into_iter().map(|one| Shown::of(one, late_days, look.now));
        asked.extend(past.filter(|row| ask.fits(row)));
    }
    if ask.state == NEEDS {
        let ids: Vec<_> = asked.iter().map(|row| row.onboarding.id).collect();
        let mut days: HashMap<_, Vec<Day>> = HashMap::new();
        for day in store::days(&mut look.tx, &ids).await? {
            days.entry(day.onboarding_id).or_default().push(day);
        }
        asked.retain(|row| {
            let own = days.get(&row.onboarding.id).map(Vec::as_slice).unwrap_or_default();
            rules::needs_something(&row.onboarding, own, late_days, look.now)
        });
    }
    Ok((all, asked, late_days))
}

#[component]
pub fn Filters(ask: Ask, branches: Vec<Branch>, today: NaiveDate) -> impl IntoView {
    let t = texts();
    let branches = branches.iter().map(|b| Choice::new(b.id, &b.name)).collect();
    let months = rules::trend(&[], today, MONTHS)
        .into_iter()
        .rev()
        .map(|month| {
            let name = dates::capitalised(&dates::month_year(lang(), month.first));
            Choice::new(month.first.format("%Y-%m"), name)
        })
        .collect();
    let mut states = vec![Choice::new(NEEDS, t.needs_something), Choice::new("open", t.may_start)];
    states.extend(Standing::ALL.iter().map(|s| Choice::new(s, (t.standing)(*s))));
    let active = ask.active();
    view! {
        <FilterBar action=Section::Onboarding.href() active search=ask.q.clone()>
            <Select name="branch" label=t.branch choices=branches value=ask.branch empty=t.all_branches />
            <Select name="month" label=t.month choices=months value=ask.month empty=t.all_months />
            <Select name="state" label=t.state choices=states value=ask.state empty=t.all_states />
        </FilterBar>
    }
}
