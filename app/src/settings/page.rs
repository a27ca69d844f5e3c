use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    Holiday, OnHoliday, Organisation,
    api::{AddHoliday, RemoveHoliday, SaveOrganisation},
    rules, store,
    texts::texts,
};
use crate::{
    error::{Error, Result},
    lang::{Lang, lang},
    mail, onboarding,
    people::{self, Branch},
    request::{Look, Page},
    routes::{self, Section},
    sessions::zones,
    ui::{
        self, Button, ButtonLink, Card, Cell, Column, Empty, Fact, Facts, Icon, Kind, Notice,
        PageHead, Row, Stack, Table, TitleCell, Tone, dates,
        form::{Choice, Form, Hidden, Select, Text},
        numbers,
    },
    visits,
};

pub async fn settings() -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    if !rules::may_read(&look.actor) {
        return Err(Error::Forbidden);
    }
    let organisation = store::organisation(&mut look.tx).await?;
    let branches = people::store::branches(&mut look.tx, true).await?;
    let places = places(&branches);
    let today = zones::in_zone(look.now, &look.actor.zone).date();
    let since = today - chrono::Duration::days(366);
    let planned = store::on_holidays(&mut look.tx, today).await?;
    let holidays = store::holidays(&mut look.tx, since).await?;
    let change = rules::may_change(&look.actor);
    let in_plan = visits::pages::plan_setting(&mut look, "settings").await?;
    let letters = mail::pages::card(&mut look.tx, &look.actor, look.now).await?;
    Page::ok(
        Section::Settings,
        t.title,
        view! {
            <Stack>
                <PageHead title=t.title>
                    <ButtonLink href="/settings/audit" icon=Icon::Clock>{t.audit}</ButtonLink>
                </PageHead>
                {if change {
                    view! { <Edit organisation branches /> }.into_any()
                } else {
                    view! { <Show organisation branches /> }.into_any()
                }}
                {in_plan}
                {letters}
                <ui::Section title=t.holidays id="holidays">
                    <p class="muted">{t.holidays_hint}</p>
                    <Planned planned />
                    <Holidays holidays change />
                    {change.then(|| view! { <NewHoliday places /> })}
                </ui::Section>
            </Stack>
        },
    )
}

fn languages() -> Vec<Choice> {
    Lang::ALL.iter().map(|lang| Choice::new(lang, lang.own_name())).collect()
}

#[component]
fn Edit(organisation: Organisation, branches: Vec<Branch>) -> impl IntoView {
    let t = texts();
    let o = onboarding::texts::texts();
    let places = branches.into_iter().map(|branch| Choice::new(branch.id, branch.name)).collect();
    let place = organisation.onboarding_branch_id.map(|id| id.to_string()).unwrap_or_default();
    view! {
        <Card title=t.organisation>
            <Form command=SaveOrganisation::PATH>
                <Hidden name="revision" value=organisation.revision.to_string() />
                <Text name="name" label=t.name value=organisation.name />
                <Select name="language" label=t.language hint=t.language_hint choices=languages()
                    value=organisation.language.as_str() />
                <Text name="time_zone" label=t.time_zone hint=t.time_zone_hint value=organisation.time_zone />
                <Text name="target" label=t.target hint=t.target_hint class="input-short" inputmode="decimal"
                    value=rules::as_typed(organisation.target_basis_points) />
                <Text name="late_after_minutes" label=t.late hint=t.late_hint class="input-short" inputmode="numeric"
                    value=organisation.late_after_minutes.to_string() />
                <Text name="onboarding_late_days" label=o.late_days hint=o.late_days_hint class="input-short" inputmode="numeric"
                    value=organisation.onboarding_late_days.to_string() />
                <Select name="onboarding_branch" label=o.training_place hint=o.training_place_hint choices=places
                    value=place empty=o.training_place_none optional=true />
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.save}</Button>
                </div>
            </Form>
        </Card>
    }
}

#[component]
fn Show(organisation: Organisation, branches: Vec<Branch>) -> impl IntoView {
    let t = texts();
    let o = onboarding::texts::texts();
    let place = branches.into_iter().find(|b| Some(b.id) == organisation.onboarding_branch_id);
    let place = place.map_or_else(|| o.training_place_none.to_owned(), |branch| branch.name);
    view! {
        <Card title=t.organisation>
            <p class="muted">{t.only_admins}</p>
            <Facts>
                <Fact label=t.name>{organisation.name}</Fact>
                <Fact label=t.language>{organisation.language.own_name()}</Fact>
                <Fact label=t.time_zone>{organisation.time_zone}</Fact>
                <Fact label=t.target>{rules::as_typed(organisation.target_basis_points)}</Fact>
                <Fact label=t.late>{numbers::number(organisation.late_after_minutes)}</Fact>
                <Fact label=o.late_days>{numbers::number(organisation.onboarding_late_days)}</Fact>
                <Fact label=o.training_place>{place}</Fact>
            </Facts>
        </Card>
    }
}

#[component]
fn Holidays(holidays: Vec<Holiday>, change: bool) -> impl IntoView {
    let t = texts();
    if holidays.is_empty() {
        return view! { <Empty title=t.no_holidays text=t.no_holidays_text level=3 /> }.into_any();
    }
    let mut columns = vec![Column::text(t.day), Column::text(t.holiday_name)];
    let places = holidays.iter().any(|holiday| !holiday.time_zone.is_empty());
    if places {
        columns.push(Column::text(t.where_));
    }
    if change {
        columns.push(Column::text(t.remove));
    }
    let rows = holidays
        .into_iter()
        .map(|holiday| {
            let remove = change.then(|| {
                let (day, zone) = (holiday.day.to_string(), holiday.time_zone.clone());
                let name = holiday.name.clone();
                view! {
                    <Cell>
                        <Form command=RemoveHoliday::PATH key=format!("{day}-{zone}") inline=true>
                            <Hidden name="day" value=day />
                            <Hidden name="time_zone" value=zone />
                            <Button kind=Kind::Quiet>{t.remove}<span class="visually-hidden">" "{name}</span></Button>
                        </Form>
                    </Cell>
                }
            });
            let place = match holiday.time_zone.as_str() {
                "" => t.everywhere.to_owned(),
                zone => zones::place(lang(), zone),
            };
            view! {
                <Row>
                    <TitleCell>{dates::capitalised(&dates::long_date(lang(), holiday.day))}</TitleCell>
                    <Cell label=t.holiday_name>{holiday.name}</Cell>
                    {places.then(|| view! { <Cell label=t.where_>{place}</Cell> })}
                    {remove}
                </Row>
            }
        })
        .collect_view();
    view! { <Table caption=t.holidays columns>{rows}</Table> }.into_any()
}

/// The zones in which branches lie, to choose from; none when they all lie in one.
fn places(branches: &[Branch]) -> Vec<Choice> {
    let mut zones: Vec<&str> = branches.iter().map(|branch| branch.time_zone.as_str()).collect();
    zones.sort_unstable();
    zones.dedup();
    if zones.len() < 2 {
        return Vec::new();
    }
    let choice = |zone: &str| {
        let here = branches.iter().filter(|branch| branch.time_zone == zone);
        let names: Vec<String> = here.map(|branch| branch.name.clone()).collect();
        let label = (texts().only_in)(&zones::place(lang(), zone), &ui::some_of(lang(), &names));
        Choice::new(zone, label)
    };
    zones.into_iter().map(choice).collect()
}

/// Visits and onboarding days that stand on holidays, with the ways to them.
#[component]
fn Planned(planned: Vec<OnHoliday>) -> impl IntoView {
    let t = texts();
    (!planned.is_empty()).then(|| {
        let lines = planned.into_iter().map(|one| {
            let day = dates::capitalised(&dates::day(lang(), one.day));
            let visits = (one.visits > 0).then(|| {
                view! { <a href=routes::visits_on(one.day)>{(t.visits)(one.visits)}</a> }
            });
            let days = (one.days > 0).then(|| {
                view! { <a href=routes::ONBOARDING_NEEDS>{(t.onboarding_days)(one.days)}</a> }
            });
            let both = (visits.is_some() && days.is_some()).then_some(", ");
            view! { <li>{day}": " {visits} {both} {days}</li> }
        });
        let lines = lines.collect_view();
        view! {
            <Notice tone=Tone::Warn title=t.on_holidays>
                <p>{t.on_holidays_text}</p>
                <ul class="dashes">{lines}</ul>
            </Notice>
        }
    })
}

/// With the places to choose from, if there are several.
#[component]
fn NewHoliday(places: Vec<Choice>) -> impl IntoView {
    let t = texts();
    let several = !places.is_empty();
    view! {
        <Card title=t.add_holiday level=3>
            <Form command=AddHoliday::PATH>
                <Text name="day" label=t.day kind="date" />
                <Text name="name" label=t.holiday_name hint=t.holiday_name_hint />
                {several.then(|| view! {
                    <Select name="time_zone" label=t.where_ choices=places empty=t.everywhere optional=true />
                })}
                <div class="form-actions">
                    <Button>{t.add_holiday}</Button>
                </div>
            </Form>
        </Card>
    }
}
