use chrono::Days;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    parts::{crumbs, days_of, usual_hours},
    visiting_person::days_away,
};
use crate::{
    access,
    error::{Error, Result},
    people::{self, Branch},
    request::{Look, Page},
    routes::{self, Section},
    sessions::zones,
    ui::{
        self, Button, Cell, Column, Empty, PageHead, Row, Table, TitleCell,
        form::{Area, Check, Form, Hidden},
    },
    visits::{
        Absence, Hours, Instructor,
        api::{CountVisitsInPlan, SaveChecklist},
        rules,
        run_texts::run_texts,
        store,
        texts::texts,
    },
};

/// How far ahead absences are told.
const AHEAD: Days = Days::new(366);

/// `/visits/set-up`: when branches can be visited, and when instructors can go.
pub async fn set_up() -> Result<Page> {
    let mut look = Look::begin().await?;
    if !rules::may_plan(&look.actor) {
        return Err(Error::Forbidden);
    }
    let t = texts();
    let branches = people::store::branches(&mut look.tx, true).await?;
    let mut hours = store::all_hours(&mut look.tx).await?;
    let instructors = store::instructors(&mut look.tx).await?;
    let today = zones::in_zone(look.now, &look.actor.zone).date();
    let absences = store::absences_between(&mut look.tx, today, today + AHEAD).await?;
    let names = branches.clone();
    let rows: Vec<(Branch, Hours)> = branches
        .into_iter()
        .filter(|branch| rules::may_plan_at(&look.actor, branch.id))
        .map(|branch| {
            let set = hours.remove(&branch.id).unwrap_or_else(|| Hours::usual(branch.id));
            (branch, set)
        })
        .collect();
    let keeps: Vec<bool> =
        instructors.iter().map(|one| rules::may_keep_days_of(&look.actor, one.id)).collect();
    let lists = lists(&mut look).await?;
    Page::ok(
        Section::Visits,
        t.set_up,
        view! {
            <PageHead title=t.set_up intro=t.set_up_intro crumbs=crumbs() />
            <ui::Section title=t.branches><Branches rows /></ui::Section>
            {lists}
            <ui::Section title=t.instructors>
                <Instructors rows=instructors.into_iter().zip(keeps).collect() absences names />
            </ui::Section>
        },
    )
}

/// Whether visits count in the plan of completed training, for those who decide it; `on` says on which
/// page it stands.
pub async fn plan_setting(look: &mut Look, on: &'static str) -> Result<Option<AnyView>> {
    if !access::rules::may_change_settings(&look.actor) {
        return Ok(None);
    }
    let r = run_texts();
    let checked = store::in_plan(&mut look.tx).await?;
    let form = view! {
        <ui::Section title=r.plan_title id="plan">
            <Form command=CountVisitsInPlan::PATH>
                <Hidden name="on" value=on />
                <Check name="in_plan" label=r.in_plan hint=r.in_plan_hint checked />
                <div class="form-actions"><Button>{r.save_plan}</Button></div>
            </Form>
        </ui::Section>
    };
    Ok(Some(form.into_any()))
}

/// What is looked at on every visit, and whether visits are in the plan.
async fn lists(look: &mut Look) -> Result<AnyView> {
    let r = run_texts();
    let checklist = match rules::may_plan_all(&look.actor) {
        true => Some(store::checks(&mut look.tx).await?.join("\n")),
        false => None,
    };
    let in_plan = plan_setting(look, "").await?;
    let checklist = checklist.map(|list| {
        view! {
            <ui::Section title=r.checklist id="checklist">
                <p class="muted">{r.list_text}</p>
                <Form command=SaveChecklist::PATH>
                    <Area name="list" label=r.list hint=r.list_hint value=list rows=5u32 optional=true />
                    <div class="form-actions"><Button>{r.save_list}</Button></div>
                </Form>
            </ui::Section>
        }
    });
    Ok(view! { {checklist} {in_plan} }.into_any())
}

#[component]
fn Branches(rows: Vec<(Branch, Hours)>) -> impl IntoView {
    let t = texts();
    if rows.is_empty() {
        return view! { <Empty title=t.no_branches text=t.no_branches_text level=3 /> }.into_any();
    }
    let columns = [t.branch, t.mornings, t.hours, t.every, t.contact].map(Column::text).to_vec();
    let rows = rows.into_iter().map(|(branch, hours)| {
        let every = match hours.every_days {
            Some(days) => (t.every_days)(days),
            None if hours.revision == 0 => t.not_set.to_owned(),
            None => t.not_wished.to_owned(),
        };
        let contact = match hours.contact.as_str() {
            "" => "–".to_owned(),
            contact => contact.to_owned(),
        };
        view! {
            <Row>
                <TitleCell><a href=routes::visiting_branch(branch.id)>{branch.name}</a></TitleCell>
                <Cell label=t.mornings>{days_of(hours.weekdays)}</Cell>
                <Cell label=t.hours>{usual_hours(&hours)}</Cell>
                <Cell label=t.every>{every}</Cell>
                <Cell label=t.contact>{contact}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! { <Table caption=t.branches columns>{rows}</Table> }.into_any()
}

/// Each with whether the reader may change their days.
#[component]
fn Instructors(
    rows: Vec<(Instructor, bool)>,
    absences: Vec<Absence>,
    names: Vec<Branch>,
) -> impl IntoView {
    let t = texts();
    if rows.is_empty() {
        return view! { <Empty title=t.no_instructors text=t.no_instructors_text level=3 /> }
            .into_any();
    }
    let columns = [t.instructor, t.works_from, t.days, t.absences].map(Column::text).to_vec();
    let rows = rows.into_iter().map(|(one, keeps)| {
        let name = match keeps {
            true => {
                view! { <a href=routes::visiting_person(one.id)>{one.name.clone()}</a> }.into_any()
            }
            false => one.name.clone().into_any(),
        };
        let only: Vec<String> = names
            .iter()
            .filter(|branch| one.only_branches.contains(&branch.id))
            .map(|branch| branch.name.clone())
            .collect();
        let only = (!one.only_branches.is_empty())
            .then(|| view! { <small>{(t.only_at)(&only.join(", "))}</small> });
        // The one of today or the next, and the one after it.
        let own = absences.iter().filter(|absence| absence.whose == one.id).take(2);
        let own: Vec<String> = own.map(|one| days_away(one.from_day, one.to_day)).collect();
        let away = if own.is_empty() { "–".to_owned() } else { own.join(", ") };
        view! {
            <Row>
                <TitleCell>{name} {only}</TitleCell>
                <Cell label=t.works_from>{one.base}</Cell>
                <Cell label=t.days>{days_of(one.weekdays)}</Cell>
                <Cell label=t.absences>{away}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! { <Table caption=t.instructors columns>{rows}</Table> }.into_any()
}
