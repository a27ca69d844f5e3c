//! The second step of a new programme: the proposed sessions, all of them editable.

use leptos::{prelude::*, server_fn::ServerFn};

use super::basics::DefaultButton;
use crate::{
    lang::lang,
    people::PersonBrief,
    programmes::{
        AudienceSummary, Framework,
        api::PlanProgramme,
        audience::{AudienceNames, people_count},
        draft::{Draft, RowTyped},
        rows::Look,
        rules, stages,
        texts::texts,
    },
    request::Posted,
    routes::Section,
    sessions::{
        rules::{LINE_MAX, TOPIC_MAX},
        texts::duration,
    },
    ui::{
        Button, Card, Fact, Facts, Icon, Inline, Kind, Notice, PageHead, Stack, Tone,
        badge::Badge,
        dates,
        form::{Area, Checks, Choice, Form, Hidden, Text},
    },
};

#[component]
pub fn SessionsStep(
    draft: Draft,
    around: Look,
    audience: AudienceSummary,
    people: Vec<PersonBrief>,
) -> impl IntoView {
    let t = texts();
    let carried = draft
        .basics()
        .into_iter()
        .map(|(name, value)| view! { <Hidden name value /> })
        .collect_view();
    let framework = draft.framework().unwrap_or(Framework::Phases);
    let summary =
        (t.save_text)(&(t.sessions_count)(draft.rows.len() as i64), &people_count(audience.people));
    view! {
        <Stack>
            <PageHead title=t.proposed kicker=draft.name.clone() intro=t.proposed_intro
                crumbs=vec![(t.programmes.into(), Section::Programmes.href().into())] />
            <div class="proposal">
                <Form command=PlanProgramme::PATH>
                    <DefaultButton press="check" />
                    <Hidden name="step" value="sessions" />
                    <Hidden name="copied_from" value=draft.copied_from.clone() />
                    <Hidden name="turn" value=draft.turn.clone() />
                    <Hidden name="proposed_for" value=draft.proposed_for.clone() />
                    <Hidden name="rows" value=draft.rows.len().to_string() />
                    {carried}
                    <Basics draft=draft.clone() framework audience />
                    <Rows draft framework around people />
                    <p>{summary}</p>
                    <div class="form-actions">
                        <Button kind=Kind::Primary name="press" value="save">{t.save_all}</Button>
                        <Button name="press" value="check">{t.check}</Button>
                        <Button kind=Kind::Quiet name="press" value="basics">{t.change_basics}</Button>
                    </div>
                </Form>
            </div>
        </Stack>
    }
}

/// The sessions, and the reason for adding them where one is due. A component of its own: fields
/// find their messages only when they are made inside the form.
#[component]
fn Rows(
    draft: Draft,
    framework: Framework,
    around: Look,
    people: Vec<PersonBrief>,
) -> impl IntoView {
    let t = texts();
    let count = draft.stage_list().len();
    let rows = draft
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let stage = stage_of(&draft, framework, row);
            let ordinal = stages::stage_number(framework, stage.0.into(), lang());
            let people = offered(&draft, row, &people);
            let (remarks, date) = (around.remarks(index), around.date(index));
            view! { <RowFields number=index + 1 of=count row=row.clone() stage ordinal people remarks date /> }
        })
        .collect_view();
    let none = draft.rows.is_empty().then(|| view! { <Notice><p>{t.no_rows}</p></Notice> });
    let reason = around.any_frozen().then(|| {
        view! {
            <Area name="plan_reason" label=t.plan_reason hint=t.plan_reason_hint rows=2u32
                maxlength=rules::REASON_MAX as u32 value=draft.plan_reason.clone() />
        }
    });
    view! { {none} {rows} {reason} }
}

/// The basics in short, above the sessions.
#[component]
fn Basics(draft: Draft, framework: Framework, audience: AudienceSummary) -> impl IntoView {
    let t = texts();
    let rhythm = if draft.rhythm == "other" { &draft.rhythm_days } else { &draft.rhythm };
    let rhythm = (t.every_days)(rhythm.parse().unwrap_or(7));
    let minutes = duration(draft.minutes.parse().unwrap_or(90));
    view! {
        <Card>
            <Facts>
                <Fact label=t.framework>{stages::framework_name(framework, lang())}</Fact>
                <Fact label=t.audience><AudienceNames summary=audience /></Fact>
                <Fact label=t.rhythm>{format!("{rhythm} · {minutes}")}</Fact>
            </Facts>
            <Inline>
                <Button kind=Kind::Quiet icon=Icon::Pencil name="press" value="basics">{t.change_basics}</Button>
            </Inline>
        </Card>
    }
}

/// The number and the name of a row's stage.
fn stage_of(draft: &Draft, framework: Framework, row: &RowTyped) -> (u8, String) {
    let number: i64 = row.stage.parse().unwrap_or_default();
    let list = draft.stage_list();
    let name = list
        .iter()
        .find(|stage| stage.number == number)
        .map(|stage| stages::name_of(framework, stage, lang()))
        .unwrap_or_default();
    (u8::try_from(number).unwrap_or(1), name)
}

/// Who can be chosen for a row: those of the basics, and those it has already.
fn offered(draft: &Draft, row: &RowTyped, people: &[PersonBrief]) -> Vec<Choice> {
    people
        .iter()
        .filter(|person| {
            let id = person.id.to_string();
            draft.facilitators.contains(&id)
                || row.facilitators.contains(&id)
                || draft.facilitators.is_empty()
        })
        .map(|person| Choice::new(person.id, person.name.clone()))
        .collect()
}

#[component]
fn RowFields(
    /// Counted from 1.
    number: usize,
    /// How many stages there are.
    of: usize,
    row: RowTyped,
    stage: (u8, String),
    /// "Phase 2".
    ordinal: String,
    people: Vec<Choice>,
    remarks: Vec<crate::programmes::rows::Remark>,
    date: Option<chrono::NaiveDate>,
) -> impl IntoView {
    let t = texts();
    let field = |name: &str| format!("{name}-{number}");
    let (stage_number, stage_name) = stage;
    let tone = Tone::Step { number: stage_number, count: u8::try_from(of).unwrap_or(5) };
    let day = date.map(|day| dates::capitalised(&dates::long_date(lang(), day)));
    // After a refusal, what stops it stands at its field.
    let refused = use_context::<Posted>().is_some_and(|posted| !posted.field_errors().is_empty());
    let mut remarks = remarks;
    remarks.retain(|remark| remark.stops.is_none() || !refused);
    let remarks = (!remarks.is_empty()).then(|| {
        let tone = if remarks.iter().any(|remark| remark.stops.is_some()) {
            Tone::Bad
        } else {
            Tone::Warn
        };
        let lines = remarks.into_iter().map(|remark| view! { <p>{remark.text}</p> }).collect_view();
        view! { <Notice tone>{lines}</Notice> }
    });
    let title = (t.session_number)(&stage_name, number as i64);
    view! {
        <fieldset class=format!("card edge proposed {}", tone.class())>
            <legend class="visually-hidden">{title}</legend>
            <div class="proposed-head">
                <Badge tone>{format!("{ordinal} · {stage_name}")}</Badge>
                <strong>{day}</strong>
            </div>
            {remarks}
            <Hidden name=field("stage") value=row.stage />
            <Text name=field("topic") label=t.topic maxlength=TOPIC_MAX as u32 value=row.topic />
            <div class="proposed-line">
                <Text name=field("date") label=t.date kind="date" value=row.date />
                <Text name=field("time") label=t.start_time kind="time" value=row.time />
                <Text name=field("room") label=t.room optional=true maxlength=LINE_MAX as u32 value=row.room />
            </div>
            <Checks name=field("facilitators") label=t.facilitators optional=true choices=people values=row.facilitators />
            <Inline>
                <Button kind=Kind::Quiet icon=Icon::Plus name="press" value=format!("add-{number}")>{t.add_session}</Button>
                <Button kind=Kind::Quiet icon=Icon::Trash name="press" value=format!("remove-{number}")>{t.remove_session}</Button>
            </Inline>
        </fieldset>
    }
}
