//! The page where a thing is verified, looked after, reviewed and retired.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{can_verify, history::history, kept::Kept};
use crate::{
    error::{Error, Result},
    people::{self, PersonId},
    provenance::Kind as Of,
    request::{Look, Page, Posted},
    reviews::{
        Keeping, Subject, Verification,
        api::{EndThing, KeepThing, ReviewThing, UndoEnding, VerifyText, WithdrawVerification},
        choosing, rules, store, subject,
        texts::texts,
    },
    routes::{self, Section},
    sessions::zones::in_zone,
    ui::{
        Button, ButtonLink, Card, Columns, Confirm, Icon, Inline, Kind, PageHead, Stack,
        form::{Area, Choice, Form, Hidden, Radios, Text},
    },
};

/// `/reviews/{kind}/{id}`
pub async fn keep(kind: Of, id: Uuid) -> Result<Page> {
    let t = texts();
    if !rules::is_kept(kind) {
        return Err(Error::NotFound);
    }
    let mut look = Look::begin().await?;
    let actor = look.actor.clone();
    let found = subject(&mut look.tx, &actor, (kind, id)).await?;
    let subject = found.ok_or(Error::NotFound)?;
    let kept = Kept::load(&mut look, &subject).await?;
    let keeping = store::keeping(&mut look.tx, subject.thing).await?;
    let ended = store::ending(&mut look.tx, subject.thing).await?.is_some();
    let keeps = rules::may_keep(subject.tie);
    let verifies = rules::may_verify(subject.tie) && !ended;
    let reviews = keeps && !ended || sent(ReviewThing::PATH);
    // Whoever looks after it reviews it; for others vouching is what there is to do.
    let main = if reviews { Kind::Secondary } else { Kind::Primary };
    let verify = (verifies || sent(VerifyText::PATH)).then(|| verify(&subject, main));
    let given = store::verifications(&mut look.tx, subject.thing).await?;
    let withdraw = withdraw(&subject, &given, actor.id);
    let today = in_zone(look.now, &actor.zone).date();
    let review = reviews.then(|| review(&subject, &keeping, rules::next_review(today).to_string()));
    let owner = match keeps {
        true => Some(owner(&mut look, &subject, &keeping).await?),
        false => None,
    };
    let end = match (keeps, ended) {
        (false, _) => None,
        (true, true) => Some(undo(&subject)),
        (true, false) => Some(end(&mut look, &subject).await?),
    };
    let history = history(&mut look, &subject).await?;
    let (banner, card) = (kept.banner(), kept.facts(None));
    let label = subject.node.label.clone();
    let crumbs = vec![
        (t.list.to_owned(), routes::REVIEWS.to_owned()),
        (label.clone(), subject.node.href.clone()),
    ];
    let open = subject.node.href.clone();
    Page::ok(
        Section::Knowledge,
        format!("{} · {label}", t.page),
        view! {
            <Stack>
                <PageHead title=t.page kicker=label intro=t.intro crumbs>
                    <ButtonLink href=open>{(t.back)(kind)}</ButtonLink>
                </PageHead>
                {banner}
                <Columns>
                    <Stack>{verify} {withdraw} {review} {owner} {end}</Stack>
                    <Stack>{card} {history}</Stack>
                </Columns>
            </Stack>
        },
    )
}

/// Whether a form of this command was refused here: then it stays, whatever happened meanwhile.
fn sent(command: &str) -> bool {
    use_context::<Posted>().is_some_and(|posted| *posted.command == *command)
}

fn about(subject: &Subject) -> impl IntoView + use<> {
    let (kind, id) = subject.thing;
    view! {
        <Hidden name="kind" value=kind.as_str() />
        <Hidden name="id" value=id.to_string() />
    }
}

fn verify(subject: &Subject, main: Kind) -> AnyView {
    let t = texts();
    let (kind, mark) = (subject.thing.0, subject.mark);
    if !can_verify(kind, mark) && !sent(VerifyText::PATH) {
        return view! { <Card title=t.verify><p class="muted">{t.no_version}</p></Card> }
            .into_any();
    }
    let about = about(subject);
    view! {
        <Card title=t.verify>
            <p class="muted">{(t.verify_text)(kind, mark.number)}</p>
            <Form command=VerifyText::PATH>
                {about}
                <Hidden name="mark" value=mark.number.to_string() />
                <Area name="remark" label=t.remark hint=t.remark_hint rows=2u32 optional=true
                    maxlength=rules::REMARK_MAX as u32 />
                <div class="form-actions"><Button kind=main icon=Icon::Check>{t.verify_it}</Button></div>
            </Form>
        </Card>
    }
    .into_any()
}

/// For each verification that still counts and that the person may take back.
fn withdraw(subject: &Subject, given: &[Verification], person: PersonId) -> Option<AnyView> {
    let t = texts();
    let valid = given.iter().filter(|given| given.withdrawn_at.is_none());
    let mine = valid.filter(|given| rules::may_withdraw(subject.tie, given.person_id, person));
    let forms: Vec<AnyView> = mine
        .map(|given| {
            let (about, id) = (about(subject), given.id.to_string());
            let label = format!("{}: {}", t.withdraw, given.person);
            view! {
                <Confirm label text=t.withdraw_text kind=Kind::Quiet icon=Icon::Undo>
                    <Form command=WithdrawVerification::PATH key=id.clone() inline=true>
                        {about}
                        <Hidden name="verification" value=id />
                        <Button kind=Kind::Danger>{t.withdraw}</Button>
                    </Form>
                </Confirm>
            }
            .into_any()
        })
        .collect();
    (!forms.is_empty()).then(|| view! { <Stack>{forms}</Stack> }.into_any())
}

fn review(subject: &Subject, keeping: &Keeping, next: String) -> AnyView {
    let t = texts();
    let (about, mark) = (about(subject), subject.mark.number.to_string());
    let revision = keeping.revision.to_string();
    view! {
        <Card title=t.review>
            <p class="muted">{t.review_text}</p>
            <Form command=ReviewThing::PATH>
                {about}
                <Hidden name="mark" value=mark />
                <Hidden name="revision" value=revision />
                <Text name="next_on" label=t.next_day kind="date" value=next />
                <Area name="remark" label=t.remark rows=2u32 optional=true maxlength=rules::REMARK_MAX as u32 />
                <div class="form-actions"><Button kind=Kind::Primary>{t.still_right}</Button></div>
            </Form>
        </Card>
    }
    .into_any()
}

/// Who looks after it and until when. Whom a search finds may see the thing.
async fn owner(look: &mut Look, subject: &Subject, keeping: &Keeping) -> Result<AnyView> {
    let t = texts();
    let searched = choosing::searched(KeepThing::PATH, "who");
    let posted = choosing::searched(KeepThing::PATH, "owner");
    let mut ids: Vec<PersonId> = keeping.owner_id.into_iter().collect();
    ids.extend(posted.and_then(|id| id.parse::<PersonId>().ok()));
    if ids.is_empty() {
        ids.push(look.actor.id);
    }
    let mut people = people::store::briefs(&mut look.tx, &ids).await?;
    let text = searched.clone().unwrap_or_default();
    let mut found = false;
    if searched.is_some() {
        for person in choosing::people(&mut look.tx, subject.thing, &text).await? {
            found = true;
            if people.iter().all(|other| other.id != person.id) {
                people.push(person);
            }
        }
    }
    let mut choices: Vec<Choice> = people.into_iter().map(choosing::person).collect();
    choices.push(Choice::new("", t.nobody));
    let nothing = (searched.is_some() && !found)
        .then(|| view! { <p class="hint">{(t.nothing_found)(&text)}</p> });
    let chosen = keeping.owner_id.map(|id| id.to_string()).unwrap_or_default();
    let day = keeping.review_on.map(|on| on.to_string()).unwrap_or_default();
    let (about, revision) = (about(subject), keeping.revision.to_string());
    Ok(view! {
        <Card title=t.keep>
            <Form command=KeepThing::PATH>
                {about}
                <Hidden name="revision" value=revision />
                <Radios name="owner" label=t.owner choices value=chosen />
                <Text name="who" label=t.find_owner kind="search" optional=true />
                <Hidden name="who_found" value=text />
                <Inline><Button icon=Icon::Search name="press" value=choosing::FIND>{t.find}</Button></Inline>
                {nothing}
                <Text name="review_on" label=t.day hint=t.day_hint kind="date" value=day optional=true />
                <div class="form-actions"><Button>{t.save}</Button></div>
            </Form>
        </Card>
    }
    .into_any())
}

async fn end(look: &mut Look, subject: &Subject) -> Result<AnyView> {
    let t = texts();
    let searched = choosing::searched(EndThing::PATH, "find");
    let text = searched.clone().unwrap_or_default();
    let scope = look.actor.scope();
    let mut choices = vec![Choice::new("", t.no_successor)];
    choices.extend(choosing::successors(&mut look.tx, &scope, subject, &text).await?);
    let nothing = (choices.len() == 1 && searched.is_some())
        .then(|| view! { <p class="hint">{(t.nothing_titled)(&text)}</p> });
    let (about, open) = (about(subject), sent(EndThing::PATH));
    Ok(view! {
        <Confirm label=t.end text=t.end_text kind=Kind::Secondary open>
            <Form command=EndThing::PATH>
                {about}
                <Radios name="successor" label=t.successor hint=t.successor_hint choices value="" />
                <Text name="find" label=t.find_successor kind="search" optional=true />
                <Hidden name="found" value=text />
                <Inline><Button icon=Icon::Search name="press" value=choosing::FIND>{t.find}</Button></Inline>
                {nothing}
                <Area name="reason" label=t.reason hint=t.reason_hint rows=2u32 maxlength=rules::REMARK_MAX as u32 />
                <div class="form-actions"><Button kind=Kind::Danger>{t.end_it}</Button></div>
            </Form>
        </Confirm>
    }
    .into_any())
}

fn undo(subject: &Subject) -> AnyView {
    let t = texts();
    let about = about(subject);
    view! {
        <Card title=t.undo>
            <p class="muted">{t.undo_text}</p>
            <Form command=UndoEnding::PATH inline=true>
                {about}
                <Button icon=Icon::Undo>{t.undo_it}</Button>
            </Form>
        </Card>
    }
    .into_any()
}
