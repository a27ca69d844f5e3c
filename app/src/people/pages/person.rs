use leptos::{prelude::*, server_fn::ServerFn};

use super::{history::History, list::or_dash, refusal};
use crate::{
    access::{self, Grant},
    error::{Error, Result},
    handover,
    lang::lang,
    onboarding,
    people::{
        Directory, PersonFacts, PersonId,
        api::{DeactivatePerson, ReactivatePerson},
        rules,
        store::{self, Ahead, Detail},
        texts::texts,
    },
    request::{Look, Page},
    routes::{self, Section},
    ui::{
        self, Button, ButtonLink, Card, Confirm, Fact, Facts, Icon, Kind, Notice, PageHead, Tone,
        dates,
        form::{Form, Hidden},
    },
};

/// The latest changes; older ones are in the database all the same.
const HISTORY: i64 = 50;

pub async fn person(id: PersonId) -> Result<Page> {
    let mut look = Look::begin().await?;
    if !rules::may_see_people(&look.actor) {
        return Err(Error::Forbidden);
    }
    let detail = store::find(&mut look.tx, &look.actor.scope(), id, look.now).await?;
    let directory = store::directory(&mut look.tx).await?;
    let grants = access::store::grants(&mut look.tx, id).await?;
    let history = store::history(&mut look.tx, id, HISTORY).await?;
    let onboarding = onboarding::pages::person_card(&mut look, &detail.person).await?;
    let handover = handover::pages::person_card(&mut look, &detail.person).await?;
    let t = texts();
    let person = &detail.person;
    let may_change = rules::may_change(&look.actor, person.branch_id, detail.is_admin);
    let may_give_access = access::rules::may_give_access(&look.actor);
    let end = (may_change && id != look.actor.id)
        .then(|| end(&detail, handover::rules::may_hand_over(&look.actor)));
    let (title, active) = (person.name.clone(), person.active);
    let body = view! {
        <PageHead title=title.clone() crumbs=vec![(t.people.into(), "/people".into())]>
            {may_give_access.then(|| view! {
                <ButtonLink href=format!("{}/access", routes::person(id)) icon=Icon::Lock>{t.give_access}</ButtonLink>
            })}
            {may_change.then(|| view! {
                <ButtonLink href=format!("{}/edit", routes::person(id)) kind=Kind::Primary icon=Icon::Pencil>
                    {t.edit}
                </ButtonLink>
            })}
        </PageHead>
        {refusal(DeactivatePerson::PATH)}
        {refusal(ReactivatePerson::PATH)}
        {(!active).then(|| view! {
            <Notice tone=Tone::Warn title=t.is_inactive><p>{t.is_inactive_text}</p></Notice>
        })}
        <ui::Columns>
            <About detail directory=directory.clone() />
            <ui::Stack>
                <Roles grants directory />
                {handover}
                {onboarding}
            </ui::Stack>
        </ui::Columns>
        <History rows=history zone=look.actor.zone.clone() />
        {end}
    };
    Page::ok(Section::People, title, body)
}

#[component]
fn About(detail: Detail, directory: Directory) -> impl IntoView {
    let t = texts();
    let person = &detail.person;
    let words = rules::in_words(&PersonFacts::from(person), &directory);
    let facts = words
        .into_iter()
        // The name is the title, and dates are written out.
        .filter(|(field, _)| {
            !matches!(field, crate::people::PersonField::Name | crate::people::PersonField::HiredOn)
        })
        .map(|(field, text)| view! { <Fact label=t.field(field)>{or_dash(Some(text))}</Fact> })
        .collect_view();
    let hired_on = person.hired_on.map(|on| dates::capitalised(&dates::long_date(lang(), on)));
    view! {
        <Card title=t.facts>
            <Facts>
                {facts}
                <Fact label=t.hired_on>{or_dash(hired_on)}</Fact>
                <Fact label=t.access>{if detail.has_access { t.has_access } else { t.no_access }}</Fact>
                <Fact label=t.attended>{(t.sessions)(detail.attended)}</Fact>
            </Facts>
        </Card>
    }
}

#[component]
fn Roles(grants: Vec<Grant>, directory: Directory) -> impl IntoView {
    let t = texts();
    let rows = grants
        .iter()
        .map(|grant| {
            let branch = grant.branch.and_then(|id| directory.branch(id)).map(|b| b.name.clone());
            let department =
                grant.department.and_then(|id| directory.department(id)).map(|d| d.name.clone());
            let places: Vec<String> = [branch, department].into_iter().flatten().collect();
            let place =
                if places.is_empty() { t.whole_company.to_owned() } else { places.join(" · ") };
            view! { <Fact label=access::texts::texts().role_name(grant.role)>{place}</Fact> }
        })
        .collect_view();
    view! {
        <Card title=t.roles>
            {if grants.is_empty() {
                view! { <p class="muted">{t.no_role}</p> }.into_any()
            } else {
                view! { <Facts>{rows}</Facts> }.into_any()
            }}
        </Card>
    }
}

/// Ending somebody's work, or resuming it.
fn end(detail: &Detail, hands_over: bool) -> impl IntoView + use<> {
    let t = texts();
    let person = &detail.person;
    let hidden = {
        let (id, revision) = (person.id.to_string(), person.revision.to_string());
        move || {
            view! {
                <Hidden name="id" value=id.clone() />
                <Hidden name="revision" value=revision.clone() />
            }
        }
    };
    if !person.active {
        return view! {
            <Form command=ReactivatePerson::PATH inline=true>
                {hidden()}
                <Button icon=Icon::Undo>{t.reactivate}</Button>
            </Form>
        }
        .into_any();
    }
    let mut text = (t.deactivate_text)(&person.name);
    if detail.facilitates > 0 {
        text = format!("{text} {}", (t.facilitates)(detail.facilitates));
    }
    let ahead = detail.ahead;
    if ahead != Ahead::default() {
        text = format!("{text} {}", (t.holds)(ahead.visits, ahead.days));
    }
    let holds = ahead != Ahead::default() || detail.facilitates > 0;
    let hand_over = (hands_over && holds).then(|| {
        view! { <p><a href=routes::hand_over(person.id)>{t.hand_over_first}</a></p> }
    });
    view! {
        <Confirm label=t.deactivate text>
            {hand_over}
            <Form command=DeactivatePerson::PATH inline=true>
                {hidden()}
                <Button kind=Kind::Danger>{t.deactivate_confirm}</Button>
            </Form>
        </Confirm>
    }
    .into_any()
}
