use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    access::Actor,
    error::{Error, Result},
    onboarding,
    people::{
        Directory, PersonFacts, PersonForm, PersonId,
        api::{AddPerson, SavePerson},
        rules, store,
        texts::texts,
    },
    request::{Look, Page, query},
    routes::{self, Section},
    ui::{
        Button, ButtonLink, Kind, PageHead,
        form::{Choice, Form, Hidden, Select, Text},
    },
};

/// The form to add a person. `?branch=` proposes where.
pub async fn new() -> Result<Page> {
    let mut look = Look::begin().await?;
    if !rules::may_add_people(&look.actor) {
        return Err(Error::Forbidden);
    }
    let directory = store::directory(&mut look.tx).await?;
    let proposed: PersonForm = query();
    let t = texts();
    let o = onboarding::texts::texts();
    let body = view! {
        <PageHead title=t.add_person crumbs=vec![(t.people.into(), "/people".into())] />
        <Form command=AddPerson::PATH>
            {fields(&proposed, None, &directory, &look.actor)}
            <Text name="job_training_on" label=o.job_training_from kind="date" optional=true />
            <Text name="exempt" label=o.exempt_hire hint=o.exempt_hire_hint optional=true maxlength=onboarding::rules::REMARK_MAX as u32 />
            <div class="form-actions">
                <Button kind=Kind::Primary>{t.add_person}</Button>
                <ButtonLink href="/people" kind=Kind::Quiet>{t.cancel}</ButtonLink>
            </div>
        </Form>
    };
    Page::ok(Section::People, t.add_person, body)
}

/// The form to change a person.
pub async fn edit(id: PersonId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let detail = store::find(&mut look.tx, &look.actor.scope(), id, look.now).await?;
    let person = detail.person;
    if !rules::may_change(&look.actor, person.branch_id, detail.is_admin) {
        return Err(Error::Forbidden);
    }
    let directory = store::directory(&mut look.tx).await?;
    let facts = PersonFacts::from(&person);
    let t = texts();
    let crumbs =
        vec![(t.people.into(), "/people".into()), (person.name.clone(), routes::person(id))];
    let body = view! {
        <PageHead title=t.edit_person crumbs />
        <Form command=SavePerson::PATH>
            <Hidden name="id" value=id.to_string() />
            <Hidden name="revision" value=person.revision.to_string() />
            {fields(&PersonForm::from(&facts), Some(&facts), &directory, &look.actor)}
            <div class="form-actions">
                <Button kind=Kind::Primary>{t.save}</Button>
                <ButtonLink href=routes::person(id) kind=Kind::Quiet>{t.cancel}</ButtonLink>
            </div>
        </Form>
    };
    Page::ok(Section::People, format!("{} · {}", t.edit_person, person.name), body)
}

fn fields(
    form: &PersonForm,
    before: Option<&PersonFacts>,
    directory: &Directory,
    actor: &Actor,
) -> impl IntoView + use<> {
    let t = texts();
    let branches = directory
        .branches
        .iter()
        .filter(|branch| {
            branch.active && rules::may_keep_people(actor, branch.id)
                || before.is_some_and(|before| before.branch_id == branch.id)
        })
        .map(|branch| Choice::new(branch.id, &branch.name))
        .collect();
    let departments = directory
        .departments
        .iter()
        .filter(|d| d.active || before.is_some_and(|b| b.department_id == Some(d.id)))
        .map(|department| Choice::new(department.id, &department.name))
        .collect();
    let positions = directory
        .positions
        .iter()
        .filter(|p| p.active || before.is_some_and(|b| b.position_id == Some(p.id)))
        .map(|position| Choice::new(position.id, &position.name))
        .collect();
    let form = form.clone();
    view! {
        <Text name="name" label=t.name hint=t.name_hint value=form.name autocomplete="off"
            maxlength=rules::NAME_MAX as u32 />
        <Text name="employee_number" label=t.employee_number hint=t.number_hint optional=true
            value=form.employee_number autocomplete="off" class="input-short" />
        <Text name="email" label=t.email hint=t.email_hint optional=true kind="email" value=form.email
            autocomplete="off" />
        <Select name="branch" label=t.branch choices=branches value=form.branch empty=t.choose />
        <Select name="department" label=t.department choices=departments value=form.department
            empty=t.none optional=true />
        <Select name="position" label=t.position choices=positions value=form.position
            empty=t.none optional=true />
        <Text name="hired_on" label=t.hired_on kind="date" value=form.hired_on optional=true />
    }
}
