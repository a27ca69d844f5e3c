//! What narrows the lists and calendars of sessions, in the address.

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use serde::Deserialize;

use crate::{
    lang::lang,
    people::Branch,
    request::Look,
    routes::{self, Section},
    sessions::{
        SessionState,
        store::{Filter, FilterChoices},
        texts::texts,
        zones,
    },
    ui::{
        FilterBar,
        form::{Choice, Hidden, Select, Text},
    },
    writing::parse_date,
};

/// How the sessions are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Upcoming,
    Past,
    Month,
    Week,
}

impl View {
    pub const ALL: [View; 4] = [View::Upcoming, View::Past, View::Month, View::Week];

    fn name(self) -> &'static str {
        match self {
            View::Upcoming => "",
            View::Past => "past",
            View::Month => "month",
            View::Week => "week",
        }
    }

    pub fn label(self) -> &'static str {
        let t = texts();
        match self {
            View::Upcoming => t.upcoming,
            View::Past => t.past,
            View::Month => t.month,
            View::Week => t.week,
        }
    }

    fn is_calendar(self) -> bool {
        matches!(self, View::Month | View::Week)
    }
}

/// The query of the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    view: String,
    /// A day of the month or week shown.
    on: String,
    pub page: String,
    pub q: String,
    branch: String,
    programme: String,
    facilitator: String,
    state: String,
    from: String,
    to: String,
}

impl Asked {
    pub fn view(&self) -> View {
        View::ALL.into_iter().find(|view| view.name() == self.view).unwrap_or_default()
    }

    /// The day around which a calendar is drawn.
    pub fn on(&self, today: NaiveDate) -> NaiveDate {
        parse_date(&self.on).unwrap_or(today)
    }

    /// The filter for lists. Days begin and end on the reader's clock.
    pub fn filter(&self, zone: &str) -> Filter {
        let any = Filter::default();
        let day = |typed: &str| parse_date(typed);
        Filter {
            branch: self.branch.parse().ok(),
            programme: self.programme.parse().ok(),
            facilitator: self.facilitator.parse().ok(),
            state: SessionState::parse(&self.state),
            search: self.q.chars().take(100).collect(),
            from: day(&self.from).map_or(any.from, |day| zones::start_of_day(day, zone)),
            to: day(&self.to)
                .and_then(|day| day.checked_add_days(Days::new(1)))
                .map_or(any.to, |day| zones::start_of_day(day, zone)),
        }
    }

    /// Whether anything narrows the list.
    pub fn narrows(&self) -> bool {
        self.active(View::Upcoming) > 0 || !self.q.is_empty()
    }

    /// How many fields narrow the list, the search apart.
    fn active(&self, view: View) -> usize {
        let fields = [&self.branch, &self.programme, &self.facilitator, &self.state];
        let span = [&self.from, &self.to];
        let dates = if view.is_calendar() { &span[..0] } else { &span[..] };
        fields.iter().chain(dates).filter(|field| !field.is_empty()).count()
    }

    /// The address of a view with the same filters, around a day if it is a calendar.
    pub fn address(&self, view: View, on: Option<NaiveDate>) -> String {
        let on = on.map(|day| day.to_string()).unwrap_or_default();
        let pairs = [
            ("view", view.name()),
            ("on", &on),
            ("q", &self.q),
            ("branch", &self.branch),
            ("programme", &self.programme),
            ("facilitator", &self.facilitator),
            ("state", &self.state),
            ("from", &self.from),
            ("to", &self.to),
        ];
        let query: Vec<String> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", routes::encode(value)))
            .collect();
        let list = Section::Sessions.href();
        if query.is_empty() { list.into() } else { format!("{list}?{}", query.join("&")) }
    }
}

/// What the fields offer.
pub struct Offered {
    pub branches: Vec<Branch>,
    pub choices: FilterChoices,
}

impl Offered {
    pub async fn load(look: &mut Look) -> crate::error::Result<Offered> {
        use crate::{people, sessions::store};
        let scope = look.actor.scope();
        Ok(Offered {
            branches: people::store::branches(&mut look.tx, true).await?,
            choices: store::to_filter_by(&mut look.tx, &scope).await?,
        })
    }
}

/// The form that narrows what is shown, whatever the view.
#[component]
pub fn SessionFilters(asked: Asked, offered: Offered) -> impl IntoView {
    let t = texts();
    let view = asked.view();
    let branches = offered.branches.into_iter().map(|b| Choice::new(b.id, b.name)).collect();
    let programmes =
        offered.choices.programmes.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
    let facilitators =
        offered.choices.facilitators.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
    let states =
        SessionState::ALL.iter().map(|state| Choice::new(state, state.word(lang()))).collect();
    let dates = (!view.is_calendar()).then(|| {
        view! {
            <Text name="from" label=t.from kind="date" value=asked.from.clone() />
            <Text name="to" label=t.to kind="date" value=asked.to.clone() />
        }
    });
    view! {
        <FilterBar
            action=Section::Sessions.href()
            active=asked.active(view)
            search=asked.q.clone()
        >
            <Hidden name="view" value=view.name() />
            <Hidden name="on" value=asked.on.clone() />
            <Select name="branch" label=t.branch choices=branches value=asked.branch.clone() empty=t.any />
            <Select name="programme" label=t.programme choices=programmes value=asked.programme.clone() empty=t.any />
            <Select name="facilitator" label=t.facilitator choices=facilitators value=asked.facilitator.clone() empty=t.any />
            <Select name="state" label=t.state choices=states value=asked.state.clone() empty=t.any />
            {dates}
        </FilterBar>
    }
}
