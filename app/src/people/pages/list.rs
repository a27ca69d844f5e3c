use leptos::prelude::*;

use super::query::{ListQuery, STATES};
use crate::{
    error::{Error, Result},
    people::{
        Directory, rules,
        store::{self, PersonRow, Sort},
        texts::texts,
    },
    request::{Look, Page, query},
    routes::{self, Section},
    ui::{
        Badge, ButtonLink, Cell, Column, Empty, FilterBar, Icon, Inline, Kind, PageHead,
        Pagination, PersonLine, Row, Table, TitleCell, Tone,
        form::{Choice, Select},
    },
};

const A_PAGE: i64 = 50;

pub async fn list() -> Result<Page> {
    let mut look = Look::begin().await?;
    if !rules::may_see_people(&look.actor) {
        return Err(Error::Forbidden);
    }
    let query: ListQuery = query();
    let wanted = query.wanted();
    let mut directory = store::directory(&mut look.tx).await?;
    let scope = look.actor.scope();
    if !scope.everything() {
        // Nobody is offered a place where they would find nobody.
        let places = store::places_of(&mut look.tx, &scope).await?;
        directory.branches.retain(|branch| places.contains(&branch.id.into()));
        directory.departments.retain(|department| places.contains(&department.id.into()));
    }
    let mut page = query.page();
    let offset = (page - 1) * A_PAGE;
    let (total, mut rows) = store::list(&mut look.tx, &scope, &wanted, A_PAGE, offset).await?;
    let pages = ((total + A_PAGE - 1) / A_PAGE).max(1);
    if page > pages {
        // An old link to a list that was longer then.
        page = pages;
        let offset = (page - 1) * A_PAGE;
        (_, rows) = store::list(&mut look.tx, &scope, &wanted, A_PAGE, offset).await?;
    }
    let t = texts();
    let body = view! {
        <PageHead title=t.people kicker=(t.count)(total) intro=t.people_intro>
            {rules::may_keep_everything(&look.actor).then(|| view! {
                <ButtonLink href="/people/import" icon=Icon::Upload>{t.import_people}</ButtonLink>
            })}
            {rules::may_add_people(&look.actor).then(|| view! {
                <ButtonLink href="/people/new" kind=Kind::Primary icon=Icon::Plus>{t.add_person}</ButtonLink>
            })}
        </PageHead>
        <Filters query=query.clone() directory />
        <People rows />
        <Pagination page pages base=query.address("/people") />
        {(total > 0).then(|| view! {
            <Inline>
                <ButtonLink href=query.address("/export/people.csv") kind=Kind::Quiet icon=Icon::Download download=true>
                    {t.as_csv}
                </ButtonLink>
                <ButtonLink href=query.address("/export/people.xlsx") kind=Kind::Quiet icon=Icon::Download download=true>
                    {t.as_xlsx}
                </ButtonLink>
            </Inline>
        })}
    };
    Page::ok(Section::People, t.people, body)
}

#[component]
fn Filters(query: ListQuery, directory: Directory) -> impl IntoView {
    let t = texts();
    let branches = directory.branches.iter().map(|b| Choice::new(b.id, &b.name)).collect();
    let departments = directory.departments.iter().map(|d| Choice::new(d.id, &d.name)).collect();
    let positions = directory.positions.iter().map(|p| Choice::new(p.id, &p.name)).collect();
    let states = STATES
        .into_iter()
        .zip([t.with_access, t.without_access, t.inactive, t.active_and_inactive])
        .map(|(state, label)| Choice::new(state, label))
        .collect();
    let orders = vec![
        Choice::new(Sort::Branch, t.by_branch),
        Choice::new(Sort::Number, t.by_number),
        Choice::new(Sort::Newest, t.newest_first),
    ];
    view! {
        <FilterBar action="/people" active=query.narrowing() search=query.q.clone()>
            <Select name="branch" label=t.branch choices=branches value=query.branch empty=t.all_branches />
            <Select name="department" label=t.department choices=departments value=query.department
                empty=t.all_departments />
            <Select name="position" label=t.position choices=positions value=query.position
                empty=t.all_positions />
            <Select name="state" label=t.state choices=states value=query.state empty=t.active />
            <Select name="sort" label=t.sort choices=orders value=query.sort empty=t.by_name />
        </FilterBar>
    }
}

#[component]
fn People(rows: Vec<PersonRow>) -> impl IntoView {
    let t = texts();
    if rows.is_empty() {
        return view! {
            <Empty title=t.nobody text=t.nobody_text>
                <ButtonLink href="/people">{t.clear_filters}</ButtonLink>
            </Empty>
        }
        .into_any();
    }
    let columns = [t.name, t.branch, t.department, t.employee_number, t.access];
    let rows = rows
        .into_iter()
        .map(|person| {
            view! {
                <Row>
                    <TitleCell>
                        <PersonLine name=person.name position=person.position.unwrap_or_default()
                            href=routes::person(person.id) />
                    </TitleCell>
                    <Cell label=t.branch>{person.branch}</Cell>
                    <Cell label=t.department>{or_dash(person.department)}</Cell>
                    <Cell label=t.employee_number>{or_dash(person.employee_number)}</Cell>
                            <Cell label=t.access>
                        {if !person.active {
                            view! { <Badge>{t.inactive}</Badge> }.into_any()
                        } else if person.has_access {
                            view! { <Badge tone=Tone::Good>{t.has_access}</Badge> }.into_any()
                        } else {
                            view! { <span class="muted">{t.no_access}</span> }.into_any()
                        }}
                    </Cell>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Table caption=t.people columns=columns.into_iter().map(Column::text).collect()>{rows}</Table>
    }
    .into_any()
}

/// A cell is never blank: a blank one looks like a mistake.
pub fn or_dash(text: Option<String>) -> String {
    text.filter(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned())
}
