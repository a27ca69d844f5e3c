//! Judging: one concept at a time, on a phone.

use std::collections::HashMap;

use leptos::{prelude::*, server_fn::ServerFn};

use super::parts::measure;
use crate::{
    error::Result,
    judging::{
        ConceptId, Criterion, CriterionId, CriterionKind, Round,
        api::SaveJudgement,
        rules,
        store::{self, JudgedText},
        texts::texts,
        working::field,
    },
    knowledge::markdown,
    links,
    request::{Look, Posted},
    routes,
    ui::{
        Badge, Button, Card, Kind, Notice, Progress, Prose, Section, Tone,
        form::{Choice, Form, Hidden, Radios, Text},
    },
};

/// What one person judges of a round, and has judged.
pub struct Mine {
    round: Round,
    concepts: Vec<JudgedText>,
    criteria: Vec<Criterion>,
    /// `None` is left blank.
    own: HashMap<(ConceptId, CriterionId), Option<i64>>,
}

impl Mine {
    pub async fn load(look: &mut Look, round: &Round) -> Result<Mine> {
        let mut criteria = store::criteria(&mut look.tx, round.id).await?;
        criteria.retain(|criterion| rules::judges(criterion, look.actor.department));
        Ok(Mine {
            round: round.clone(),
            concepts: store::put_up_texts(&mut look.tx, round.id).await?,
            own: store::own(&mut look.tx, round.id, look.actor.id).await?,
            criteria,
        })
    }

    /// By each criterion: `None` without an answer, `Some(None)` for one left blank.
    fn answers(&self, concept: &JudgedText) -> impl Iterator<Item = Option<Option<i64>>> {
        let id = concept.concept_id;
        self.criteria.iter().map(move |criterion| self.own.get(&(id, criterion.id)).copied())
    }

    fn answered(&self, concept: &JudgedText) -> bool {
        self.answers(concept).all(|answer| answer.is_some())
    }

    /// The place of the first concept without all answers, counted from 1.
    pub fn next(&self) -> Option<i64> {
        self.concepts.iter().zip(1..).find(|(concept, _)| !self.answered(concept)).map(|(_, at)| at)
    }

    /// How many concepts have all answers, and how many there are.
    pub fn done(&self) -> (i64, i64) {
        let answered = self.concepts.iter().filter(|concept| self.answered(concept)).count();
        (answered as i64, self.concepts.len() as i64)
    }

    /// The place of the concept that a form was about.
    fn place(&self, posted: &Posted) -> Option<i64> {
        let id: ConceptId = posted.all("concept").next()?.parse().ok()?;
        let index = self.concepts.iter().position(|concept| concept.concept_id == id)?;
        Some(index as i64 + 1)
    }

    fn find(&self, place: i64) -> Option<&JudgedText> {
        let index = usize::try_from(place.checked_sub(1)?).ok()?;
        self.concepts.get(index)
    }
}

/// The concept at a place to be judged, or the first one left, or that all are judged.
pub async fn mine(look: &mut Look, mine: &Mine, place: Option<i64>) -> Result<AnyView> {
    let t = texts();
    if mine.criteria.is_empty() {
        return Ok(view! { <Notice><p>{t.nothing_to_judge}</p></Notice> }.into_any());
    }
    // What was refused is shown again, wherever the address leads.
    let refused = use_context::<Posted>()
        .filter(|posted| *posted.command == *SaveJudgement::PATH)
        .and_then(|posted| mine.place(&posted));
    let place = refused.or(place);
    let place = place.filter(|place| mine.find(*place).is_some()).or_else(|| mine.next());
    let (done, total) = mine.done();
    let list = all(mine, place);
    let body = match place.and_then(|place| Some((place, mine.find(place)?))) {
        Some((place, concept)) => {
            let html = concept.html.clone();
            let html = html.unwrap_or_else(|| markdown::render(&concept.statement));
            let html = links::shown(&mut look.tx, &look.actor.scope(), html).await?;
            one(mine, place, concept, html)
        }
        None => {
            view! { <Notice tone=Tone::Good title=t.all_judged><p>{t.all_judged_text}</p></Notice> }
                .into_any()
        }
    };
    Ok(view! {
        <Section title=t.my_judgement id="mine">
            <Progress label=t.concepts_judged done total />
            {body}
            {list}
        </Section>
    }
    .into_any())
}

fn one(mine: &Mine, place: i64, concept: &JudgedText, html: String) -> AnyView {
    let t = texts();
    let figure = (!concept.figure.is_empty())
        .then(|| view! { <p class="muted">{concept.figure.clone()}</p> });
    let total = mine.concepts.len() as i64;
    view! {
        <Card title=concept.title.clone() level=3 aside=(t.concept_of)(place, total)>
            <Prose html />
            {figure}
        </Card>
        <p class="muted">{t.blind_text}</p>
        {fields(mine, concept, true)}
    }
    .into_any()
}

/// What was typed too late, to be read once more.
pub fn kept(mine: &Mine, posted: &Posted) -> Option<AnyView> {
    let concept = mine.find(mine.place(posted)?)?;
    let title = concept.title.clone();
    let fields = fields(mine, concept, false);
    Some(
        view! {
            <Section title=texts().kept aside=title>{fields}</Section>
        }
        .into_any(),
    )
}

fn fields(mine: &Mine, concept: &JudgedText, sends: bool) -> AnyView {
    let t = texts();
    let values = mine.criteria.iter().map(|criterion| {
        let value = mine.own.get(&(concept.concept_id, criterion.id)).copied().flatten();
        let value = value.map(|value| rules::as_typed(criterion, value));
        (criterion.clone(), value.unwrap_or_default())
    });
    let values: Vec<(Criterion, String)> = values.collect();
    let programme = mine.round.programme_id.to_string();
    let (round, concept) = (mine.round.id.to_string(), concept.concept_id.to_string());
    let send = sends.then(|| {
        view! { <div class="form-actions"><Button kind=Kind::Primary>{t.save_and_on}</Button></div> }
    });
    view! {
        <div class="judgement">
            <Form command=SaveJudgement::PATH keep=true>
                <Hidden name="programme" value=programme />
                <Hidden name="round" value=round />
                <Hidden name="concept" value=concept />
                // Made here and not above: fields ask the form around them for what was typed.
                {values.iter().map(|(criterion, value)| field_of(criterion, value)).collect_view()}
                {send}
            </Form>
        </div>
    }
    .into_any()
}

fn field_of(criterion: &Criterion, value: &str) -> AnyView {
    let t = texts();
    let (name, value) = (field(criterion.id), value.to_owned());
    let label = criterion.title();
    let department = criterion.department.as_ref().map(|name| (t.only_department)(name));
    let hint = [Some(measure(criterion)), department].into_iter().flatten();
    let hint = hint.collect::<Vec<_>>().join(" · ");
    match criterion.kind {
        CriterionKind::Quantitative => view! {
            <Text name label hint=hint value inputmode="decimal" class="input-short" optional=true maxlength=30u32 />
        }
        .into_any(),
        CriterionKind::Qualitative => {
            let anchored = |choice: &'static str, words: &str| {
                Choice::new(choice, if words.is_empty() { choice.into() } else { format!("{choice} · {words}") })
            };
            let choices = vec![
                anchored("1", &criterion.low),
                anchored("2", ""),
                anchored("3", &criterion.middle),
                anchored("4", ""),
                anchored("5", &criterion.high),
                Choice::new("", t.no_judgement),
            ];
            view! { <Radios name label hint=hint choices value /> }.into_any()
        }
    }
}

/// The way to each concept, with what is answered of it.
fn all(mine: &Mine, here: Option<i64>) -> AnyView {
    let t = texts();
    let rows = mine.concepts.iter().zip(1i64..).map(|(concept, place)| {
        let (mut answered, mut blank) = (0, 0);
        for answer in mine.answers(concept).flatten() {
            answered += 1;
            blank += i64::from(answer.is_none());
        }
        let all = mine.criteria.len() as i64;
        let (tone, word) = match answered {
            0 => (Tone::Neutral, t.not_judged.to_owned()),
            some if some < all => (Tone::Warn, (t.judged_partly)(some, all)),
            _ if blank == 0 => (Tone::Good, t.judged.to_owned()),
            _ if blank == all => (Tone::Neutral, t.left_blank.to_owned()),
            _ => (Tone::Good, (t.judged_but)(blank)),
        };
        let href = routes::judging_of(mine.round.programme_id, place);
        let title = concept.title.clone();
        let current = (here == Some(place)).then_some("true");
        view! {
            <li>
                <span>{format!("{place}. ")} <a href=href aria-current=current>{title}</a></span>
                <Badge tone>{word}</Badge>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! { <ul class="gaps">{rows}</ul> }.into_any()
}
