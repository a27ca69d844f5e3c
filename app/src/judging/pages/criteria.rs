//! The criteria of the round to come: choosing, writing, weighing.

use std::collections::HashMap;

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    around::Around,
    parts::{Meaning, measure},
};
use crate::{
    error::{Error, Result},
    judging::{
        Criterion, CriterionKind, Direction, RoundState,
        api::{ChooseCriteria, RemoveCriterion, SaveCriterion, SaveWeights},
        library, rules, store,
        texts::texts,
    },
    lang::lang,
    people::{self, DepartmentId},
    programmes::ProgrammeId,
    request::{Look, Page, refused},
    routes::{self, Section},
    ui::{
        self, Badge, Button, ButtonLink, Card, Confirm, Empty, Grid, Icon, Inline, Kind, Notice,
        PageHead, Stack,
        form::{Checks, Choice, Form, Hidden, Radios, Select, Text},
    },
};

/// `/programmes/{id}/criteria`, for those who lead the programme.
pub async fn criteria(id: ProgrammeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let around = Around::load(&mut look, id).await?;
    let led = rules::departments_led(&look.actor);
    if !around.leads && led.is_empty() {
        return Err(Error::Forbidden);
    }
    let round = around.rounds.first().cloned();
    let criteria = match &round {
        Some(round) => store::criteria(&mut look.tx, round.id).await?,
        None => Vec::new(),
    };
    let frozen = round.as_ref().is_some_and(|round| round.state != RoundState::Draft);
    let editable = !frozen && around.closed.is_none();
    let revealed = round.as_ref().is_some_and(|round| round.state == RoundState::Revealed);
    let offer = Offer::load(&mut look, &around, &led, &criteria).await?;
    let why = around.closed.clone().unwrap_or_default();
    let said = why.clone();
    let closed = (!said.is_empty() && !criteria.is_empty())
        .then(|| view! { <Notice><p>{said}</p></Notice> });
    let to_judging = view! {
        <ButtonLink href=routes::judging(id) kind=if frozen { Kind::Primary } else { Kind::Secondary }>
            {if revealed { t.to_results } else { t.to_judging }}
        </ButtonLink>
    };
    let frozen = frozen.then(|| view! { <Notice><p>{t.frozen}</p></Notice> });
    let sum: i64 = criteria.iter().map(|criterion| criterion.weight).sum();
    let refused = refused(SaveCriterion::PATH, "");
    let leads = around.leads;
    let weights = (leads && !criteria.is_empty() && editable).then(|| weights(id, &criteria, sum));
    let with_parts = |whole: &Criterion| {
        let parts = || criteria.iter().filter(|part| part.part_of == Some(whole.id));
        let sum = whole.weight + parts().map(|part| part.weight).sum::<i64>();
        parts().next().filter(|_| sum > 0).map(|_| (t.with_parts)(sum))
    };
    let one = |one: &Criterion| {
        let editable = editable && rules::may_write(&look.actor, &around.programme, one);
        card(id, one, with_parts(one), &offer, editable)
    };
    let cards = criteria.iter().map(one).collect_view();
    let chosen = match criteria.is_empty() {
        true if editable => {
            view! { <Empty title=t.no_criteria text=t.no_criteria_text /> }.into_any()
        }
        true => view! { <Empty title=t.no_criteria text=why /> }.into_any(),
        false => view! { <Grid>{cards}</Grid> }.into_any(),
    };
    let more = editable.then(|| {
        let title = if leads { t.own_criterion } else { t.own_of_department };
        let library = leads.then(|| library_form(id, &criteria));
        let own = match !leads && offer.wholes.is_empty() {
            true => view! { <p class="muted">{t.no_whole_yet}</p> }.into_any(),
            false => view! { <CriterionForm programme=id criterion=None offer=offer.clone() /> }
                .into_any(),
        };
        let theirs = (!leads).then(|| view! { <p class="muted">{t.own_of_department_text}</p> });
        view! {
            {library}
            <details class="form-section" open=refused || !leads>
                <summary>{title}</summary>
                {theirs}
                {own}
            </details>
        }
    });
    let count = (t.criteria_sum)(criteria.len() as i64, sum);
    Page::ok(
        Section::Programmes,
        t.criteria,
        view! {
            <Stack>
                <PageHead title=t.criteria intro=t.criteria_intro crumbs=around.crumbs()>{to_judging}</PageHead>
                {closed}
                {frozen}
                <ui::Section title=t.chosen aside=count>{chosen}</ui::Section>
                {weights}
                {more}
            </Stack>
        },
    )
    .map(|page| page.following(id))
}

/// The departments that can have a criterion of their own, and what it can be part of.
#[derive(Clone)]
struct Offer {
    departments: Vec<Choice>,
    wholes: Vec<Choice>,
    /// The reader leads the programme; the others write for their departments only.
    leads: bool,
    /// How many of each take part.
    people: HashMap<DepartmentId, i64>,
}

impl Offer {
    async fn load(
        look: &mut Look,
        around: &Around,
        led: &[DepartmentId],
        criteria: &[Criterion],
    ) -> Result<Offer> {
        let people = store::by_department(&mut look.tx, around.programme.id).await?;
        let all = people::store::departments(&mut look.tx, true).await?;
        let departments = all
            .into_iter()
            .filter(|named| around.leads || led.contains(&named.id))
            .map(|named| {
                let count = people.get(&named.id).copied().unwrap_or(0);
                Choice::new(named.id, (texts().department_people)(&named.name, count))
            })
            .collect();
        let wholes = criteria.iter().filter(|criterion| criterion.department_id.is_none());
        let wholes = wholes.map(|whole| Choice::new(whole.id, whole.name.clone())).collect();
        Ok(Offer { departments, wholes, leads: around.leads, people })
    }

    /// Whether too few of a department take part for its criterion ever to count.
    fn too_few(&self, department: Option<DepartmentId>) -> bool {
        department.is_some_and(|id| self.people.get(&id).copied().unwrap_or(0) < rules::JUDGES_MIN)
    }
}

fn card(
    programme: ProgrammeId,
    criterion: &Criterion,
    with_parts: Option<String>,
    offer: &Offer,
    editable: bool,
) -> AnyView {
    let t = texts();
    let key = criterion.id.to_string();
    let refused = refused(SaveCriterion::PATH, &key);
    let kind = match criterion.kind {
        CriterionKind::Quantitative => t.quantitative,
        CriterionKind::Qualitative => t.qualitative,
    };
    let weight = (criterion.weight > 0).then(|| (t.weight_of)(criterion.weight));
    let weight = [weight, with_parts].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let whole = criterion.whole.as_deref().map(t.is_part_of);
    let whole = whole.map(|text| view! { <p><Badge>{text}</Badge></p> });
    let small = offer.too_few(criterion.department_id).then(|| {
        view! { <p class="small">{t.department_small}</p> }
    });
    let edit = editable.then(|| {
        let form = view! { <CriterionForm programme criterion=Some(criterion.clone()) offer=offer.clone() /> };
        let id = criterion.id.to_string();
        view! {
            <details class="form-section" open=refused>
                <summary>{t.edit}</summary>
                {form}
            </details>
            <Confirm label=t.remove text=t.remove_text kind=Kind::Quiet icon=Icon::Trash>
                <Form command=RemoveCriterion::PATH key=key inline=true>
                    <Hidden name="programme" value=programme.to_string() />
                    <Hidden name="criterion" value=id />
                    <Button kind=Kind::Danger>{t.remove}</Button>
                </Form>
            </Confirm>
        }
    });
    let (title, how) = (criterion.name.clone(), measure(criterion));
    let criterion = criterion.clone();
    view! {
        <Card title level=3 aside=weight>
            {whole}
            <Inline><Badge>{kind}</Badge> <span class="muted">{how}</span></Inline>
            <Meaning criterion />
            {small}
            {edit}
        </Card>
    }
    .into_any()
}

/// One whole number for each criterion; together they make 100.
fn weights(programme: ProgrammeId, criteria: &[Criterion], sum: i64) -> AnyView {
    let t = texts();
    let criteria = criteria.to_vec();
    let field = |criterion: Criterion| {
        let weight =
            if criterion.weight > 0 { criterion.weight.to_string() } else { String::new() };
        let (name, label) = (format!("weight-{}", criterion.id), criterion.title());
        view! { <Text name label kind="number" inputmode="numeric" value=weight /> }
    };
    view! {
        <ui::Section title=t.weights aside=(t.sum)(sum) id="weights">
            <p class="muted">{t.weights_text}</p>
            <Form command=SaveWeights::PATH>
                <Hidden name="programme" value=programme.to_string() />
                // Made here: fields ask the form around them for what was typed.
                <div class="pair">{criteria.into_iter().map(field).collect_view()}</div>
                <div class="form-actions">
                    <Button kind=Kind::Primary name="press" value="save">{t.save_weights}</Button>
                    <Button name="press" value="even">{t.even}</Button>
                </div>
            </Form>
        </ui::Section>
    }
    .into_any()
}

/// What the library has and the round has not.
fn library_form(programme: ProgrammeId, criteria: &[Criterion]) -> AnyView {
    let t = texts();
    let choices: Vec<Choice> = library::ENTRIES
        .iter()
        .filter_map(|entry| {
            let words = entry.words(lang());
            let there = criteria.iter().any(|criterion| entry.is_called(&criterion.name));
            let hint = match (entry.kind, entry.direction) {
                (CriterionKind::Qualitative, _) => t.one_to_five.to_owned(),
                (_, Direction::More) => format!("{} · {}", words.unit, t.more_is_better),
                (_, Direction::Less) => format!("{} · {}", words.unit, t.less_is_better),
            };
            (!there).then(|| Choice::new(entry.key, words.name).hint(hint))
        })
        .collect();
    if choices.is_empty() {
        return ().into_any();
    }
    let kind = if criteria.is_empty() { Kind::Primary } else { Kind::Secondary };
    view! {
        <ui::Section title=t.library>
            <Form command=ChooseCriteria::PATH>
                <Hidden name="programme" value=programme.to_string() />
                <Checks name="chosen" label=t.library_label choices />
                <div class="form-actions"><Button kind icon=Icon::Plus>{t.add_chosen}</Button></div>
            </Form>
        </ui::Section>
    }
    .into_any()
}

/// The department of a reader who writes for no other.
fn only(offer: &Offer) -> Option<&Choice> {
    match &offer.departments[..] {
        [one] if !offer.leads => Some(one),
        _ => None,
    }
}

/// A criterion to write or to change. Fields of the other kind stay empty.
#[component]
fn CriterionForm(
    programme: ProgrammeId,
    criterion: Option<Criterion>,
    offer: Offer,
) -> impl IntoView {
    let t = texts();
    let key = criterion.as_ref().map(|criterion| criterion.id.to_string()).unwrap_or_default();
    let save = if criterion.is_some() { t.save } else { t.add };
    let department = criterion
        .as_ref()
        .and_then(|criterion| criterion.department_id)
        .map(|id| id.to_string())
        .or_else(|| only(&offer).map(|choice| choice.value.clone()))
        .unwrap_or_default();
    let part_of = criterion.as_ref().and_then(|criterion| criterion.part_of);
    let part_of = part_of.map(|id| id.to_string()).unwrap_or_default();
    // A criterion is no part of itself.
    let wholes: Vec<Choice> =
        offer.wholes.into_iter().filter(|choice| choice.value != key).collect();
    let leads = offer.leads;
    let kind = criterion.as_ref().map(|criterion| criterion.kind.to_string());
    let direction = criterion.as_ref().map(|criterion| criterion.direction.to_string());
    let [name, unit, low, middle, high] = match criterion {
        Some(c) => [c.name, c.unit, c.low, c.middle, c.high],
        None => Default::default(),
    };
    let kinds = vec![
        Choice::new(CriterionKind::Quantitative, t.quantitative).hint(t.quantitative_hint),
        Choice::new(CriterionKind::Qualitative, t.qualitative).hint(t.qualitative_hint),
    ];
    let directions = vec![
        Choice::new(Direction::More, t.more_is_better),
        Choice::new(Direction::Less, t.less_is_better),
    ];
    let departments = offer.departments;
    view! {
        <div class="criterion-form">
            <Form command=SaveCriterion::PATH key=key.clone()>
                <Hidden name="programme" value=programme.to_string() />
                <Hidden name="criterion" value=key />
                <Text name="name" label=t.name hint=t.name_hint value=name maxlength=rules::NAME_MAX as u32 />
                <Radios name="kind" label=t.kind choices=kinds value=kind.unwrap_or_default() />
                <div class="of-quantity">
                    <Text name="unit" label=t.unit hint=t.unit_hint value=unit maxlength=rules::UNIT_MAX as u32 />
                    <Radios name="direction" label=t.direction choices=directions value=direction.unwrap_or_default() />
                </div>
                <div class="of-quality">
                    <Text name="low" label=t.low value=low maxlength=rules::ANCHOR_MAX as u32 />
                    <Text name="middle" label=t.middle value=middle maxlength=rules::ANCHOR_MAX as u32 />
                    <Text name="high" label=t.high value=high maxlength=rules::ANCHOR_MAX as u32 />
                </div>
                <Select
                    name="department"
                    label=t.department
                    hint=t.department_hint
                    choices=departments
                    empty=if leads { t.everybody } else { "" }
                    value=department
                    optional=leads
                />
                {(!wholes.is_empty())
                    .then(|| {
                        view! {
                            <Select
                                name="part_of"
                                label=t.part_of
                                hint=t.part_of_hint
                                choices=wholes
                                empty=if leads { t.part_of_none } else { "" }
                                value=part_of
                                optional=leads
                            />
                        }
                    })}
                <div class="form-actions"><Button kind=Kind::Secondary>{save}</Button></div>
            </Form>
        </div>
    }
}
