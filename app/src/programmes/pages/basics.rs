//! The first step of a new programme: what it is about, who takes part, when and where.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    lang::lang,
    onboarding::{self, JobTraining},
    people::PersonBrief,
    programmes::{
        Framework,
        api::PlanProgramme,
        audience::{AudienceFields, Options},
        draft::Draft,
        rules, stages,
        texts::texts,
    },
    routes::Section,
    sessions::rules::LINE_MAX,
    ui::{
        Button, ButtonLink, Kind, PageHead, Stack,
        form::{Area, Checks, Choice, Form, Hidden, Radios, Select, Text},
    },
};

#[component]
pub fn BasicsStep(
    draft: Draft,
    title: String,
    /// Whether this is a copy of another programme.
    copy: bool,
    /// What comes along from the turn before.
    along: Option<AnyView>,
    audience: Options,
    branches: Vec<Choice>,
    /// May have a programme without a branch.
    whole_company: bool,
    people: Vec<PersonBrief>,
) -> impl IntoView {
    let t = texts();
    // The rows travel along, so that a way back and forth loses nothing.
    let carried = draft
        .sessions()
        .into_iter()
        .map(|(name, value)| view! { <Hidden name value /> })
        .collect_view();
    let intro = match (copy, draft.is_next_turn()) {
        (true, true) => t.next_turn_intro,
        (true, false) => t.copy_intro,
        (false, _) => t.new_intro,
    };
    view! {
        <Stack>
            <PageHead title intro crumbs=vec![(t.programmes.into(), Section::Programmes.href().into())] />
            <Form command=PlanProgramme::PATH>
                <DefaultButton press="propose" />
                <Hidden name="step" value="basics" />
                <Hidden name="copied_from" value=draft.copied_from.clone() />
                <Hidden name="turn" value=draft.turn.clone() />
                {carried}
                {along}
                <What draft=draft.clone() />
                <h2>{t.part_who}</h2>
                <AudienceFields options=audience />
                <Facilitators people chosen=draft.facilitators.clone() />
                <When draft branches whole_company />
                <div class="form-actions">
                    <Button kind=Kind::Primary name="press" value="propose">{t.propose}</Button>
                    <ButtonLink kind=Kind::Quiet href=Section::Programmes.href()>{t.back}</ButtonLink>
                </div>
            </Form>
        </Stack>
    }
}

/// The button that Enter presses: the first in the form, for the eyes of nobody.
#[component]
pub fn DefaultButton(press: &'static str) -> impl IntoView {
    view! {
        <button type="submit" class="visually-hidden" name="press" value=press tabindex="-1" aria-hidden="true"></button>
    }
}

#[component]
fn What(draft: Draft) -> impl IntoView {
    let t = texts();
    let hints = [
        (Framework::Phases, t.phases_hint),
        (Framework::Levels, t.levels_hint),
        (Framework::Own, t.own_hint),
    ];
    let frameworks = hints
        .into_iter()
        .map(|(framework, hint)| {
            Choice::new(framework, stages::framework_name(framework, lang())).hint(hint)
        })
        .collect();
    view! {
        <h2>{t.part_what}</h2>
        <Radios name="framework" label=t.framework choices=frameworks value=draft.framework />
        <div class="own-stages">
            <Area name="stages" label=t.stages hint=t.stages_hint optional=true rows=4u32 value=draft.stages />
        </div>
        <Text name="name" label=t.name hint=t.name_hint maxlength=rules::NAME_MAX as u32 value=draft.name />
        <Area name="problem" label=t.problem_title hint=t.problem_hint rows=3u32
            maxlength=rules::PROBLEM_MAX as u32 value=draft.problem />
        <JobTrainingField value=draft.job_training hint=onboarding::texts::texts().programme_kind_hint />
    }
}

/// Whether the programme is job training, and of which kind.
#[component]
pub fn JobTrainingField(value: String, hint: &'static str) -> impl IntoView {
    let o = onboarding::texts::texts();
    let kinds = JobTraining::ALL.iter().map(|kind| Choice::new(kind, (o.kind)(*kind))).collect();
    view! {
        <Select name="job_training" label=o.session_kind hint choices=kinds value empty=o.session_none optional=true />
    }
}

#[component]
fn Facilitators(people: Vec<PersonBrief>, chosen: Vec<String>) -> impl IntoView {
    let t = texts();
    let choices = people.into_iter().map(facilitator_choice).collect();
    view! {
        <div class="people-choices">
            <Checks name="facilitators" label=t.facilitators hint=t.facilitators_hint choices values=chosen optional=true />
        </div>
    }
}

/// A person to choose, told apart by position and branch.
fn facilitator_choice(person: PersonBrief) -> Choice {
    let about: Vec<_> =
        [person.position, person.branch].into_iter().filter(|part| !part.is_empty()).collect();
    Choice::new(person.id, person.name).hint(about.join(" · "))
}

#[component]
fn When(draft: Draft, branches: Vec<Choice>, whole_company: bool) -> impl IntoView {
    let t = texts();
    let rhythms = vec![
        Choice::new("7", t.weekly),
        Choice::new("14", t.two_weeks),
        Choice::new("other", t.other_rhythm),
    ];
    let branch = if whole_company {
        view! {
            <Select name="branch" label=t.branch hint=t.branch_hint choices=branches empty=t.whole_company value=draft.branch />
        }
    } else {
        view! { <Select name="branch" label=t.branch hint=t.branch_hint choices=branches value=draft.branch /> }
    };
    view! {
        <h2>{t.part_when}</h2>
        {branch}
        <Text name="room" label=t.room optional=true class="input-short" maxlength=LINE_MAX as u32 value=draft.room />
        <Text name="start_on" label=t.start_on kind="date" value=draft.start_on />
        <Radios name="rhythm" label=t.rhythm choices=rhythms value=draft.rhythm />
        <div class="other-rhythm">
            <Text name="rhythm_days" label=t.rhythm_days hint=t.rhythm_days_hint optional=true
                class="input-number" inputmode="numeric" value=draft.rhythm_days />
        </div>
        <div class="pair">
            <Text name="time" label=t.time kind="time" value=draft.time />
            <Text name="minutes" label=t.minutes class="input-number" inputmode="numeric" value=draft.minutes />
        </div>
    }
}
