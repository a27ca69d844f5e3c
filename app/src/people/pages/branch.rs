use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    history::{History, local},
    list::or_dash,
    refusal,
};
use crate::{
    error::{Error, Result},
    lang::lang,
    people::{
        Branch, BranchForm, BranchId,
        api::places::{AddBranch, DeactivateBranch, ReactivateBranch, SaveBranch},
        rules, store,
        texts::texts,
        zones,
    },
    request::{Look, Page},
    routes::{self, Section},
    ui::{
        self, Button, ButtonLink, Card, Confirm, Fact, Facts, Icon, Kind, Notice, PageHead, Tone,
        dates,
        form::{Form, Hidden, Text},
    },
};

const HISTORY: i64 = 50;
/// The field that proposes time zones looks them up under this name.
const ZONES: &str = "time-zones";

async fn begin() -> Result<Look> {
    let look = Look::begin().await?;
    if rules::may_keep_everything(&look.actor) { Ok(look) } else { Err(Error::Forbidden) }
}

/// A branch with its people and its history.
pub async fn branch(id: BranchId) -> Result<Page> {
    let mut look = begin().await?;
    let branch = store::branch(&mut look.tx, id).await?.ok_or(Error::NotFound)?;
    let people = store::active_at(&mut look.tx, id).await?;
    let history = store::history(&mut look.tx, id, HISTORY).await?;
    let t = texts();
    let there = dates::moment(lang(), local(look.now, &branch.time_zone));
    let title = branch.name.clone();
    let ahead = store::ahead_at(&mut look.tx, id, look.now).await?;
    let end = end(&branch, people, ahead);
    let body = view! {
        <PageHead title=title.clone() crumbs=vec![(t.places.branches.into(), "/branches".into())]>
            {branch.active.then(|| view! {
                <ButtonLink href=format!("/people/new?branch={id}") icon=Icon::Plus>{t.add_person}</ButtonLink>
            })}
            <ButtonLink href=format!("{}/edit", routes::branch(id)) kind=Kind::Primary icon=Icon::Pencil>
                {t.edit}
            </ButtonLink>
        </PageHead>
        {refusal(DeactivateBranch::PATH)}
        {(!branch.active).then(|| view! {
            <Notice tone=Tone::Warn title=t.places.branch_inactive><p>{t.places.branch_inactive_text}</p></Notice>
        })}
        <Card>
            <Facts>
                <Fact label=t.places.people>
                    <a href=format!("/people?branch={id}")>{(t.count)(people)}</a>
                </Fact>
                <Fact label=t.places.address>{or_dash(Some(branch.address))}</Fact>
                <Fact label=t.places.time_zone>{branch.time_zone}</Fact>
                <Fact label=t.places.local_time>{dates::capitalised(&there)}</Fact>
            </Facts>
        </Card>
        <History rows=history zone=look.actor.zone.clone() />
        <ui::Section title=t.manage>{end}</ui::Section>
    };
    Page::ok(Section::Branches, title, body)
}

/// Giving a branch up, or offering it again.
fn end(branch: &Branch, people: i64, ahead: store::Ahead) -> impl IntoView + use<> {
    let t = texts();
    let (id, revision) = (branch.id, branch.revision.to_string());
    let hidden = move || {
        view! {
            <Hidden name="id" value=id.to_string() />
            <Hidden name="revision" value=revision.clone() />
        }
    };
    if !branch.active {
        return view! {
            <Form command=ReactivateBranch::PATH inline=true>
                {hidden()}
                <Button icon=Icon::Undo>{t.reactivate}</Button>
            </Form>
        }
        .into_any();
    }
    if people > 0 {
        return view! {
            <p class="muted">
                {(t.places.branch_in_use)(people)}
                " "
                <a href=format!("/people?branch={id}")>{t.places.see_them}</a>
            </p>
        }
        .into_any();
    }
    let mut text = (t.places.deactivate_branch_text)(&branch.name);
    let planned = (ahead != store::Ahead::default()).then(|| {
        text = format!("{text} {}", (t.places.still_planned)(ahead.visits, ahead.days));
        view! { <p><a href=routes::visits_at(id)>{t.places.see_visits}</a></p> }
    });
    view! {
        <Confirm label=t.places.deactivate text>
            {planned}
            <Form command=DeactivateBranch::PATH inline=true>
                {hidden()}
                <Button kind=Kind::Danger>{t.places.deactivate_confirm}</Button>
            </Form>
        </Confirm>
    }
    .into_any()
}

/// The form to add a branch, in the reader's own time zone unless they choose another.
pub async fn new() -> Result<Page> {
    let look = begin().await?;
    let t = texts();
    let form = BranchForm { time_zone: look.actor.zone.clone(), ..BranchForm::default() };
    let body = view! {
        <PageHead title=t.places.add_branch crumbs=vec![(t.places.branches.into(), "/branches".into())] />
        <Form command=AddBranch::PATH>
            {fields(form)}
            <div class="form-actions">
                <Button kind=Kind::Primary>{t.places.add_branch}</Button>
                <ButtonLink href="/branches" kind=Kind::Quiet>{t.cancel}</ButtonLink>
            </div>
        </Form>
    };
    Page::ok(Section::Branches, t.places.add_branch, body)
}

/// The form to change a branch.
pub async fn edit(id: BranchId) -> Result<Page> {
    let mut look = begin().await?;
    let branch = store::branch(&mut look.tx, id).await?.ok_or(Error::NotFound)?;
    let t = texts();
    let crumbs = vec![
        (t.places.branches.into(), "/branches".into()),
        (branch.name.clone(), routes::branch(id)),
    ];
    let title = format!("{} · {}", t.places.edit_branch, branch.name);
    let form =
        BranchForm { name: branch.name, address: branch.address, time_zone: branch.time_zone };
    let body = view! {
        <PageHead title=t.places.edit_branch crumbs />
        <Form command=SaveBranch::PATH>
            <Hidden name="id" value=id.to_string() />
            <Hidden name="revision" value=branch.revision.to_string() />
            {fields(form)}
            <div class="form-actions">
                <Button kind=Kind::Primary>{t.save}</Button>
                <ButtonLink href=routes::branch(id) kind=Kind::Quiet>{t.cancel}</ButtonLink>
            </div>
        </Form>
    };
    Page::ok(Section::Branches, title, body)
}

fn fields(form: BranchForm) -> impl IntoView {
    let t = texts().places;
    let zones = zones::proposed().map(|zone| view! { <option value=zone></option> }).collect_view();
    view! {
        <Text name="name" label=t.branch_name value=form.name autocomplete="off"
            maxlength=rules::NAME_MAX as u32 />
        <Text name="address" label=t.address value=form.address autocomplete="off" optional=true />
        <Text name="time_zone" label=t.time_zone hint=t.zone_hint value=form.time_zone
            autocomplete="off" list=ZONES />
        <datalist id=ZONES>{zones}</datalist>
    }
}
