//! A person's access and roles, for administrators.

use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    access::{
        Grant, Role,
        api::{GiveAccess, GrantRole, RevokeRole, WithdrawAccess},
        rules, store,
        texts::texts,
        tokens,
    },
    error::{Error, Result},
    lang::lang,
    mail::{self, api::SendAccess},
    people::{self, Person, PersonId},
    request::{Look, Page, query, services},
    routes::{self, Section},
    sessions::zones::in_zone,
    ui::{
        self, Button, ButtonLink, Card, Confirm, Inline, Kind, Notice, PageHead, Stack, Tone,
        dates,
        form::{Choice, Form, Hidden, Radios, Select},
    },
};

#[derive(Default, Deserialize)]
struct Query {
    /// The one-time link just made; it is shown this once.
    link: Option<String>,
}

pub async fn person(id: PersonId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    if !rules::may_give_access(&look.actor) {
        return Err(Error::Forbidden);
    }
    let person = people::store::by_id(&mut look.tx, id).await?.ok_or(Error::NotFound)?;
    let has_access = store::has_access(&mut look.tx, id).await?;
    let grants = store::grants_with_ids(&mut look.tx, id).await?;
    let branches: Vec<Choice> = people::store::branches(&mut look.tx, true)
        .await?
        .into_iter()
        .map(|branch| Choice::new(branch.id, branch.name))
        .collect();
    let departments: Vec<Choice> = people::store::departments(&mut look.tx, true)
        .await?
        .into_iter()
        .map(|department| Choice::new(department.id, department.name))
        .collect();
    // Only one of this person that can be used: anybody could write something else there.
    let link = match query::<Query>().link {
        Some(token) => {
            let found = store::link(&mut look.tx, &tokens::hash(&token), look.now).await?;
            (found == Some(Some(id)))
                .then(|| format!("{}{}", services().public_url, routes::access(&token)))
        }
        None => None,
    };
    let waiting = match &link {
        Some(_) => None,
        None => store::link_waiting(&mut look.tx, id, look.now).await?,
    };
    let waiting = waiting.map(|(made, until)| {
        let at = |moment| dates::moment(lang(), in_zone(moment, &look.actor.zone));
        (t.link_waiting)(&at(made), &at(until))
    });
    let by_mail = mail::store::is_set_up(&mut look.tx).await?;
    let crumbs = vec![
        (t.people.to_owned(), Section::People.href().to_owned()),
        (person.name.clone(), routes::person(id)),
    ];
    Page::ok(
        Section::People,
        (t.access_of)(&person.name),
        view! {
            <Stack>
                <PageHead title=t.access_title crumbs />
                {link.map(|link| view! { <NewLink link /> })}
                <SigningIn person has_access waiting by_mail />
                <Card title=t.roles>
                    <p class="muted">{t.roles_hint}</p>
                    <Given person=id grants branches=branches.clone() departments=departments.clone() />
                    <AddRole person=id branches departments />
                </Card>
            </Stack>
        },
    )
}

#[component]
fn NewLink(link: String) -> impl IntoView {
    let t = texts();
    view! {
        <Notice tone=Tone::Good title=t.link_ready>
            <p>{t.link_ready_text}</p>
            <p class="one-time-link" role="group" aria-label=t.link_field id="one-time-link">{link}</p>
        </Notice>
    }
}

#[component]
fn SigningIn(
    person: Person,
    has_access: bool,
    waiting: Option<String>,
    by_mail: bool,
) -> impl IntoView {
    let t = texts();
    let id = person.id.to_string();
    let edit = format!("{}/edit", routes::person(person.id));
    let label = if has_access { t.reset_password } else { t.give_access };
    let withdraw = has_access.then(|| {
        let id = id.clone();
        view! {
            <Confirm label=t.withdraw text=t.withdraw_text>
                <Form command=WithdrawAccess::PATH>
                    <Hidden name="person" value=id />
                    <Button kind=Kind::Danger>{t.withdraw_now}</Button>
                </Form>
            </Confirm>
        }
    });
    // Nobody can sign in without an email: the way to add one stands where the button would.
    let give = match person.email.is_none() {
        true => view! {
            <p class="muted">{t.no_email}</p>
            <Inline><ButtonLink href=edit>{t.add_email}</ButtonLink></Inline>
        }
        .into_any(),
        false => {
            let m = mail::texts::texts();
            let same = id.clone();
            let by_mail = by_mail.then(move || {
                view! {
                    <Form command=SendAccess::PATH>
                        <Hidden name="person" value=same />
                        <div class="form-actions">
                            <Button kind=Kind::Primary>{m.access_button}</Button>
                        </div>
                    </Form>
                    <p class="muted">{m.access_hint}</p>
                }
            });
            let kind = if by_mail.is_some() { Kind::Secondary } else { Kind::Primary };
            view! {
                {by_mail}
                <Form command=GiveAccess::PATH>
                    <Hidden name="person" value=id />
                    <div class="form-actions"><Button kind=kind>{label}</Button></div>
                </Form>
            }
            .into_any()
        }
    };
    view! {
        <Card title=t.access>
            <p>{if has_access { t.can_sign_in } else { t.cannot_sign_in }}</p>
            {waiting.map(|text| view! { <p class="muted">{text}</p> })}
            {give}
            {withdraw}
        </Card>
    }
}

#[component]
fn Given(
    person: PersonId,
    grants: Vec<(Uuid, Grant)>,
    branches: Vec<Choice>,
    departments: Vec<Choice>,
) -> impl IntoView {
    let t = texts();
    if grants.is_empty() {
        return view! { <p>{t.no_roles}</p> }.into_any();
    }
    let name = |choices: &[Choice], id: String| {
        choices.iter().find(|choice| choice.value == id).map(|choice| choice.label.clone())
    };
    grants
        .into_iter()
        .map(|(id, grant)| {
            let place = grant
                .branch
                .and_then(|id| name(&branches, id.to_string()))
                .or_else(|| grant.department.and_then(|id| name(&departments, id.to_string())))
                .unwrap_or_else(|| t.whole_company.to_owned());
            let role = format!("{} · {place}", t.role_name(grant.role));
            let which = role.clone();
            view! {
                <Inline>
                    <strong>{role}</strong>
                    <Form command=RevokeRole::PATH key=id.to_string() inline=true>
                        <Hidden name="person" value=person.to_string() />
                        <Hidden name="grant" value=id.to_string() />
                        <Button kind=Kind::Quiet>
                            <span>{t.take_back} <span class="visually-hidden">{which}</span></span>
                        </Button>
                    </Form>
                </Inline>
            }
        })
        .collect_view()
        .into_any()
}

#[component]
fn AddRole(person: PersonId, branches: Vec<Choice>, departments: Vec<Choice>) -> impl IntoView {
    let t = texts();
    let roles = Role::ALL
        .iter()
        .map(|role| Choice::new(role, t.role_name(*role)).hint(t.role_hint(*role)))
        .collect::<Vec<_>>();
    view! {
        <ui::Section title=t.add_role>
            <Form command=GrantRole::PATH>
                <Hidden name="person" value=person.to_string() />
                <Radios name="role" label=t.role choices=roles />
                <Select name="branch" label=t.role_branch choices=branches empty=t.whole_company optional=true />
                <Select name="department" label=t.role_department choices=departments
                    empty=t.whole_company optional=true />
                <div class="form-actions">
                    <Button>{t.add_role}</Button>
                </div>
            </Form>
        </ui::Section>
    }
}
