//! What narrows the rota, in the address.

use chrono::{Datelike, Days, Months, NaiveDate};
use leptos::prelude::*;
use serde::Deserialize;

use crate::{
    error::Result,
    people::{BranchId, PersonId},
    request::Look,
    routes::{self, Section},
    ui::{
        FilterBar,
        form::{Choice, Hidden, Select},
    },
    visits::{
        DraftId,
        store::{self, Filter},
        texts::texts,
    },
    writing::parse_date,
};

/// How much of the rota is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Week,
    Month,
}

impl View {
    pub const ALL: [View; 2] = [View::Week, View::Month];

    fn name(self) -> &'static str {
        match self {
            View::Week => "",
            View::Month => "month",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            View::Week => texts().week,
            View::Month => texts().month,
        }
    }
}

/// The query of the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    view: String,
    /// A day of the week or month shown.
    on: String,
    branch: String,
    instructor: String,
    /// The proposal that was published just now.
    published: String,
}

impl Asked {
    pub fn published(&self) -> Option<DraftId> {
        self.published.parse().ok()
    }

    pub fn view(&self) -> View {
        View::ALL.into_iter().find(|view| view.name() == self.view).unwrap_or_default()
    }

    pub fn on(&self, today: NaiveDate) -> NaiveDate {
        parse_date(&self.on).unwrap_or(today)
    }

    pub fn filter(&self, (from, to): (NaiveDate, NaiveDate)) -> Filter {
        Filter {
            from,
            to,
            branch: self.branch.parse().ok(),
            instructor: self.instructor.parse().ok(),
        }
    }

    /// How many fields narrow the rota.
    pub fn active(&self) -> usize {
        [&self.branch, &self.instructor].into_iter().filter(|field| !field.is_empty()).count()
    }

    /// The address of a view with the same filters, around a day.
    pub fn address(&self, view: View, on: Option<NaiveDate>) -> String {
        let on = on.map(|day| day.to_string()).unwrap_or_default();
        let pairs = [
            ("view", view.name()),
            ("on", &on),
            ("branch", &self.branch),
            ("instructor", &self.instructor),
        ];
        let query: Vec<String> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", routes::encode(value)))
            .collect();
        let list = Section::Visits.href();
        if query.is_empty() { list.into() } else { format!("{list}?{}", query.join("&")) }
    }
}

/// The first and the last day of the week from Monday, or of the month, that holds a day.
pub fn span(view: View, on: NaiveDate) -> (NaiveDate, NaiveDate) {
    match view {
        View::Week => {
            let monday = on - Days::new(on.weekday().num_days_from_monday().into());
            (monday, monday + Days::new(6))
        }
        View::Month => {
            let first = on.with_day(1).unwrap_or(on);
            (first, first + Months::new(1) - Days::new(1))
        }
    }
}

/// The instructors and branches to choose from.
pub struct Offered {
    pub instructors: Vec<(PersonId, String)>,
    pub branches: Vec<(BranchId, String)>,
}

impl Offered {
    pub async fn load(look: &mut Look) -> Result<Offered> {
        let scope = look.actor.scope();
        let (instructors, branches) = store::to_filter_by(&mut look.tx, &scope).await?;
        Ok(Offered { instructors, branches })
    }
}

#[component]
pub fn VisitFilters(asked: Asked, offered: Offered) -> impl IntoView {
    let t = texts();
    let people = offered.instructors.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
    let branches = offered.branches.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
    view! {
        <FilterBar action=Section::Visits.href() active=asked.active()>
            <Hidden name="view" value=asked.view().name() />
            <Hidden name="on" value=asked.on.clone() />
            <Select name="instructor" label=t.instructor choices=people value=asked.instructor.clone() empty=t.any />
            <Select name="branch" label=t.branch choices=branches value=asked.branch.clone() empty=t.any />
        </FilterBar>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_go_over_the_end_of_a_year_and_months_over_a_leap_day() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        // 31 December 2026 is a Thursday.
        let week = (day(2026, 12, 28), day(2027, 1, 3));
        assert_eq!(span(View::Week, day(2026, 12, 31)), week);
        assert_eq!(span(View::Week, day(2027, 1, 3)), week);
        assert_eq!(span(View::Month, day(2028, 2, 10)), (day(2028, 2, 1), day(2028, 2, 29)));
    }
}
