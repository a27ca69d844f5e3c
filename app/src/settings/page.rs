use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    Holiday, Organisation,
    api::{AddHoliday, RemoveHoliday, SaveOrganisation},
    rules, store,
    texts::texts,
};
use crate::{
    error::{Error, Result},
    lang::{Lang, lang},
    mail,
    request::{Look, Page},
    routes::Section,
    ui::{
        self, Button, ButtonLink, Card, Cell, Column, Empty, Fact, Facts, Icon, Kind, PageHead,
        Row, Stack, Table, TitleCell, dates,
        form::{Choice, Form, Hidden, Select, Text},
        numbers,
    },
};

pub async fn settings() -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    if !rules::may_read(&look.actor) {
        return Err(Error::Forbidden);
    }
    let organisation = store::organisation(&mut look.tx).await?;
    let since = look.now.date_naive() - chrono::Duration::days(366);
    let holidays = store::holidays(&mut look.tx, since).await?;
    let change = rules::may_change(&look.actor);
    let letters = mail::pages::card(&mut look.tx, &look.actor).await?;
    Page::ok(
        Section::Settings,
        t.title,
        view! {
            <Stack>
                <PageHead title=t.title>
                    <ButtonLink href="/settings/audit" icon=Icon::Clock>{t.audit}</ButtonLink>
                </PageHead>
                {if change {
                    view! { <Edit organisation /> }.into_any()
                } else {
                    view! { <Show organisation /> }.into_any()
                }}
                {letters}
                <ui::Section title=t.holidays id="holidays">
                    <p class="muted">{t.holidays_hint}</p>
                    <Holidays holidays change />
                    {change.then(|| view! { <NewHoliday /> })}
                </ui::Section>
            </Stack>
        },
    )
}

fn languages() -> Vec<Choice> {
    Lang::ALL.iter().map(|lang| Choice::new(lang, lang.own_name())).collect()
}

#[component]
fn Edit(organisation: Organisation) -> impl IntoView {
    let t = texts();
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
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.save}</Button>
                </div>
            </Form>
        </Card>
    }
}

#[component]
fn Show(organisation: Organisation) -> impl IntoView {
    let t = texts();
    view! {
        <Card title=t.organisation>
            <p class="muted">{t.only_admins}</p>
            <Facts>
                <Fact label=t.name>{organisation.name}</Fact>
                <Fact label=t.language>{organisation.language.own_name()}</Fact>
                <Fact label=t.time_zone>{organisation.time_zone}</Fact>
                <Fact label=t.target>{rules::as_typed(organisation.target_basis_points)}</Fact>
                <Fact label=t.late>{numbers::number(organisation.late_after_minutes)}</Fact>
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
    if change {
        columns.push(Column::text(t.remove));
    }
    let rows = holidays
        .into_iter()
        .map(|holiday| {
            let remove = change.then(|| {
                let day = holiday.day.to_string();
                let label = (t.remove_holiday)(&holiday.name);
                view! {
                    <Cell>
                        <Form command=RemoveHoliday::PATH key=day.clone() inline=true>
                            <Hidden name="day" value=day />
                            <Button kind=Kind::Quiet>{label}</Button>
                        </Form>
                    </Cell>
                }
            });
            view! {
                <Row>
                    <TitleCell>{dates::capitalised(&dates::long_date(lang(), holiday.day))}</TitleCell>
                    <Cell label=t.holiday_name>{holiday.name}</Cell>
                    {remove}
                </Row>
            }
        })
        .collect_view();
    view! { <Table caption=t.holidays columns>{rows}</Table> }.into_any()
}

#[component]
fn NewHoliday() -> impl IntoView {
    let t = texts();
    view! {
        <Card title=t.add_holiday level=3>
            <Form command=AddHoliday::PATH>
                <Text name="day" label=t.day kind="date" />
                <Text name="name" label=t.holiday_name hint=t.holiday_name_hint />
                <div class="form-actions">
                    <Button>{t.add_holiday}</Button>
                </div>
            </Form>
        </Card>
    }
}
