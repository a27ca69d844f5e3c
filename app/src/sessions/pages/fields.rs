//! The fields of the form that plans or edits a session.

use leptos::prelude::*;

use crate::{
    error::Result,
    knowledge::markdown,
    lang::lang,
    onboarding::{self, JobTraining},
    people::{self, Branch, PersonBrief},
    programmes::{
        AudienceLine,
        audience::{self, AudienceFields},
        stages,
    },
    request::{Look, Posted},
    sessions::{
        Session,
        form::{PREVIEW, SessionForm},
        islands::{Findable, Watched},
        rules,
        store::{self, ProgrammeStage},
        texts::form::texts,
    },
    ui::{
        Kind, Prose, Section,
        form::{Area, Checks, Choice, Select, Text},
    },
};

/// More names than this are looked for rather than looked through.
const MANY: usize = 8;

/// What the fields offer to choose from.
pub struct Offer {
    /// Where the person may plan.
    pub branches: Vec<Branch>,
    /// May plan sessions of no branch.
    pub online: bool,
    pub programmes: Vec<ProgrammeStage>,
    pub facilitators: Vec<PersonBrief>,
    /// Who can be invited.
    pub audience: audience::Options,
}

impl Offer {
    /// For a new session, or for one being changed, whose own choices stay on offer.
    /// `invited` are ticked.
    pub async fn load(
        look: &mut Look,
        session: Option<&Session>,
        invited: Vec<AudienceLine>,
    ) -> Result<Offer> {
        let actor = look.actor.clone();
        let tx = &mut look.tx;
        let mut keep = Vec::new();
        if let Some(session) = session {
            let mut found = store::facilitators(tx, &[session.id]).await?;
            keep.extend(found.remove(&session.id).unwrap_or_default().iter().map(|f| f.id));
        }
        let own = session.map(|session| session.branch_id);
        let offered = |branch| own == Some(branch) || rules::may_plan_at(&actor, branch);
        let all_branches = people::store::branches(tx, true).await?;
        let branches = all_branches.into_iter().filter(|b| offered(Some(b.id))).collect();
        let programme = session.and_then(|session| session.programme_id);
        Ok(Offer {
            branches,
            online: offered(None),
            programmes: store::programme_stages(tx, &actor.scope(), programme).await?,
            facilitators: store::facilitator_choices(tx, &keep).await?,
            audience: audience::options(tx, &actor.scope(), invited).await?,
        })
    }
}

/// Topic, programme, opening question, agenda.
#[component]
pub fn WhatFields(form: SessionForm, programmes: Vec<ProgrammeStage>) -> impl IntoView {
    let t = texts();
    view! {
        // Enter in a field presses the first button of a form, which is not to be the preview.
        <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
        <Section title=t.what>
            <Text name="topic" label=t.topic hint=t.topic_hint value=form.topic maxlength=200u32 />
            <Select
                name="programme"
                label=t.programme
                choices=programme_choices(programmes)
                value=form.programme
                empty=t.programme_none
                optional=true
            />
            <Area name="prompt" label=t.prompt hint=t.prompt_hint value=form.prompt optional=true rows=2u32 maxlength=500u32 />
            <Area name="agenda" label=t.agenda hint=t.agenda_hint value=form.agenda optional=true rows=6u32 maxlength=20_000u32 />
            <Preview />
        </Section>
    }
}

/// The button that asks for the agenda as it will look, and the answer to it.
#[component]
fn Preview() -> impl IntoView {
    let t = texts();
    let asked =
        use_context::<Posted>().filter(|posted| posted.all("press").any(|press| press == PREVIEW));
    let shown = asked.map(|posted| {
        let html = markdown::render(posted.all("agenda").next().unwrap_or_default());
        let text = match html.trim().is_empty() {
            true => view! { <p class="muted">{t.preview_empty}</p> }.into_any(),
            false => view! { <Prose html /> }.into_any(),
        };
        // Takes the focus, so that the page comes back where the person was.
        view! { <div role="region" aria-label=t.preview tabindex="-1" autofocus>{text}</div> }
    });
    view! {
        <div class="agenda-preview">
            <button class=Kind::Secondary.class() name="press" value=PREVIEW>
                {t.preview}
            </button>
            {shown}
        </div>
    }
}

fn programme_choices(programmes: Vec<ProgrammeStage>) -> Vec<Choice> {
    let mut choices = Vec::new();
    let mut last = None;
    for row in programmes {
        if last != Some(row.id) {
            choices.push(Choice::new(row.id, row.name.clone()));
            last = Some(row.id);
        }
        let Some(number) = row.number else { continue };
        let numbered = stages::stage_number(row.framework, number, lang());
        let name = match stages::stage_name(row.framework, number, lang()) {
            "" => row.stage.unwrap_or_default(),
            known => known.into(),
        };
        let label = format!("{} · {numbered}: {name}", row.name);
        choices.push(Choice::new(format!("{}/{number}", row.id), label));
    }
    choices
}

/// Room and link, late threshold and places.
#[component]
pub fn PlaceFields(form: SessionForm, branches: Vec<Branch>, online: bool) -> impl IntoView {
    let t = texts();
    let choices = branches.into_iter().map(|b| Choice::new(b.id, b.name)).collect::<Vec<_>>();
    let branch = match online {
        true => view! { <Select name="branch" label=t.branch choices value=form.branch empty=t.branch_none /> }.into_any(),
        false => view! { <Select name="branch" label=t.branch choices value=form.branch /> }.into_any(),
    };
    view! {
        {branch}
        <Text name="room" label=t.room value=form.room optional=true maxlength=200u32 />
        <Text name="link" label=t.link hint=t.link_hint kind="url" value=form.link optional=true maxlength=200u32 />
    }
}

/// How many fit in, from when on somebody is late, and whether it is job training.
#[component]
pub fn LimitFields(form: SessionForm) -> impl IntoView {
    let t = texts();
    let o = onboarding::texts::texts();
    let kinds = JobTraining::ALL.iter().map(|kind| Choice::new(kind, (o.kind)(*kind))).collect();
    view! {
        <Text name="capacity" label=t.capacity hint=t.capacity_hint kind="number" inputmode="numeric" value=form.capacity optional=true />
        <Text name="late_after" label=t.late_after hint=t.late_after_hint kind="number" inputmode="numeric" value=form.late_after />
        <Select name="job_training" label=o.session_kind hint=o.session_kind_hint choices=kinds value=form.job_training empty=o.session_none optional=true />
    }
}

/// Date, start and duration.
#[component]
pub fn TimeFields(
    date: String,
    time: String,
    minutes: String,
    /// On whose clocks.
    hint: String,
) -> impl IntoView {
    let t = texts();
    view! {
        <Text name="date" label=t.date kind="date" value=date />
        <Text name="time" label=t.time hint kind="time" value=time />
        <Text name="minutes" label=t.minutes kind="number" inputmode="numeric" value=minutes />
    }
}

/// Who facilitates, to tick in a list.
#[component]
pub fn FacilitatorFields(chosen: Vec<String>, people: Vec<PersonBrief>) -> impl IntoView {
    let t = texts();
    let many = people.len() > MANY;
    let choices = people
        .into_iter()
        .map(|person| {
            let about: Vec<String> =
                [person.position, person.branch].into_iter().filter(|p| !p.is_empty()).collect();
            Choice::new(person.id, person.name).hint(about.join(" · "))
        })
        .collect::<Vec<_>>();
    let list = view! {
        <Checks name="facilitators" label=t.facilitators hint=t.facilitators_hint choices values=chosen />
    };
    match many {
        true => {
            view! { <Findable label=t.find_facilitator.to_owned()>{list}</Findable> }.into_any()
        }
        false => list.into_any(),
    }
}

/// All fields of a new session.
#[component]
pub fn AllFields(form: SessionForm, offer: Offer, hint: String) -> impl IntoView {
    let t = texts();
    let Offer { branches, online, programmes, facilitators, audience } = offer;
    let (place, chosen) = (form.clone(), form.facilitators.clone());
    let (date, time, minutes) = (form.date.clone(), form.time.clone(), form.minutes.clone());
    view! {
        <WhatFields form=form.clone() programmes />
        <Watched session=String::new()>
            <Section title=t.when>
                <PlaceFields form=place branches online />
                <TimeFields date time minutes hint />
            </Section>
            <FacilitatorFields chosen people=facilitators />
        </Watched>
        <AudienceFields options=audience />
        <LimitFields form />
    }
}
