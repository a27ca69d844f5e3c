//! What stands beside a programme's path: what it is about, and ending it.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    onboarding,
    people::PersonBrief,
    programmes::{
        AudienceSummary, Programme, ProgrammeState,
        api::{ArchiveProgramme, CancelProgramme, ReactivateProgramme},
        audience::AudienceNames,
        rules,
        texts::texts,
    },
    request::Posted,
    sessions::texts::duration,
    ui::{
        Button, Card, Confirm, Fact, Facts, Icon, Kind, PersonLine, Stack,
        form::{Area, Form, Hidden},
    },
};

/// Problem, audience, facilitators, rhythm.
#[component]
pub fn About(
    programme: Programme,
    place: String,
    audience: AudienceSummary,
    /// How many of those invited are not admitted yet, because it is job training.
    locked: i64,
    facilitators: Vec<PersonBrief>,
    /// Name and address of the programme it is a copy of.
    copied_from: Option<(String, String)>,
) -> impl IntoView {
    let t = texts();
    let people = facilitators
        .into_iter()
        .map(|person| {
            view! { <PersonLine name=person.name position=person.position branch=person.branch /> }
        })
        .collect_view();
    let nobody = people.is_empty().then_some("–");
    let (o, kind) = (onboarding::texts::texts(), programme.job_training);
    view! {
        <Card title=t.about>
            <Facts>
                <Fact label=t.problem><p class="lines">{programme.problem}</p></Fact>
                <Fact label=t.audience>
                    <AudienceNames summary=audience />
                    {(locked > 0).then(|| view! { <p class="muted small">{(o.locked_in_programme)(locked)}</p> })}
                </Fact>
                {kind.map(|kind| view! { <Fact label=o.session_kind>{(o.kind)(kind)}</Fact> })}
                <Fact label=t.facilitators><Stack>{people}</Stack>{nobody}</Fact>
                <Fact label=t.branch>{place}</Fact>
                <Fact label=t.rhythm>
                    {format!("{} · {}", (t.every_days)(programme.rhythm_days), duration(programme.minutes))}
                </Fact>
                {copied_from.map(|(name, href)| view! {
                    <Fact label=t.copied_from><a href=href>{name}</a></Fact>
                })}
            </Facts>
        </Card>
    }
}

/// Cancel, archive, make active again.
#[component]
pub fn Manage(
    programme: Programme,
    /// How many sessions are still to come.
    ahead: i64,
    can_archive: bool,
) -> impl IntoView {
    let t = texts();
    let record = StoredValue::new((programme.id.to_string(), programme.revision.to_string()));
    let hidden = move || {
        let (id, revision) = record.get_value();
        view! { <Hidden name="id" value=id /> <Hidden name="revision" value=revision /> }
    };
    let refused =
        use_context::<Posted>().is_some_and(|posted| *posted.command == *CancelProgramme::PATH);
    let archive = can_archive.then(|| {
        view! {
            <Form command=ArchiveProgramme::PATH inline=true>
                {hidden()}
                <Button>{t.archive}</Button>
            </Form>
        }
    });
    let reactivate = (programme.state != ProgrammeState::Active).then(|| {
        view! {
            <Form command=ReactivateProgramme::PATH inline=true>
                {hidden()}
                <Button icon=Icon::Undo>{t.reactivate}</Button>
            </Form>
        }
    });
    let cancel = rules::can_cancel(programme.state).then(|| {
        view! {
            <Confirm label=t.cancel text=(t.cancel_text)(ahead) open=refused>
                <Form command=CancelProgramme::PATH>
                    {hidden()}
                    <Area name="reason" label=t.reason hint=t.reason_hint rows=2u32
                        maxlength=rules::REASON_MAX as u32 />
                    <div class="form-actions"><Button kind=Kind::Danger>{t.cancel}</Button></div>
                </Form>
            </Confirm>
        }
    });
    view! { <Card title=t.manage><div class="inline manage">{reactivate} {archive} {cancel}</div></Card> }
}
