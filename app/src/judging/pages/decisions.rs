//! `/programmes/{id}/decisions`: what was decided about each concept, why, and who disagrees.

use std::collections::HashMap;

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    around::Around,
    decide::{Deciding, form},
    parts,
};
use crate::{
    error::Result,
    judging::{
        ConceptId, RoundState, Verdict,
        api::{AddDissent, TakeBackDissent},
        rules,
        store::{self, Concept, Decision, Dissent},
        texts::texts,
    },
    knowledge,
    lang::lang,
    programmes::ProgrammeId,
    request::{Look, Page, refused},
    routes::{self, Section},
    sessions::zones::in_zone,
    ui::{
        self, Badge, Button, ButtonLink, Card, Confirm, Empty, Fact, Facts, Icon, Inline, Kind,
        Notice, PageHead, Prose, Stack, Tone, dates,
        form::{Area, Check, Form, Hidden},
    },
};

pub async fn decisions(id: ProgrammeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let around = Around::load(&mut look, id).await?;
    let concepts = store::concepts(&mut look.tx, id).await?;
    let mut by_concept: HashMap<ConceptId, Vec<Decision>> = HashMap::new();
    for decision in store::decisions(&mut look.tx, id).await? {
        by_concept.entry(decision.concept_id).or_default().push(decision);
    }
    let me = look.actor.id;
    let dissents = store::dissents(&mut look.tx, id, me).await?;
    let judging = around.rounds.first().is_some_and(|round| round.state == RoundState::Open);
    let open = around.closed.is_none();
    let deciding = match around.leads && open && !judging {
        true => Some(Deciding::load(&mut look, &around).await?),
        false => None,
    };
    let may_dissent = open && (around.takes_part || around.leads);
    let zone = look.actor.zone.clone();
    let cards = concepts
        .iter()
        .filter(|concept| concept.stands())
        .map(|concept| {
            let decisions = by_concept.remove(&concept.id).unwrap_or_default();
            card(concept, decisions, &dissents, deciding.as_ref(), may_dissent, &zone)
        })
        .collect::<Vec<_>>();
    let judging = judging.then(|| view! { <Notice><p>{t.problems.still_judging}</p></Notice> });
    let closed = around.closed.clone().map(|why| view! { <Notice><p>{why}</p></Notice> });
    let body = match cards.is_empty() {
        true => view! { <Empty title=t.no_concepts text=t.no_concepts_text /> }.into_any(),
        false => cards.into_any(),
    };
    Page::ok(
        Section::Programmes,
        t.decisions,
        view! {
            <Stack>
                <PageHead title=t.decisions intro=t.decisions_intro crumbs=around.crumbs()>
                    <ButtonLink href=routes::judging(id)>{t.to_results}</ButtonLink>
                </PageHead>
                {closed}
                {judging}
                {body}
            </Stack>
        },
    )
    .map(|page| page.following(id))
}

/// What was decided about one concept, the latest first, with who disagrees: to be read. `None`
/// when nothing was.
pub async fn on_concept(look: &mut Look, concept: ConceptId) -> Result<Option<AnyView>> {
    let t = texts();
    let decisions = store::decisions_on(&mut look.tx, concept).await?;
    if decisions.is_empty() {
        return Ok(None);
    }
    let dissents = store::dissents_on(&mut look.tx, concept, look.actor.id).await?;
    let zone = look.actor.zone.clone();
    let cards = decisions.into_iter().map(|decision| {
        let (word, facts) = (verdict(decision.verdict), facts(&decision, &zone));
        let dissent = dissent(&decision, &dissents, false);
        view! { <Card><Inline>{word}</Inline> {facts} {dissent}</Card> }
    });
    let cards = cards.collect_view();
    Ok(Some(
        view! { <ui::Section title=t.decisions id="decisions"><Stack>{cards}</Stack></ui::Section> }
            .into_any(),
    ))
}

fn card(
    concept: &Concept,
    decisions: Vec<Decision>,
    dissents: &[Dissent],
    deciding: Option<&Deciding>,
    may_dissent: bool,
    zone: &str,
) -> AnyView {
    let t = texts();
    let state = match decisions.first() {
        Some(decision) => verdict(decision.verdict),
        None => view! { <Badge>{t.undecided}</Badge> }.into_any(),
    };
    let mut decisions = decisions.into_iter();
    let standing = decisions.next();
    let form = deciding.map(|deciding| form(deciding, concept, standing.as_ref()));
    let now = standing.map(|decision| {
        let dissent = dissent(&decision, dissents, may_dissent);
        let older = parts::older(decision.concept_revision, concept.revision);
        let facts = facts(&decision, zone);
        view! {
            {older}
            {facts}
            {dissent}
        }
    });
    let earlier: Vec<AnyView> = decisions
        .map(|decision| {
            let (word, facts) = (verdict(decision.verdict), facts(&decision, zone));
            let dissent = dissent(&decision, dissents, false);
            view! { <div class="earlier-decision">{word} {facts} {dissent}</div> }.into_any()
        })
        .collect();
    let earlier = (!earlier.is_empty()).then(|| {
        view! {
            <details class="form-section">
                <summary>{(t.earlier)(earlier.len() as i64)}</summary>
                {earlier}
            </details>
        }
    });
    let (title, html) = (concept.title.clone(), concept.html.clone());
    let text = (!html.is_empty()).then(|| {
        view! {
            <details class="read">
                <summary>{t.read_concept}</summary>
                <Prose html />
            </details>
        }
    });
    view! {
        <div id=format!("concept-{}", concept.id)>
            <Card title>
                <Inline>{state}</Inline>
                {text}
                {now}
                {earlier}
                {form}
            </Card>
        </div>
    }
    .into_any()
}

/// What was decided, in a word.
pub fn verdict(verdict: Verdict) -> AnyView {
    let t = texts();
    let (tone, word) = match verdict {
        Verdict::Accept => (Tone::Good, t.accepted),
        Verdict::Rework => (Tone::Warn, t.reworked),
        Verdict::Aside => (Tone::Neutral, t.set_aside),
    };
    view! { <Badge tone>{word}</Badge> }.into_any()
}

fn facts(decision: &Decision, zone: &str) -> AnyView {
    let t = texts();
    let when = dates::moment(lang(), in_zone(decision.decided_at, zone));
    let who = format!("{} · {when}", decision.decided_by);
    let review = dates::long_date(lang(), decision.review_on);
    let scores = decision.scores.as_ref().map(|scores| {
        let line = parts::scores(&scores.0);
        let older = parts::older(scores.revision, decision.concept_revision);
        view! { <Fact label=t.scores>{line} " " {older}</Fact> }
    });
    let change = (!decision.change_reason.is_empty()).then(|| {
        let text = decision.change_reason.clone();
        view! { <Fact label=t.change_reason><p class="lines">{text}</p></Fact> }
    });
    let (reasons, options) = (decision.reasons.clone(), decision.options.clone());
    let owner = decision.owner.clone();
    let revision = (t.on_revision)(decision.concept_revision);
    view! {
        <Facts>
            <Fact label=t.reasons><p class="lines">{reasons}</p></Fact>
            <Fact label=t.options><p class="lines">{options}</p></Fact>
            {change}
            {scores}
            <Fact label=t.owner>{owner}</Fact>
            <Fact label=t.review_on>{review}</Fact>
            <Fact label=t.decided>{who} <p class="muted small">{revision}</p></Fact>
        </Facts>
    }
    .into_any()
}

fn take_back(decision: String, open: bool) -> impl IntoView {
    let t = texts();
    view! {
        <Confirm label=t.take_back text=t.take_back_text kind=Kind::Quiet open>
            <Form command=TakeBackDissent::PATH key=decision.clone()>
                <Hidden name="decision" value=decision />
                <div class="form-actions"><Button kind=Kind::Danger>{t.take_back}</Button></div>
            </Form>
        </Confirm>
    }
}

/// Who disagrees, and the form for those who do and have not said so, or take it back.
fn dissent(decision: &Decision, dissents: &[Dissent], may: bool) -> AnyView {
    let t = texts();
    let said: Vec<&Dissent> = dissents.iter().filter(|one| one.decision == decision.id).collect();
    let own = said.iter().any(|dissent| dissent.own);
    let list = said.iter().map(|dissent| {
        let (author, body) = (knowledge::note_author(&dissent.author), dissent.body.clone());
        view! { <blockquote class="dissent"><p class="lines">{body}</p> {author}</blockquote> }
    });
    let list = list.collect_view();
    let gone = decision.taken_back;
    let heading =
        (!said.is_empty() || gone > 0).then(|| view! { <p><strong>{t.dissent}</strong></p> });
    let gone = (gone > 0).then(|| view! { <p class="muted small">{(t.taken_back)(gone)}</p> });
    let key = decision.id.to_string();
    let kept = refused(TakeBackDissent::PATH, &key);
    let take_back = ((may && own) || kept).then(|| take_back(key.clone(), kept));
    let refused = refused(AddDissent::PATH, &key);
    let form = ((may && !own) || refused).then(|| {
        view! {
            <Confirm label=t.add_dissent text=t.dissent_text kind=Kind::Quiet icon=Icon::Chat open=refused>
                <Form command=AddDissent::PATH key=key.clone() keep=true>
                    <Hidden name="decision" value=key />
                    <Area name="dissent" label=t.dissent_label rows=3u32 maxlength=rules::TEXT_MAX as u32 />
                    <Check name="name_hidden" label=t.hide_name hint=t.hide_name_hint />
                    <div class="form-actions"><Button kind=Kind::Secondary>{t.add_dissent}</Button></div>
                </Form>
            </Confirm>
        }
    });
    view! { {heading} {list} {gone} {take_back} {form} }.into_any()
}
