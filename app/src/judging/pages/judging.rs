//! `/programmes/{id}/judging`: judging while it is open, the results afterwards.

use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use super::{
    around::Around,
    form::{self, Mine},
    results,
};
use crate::{
    error::Result,
    judging::{
        Round, RoundState,
        api::{DiscardRound, JudgeAgain, OpenJudging, RevealJudging, SaveJudgement},
        rules, store,
        texts::texts,
    },
    programmes::ProgrammeId,
    request::{Look, Page, Posted, query},
    routes::{self, Section},
    ui::{
        self, Button, ButtonLink, Card, Confirm, Empty, Icon, Inline, Kind, Notice, PageHead,
        Stack,
        form::{Area, Checks, Choice, Form, Hidden},
        numbers,
    },
};

#[derive(Default, Deserialize)]
struct Ask {
    /// The place of a concept in the round.
    concept: Option<i64>,
    /// The number of a round whose results are asked for.
    round: Option<i64>,
}

pub async fn judging(id: ProgrammeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let around = Around::load(&mut look, id).await?;
    let ask: Ask = query();
    let asked = around
        .rounds
        .iter()
        .find(|round| Some(round.number) == ask.round && round.state == RoundState::Revealed);
    let asked = asked.cloned();
    let under_way = around.under_way_here().filter(|_| asked.is_none()).cloned();
    let kept = kept(&mut look, &around).await?;
    let now = match &under_way {
        Some(round) if round.state == RoundState::Open => {
            open(&mut look, &around, round, ask.concept).await?
        }
        Some(round) => draft(&mut look, &around, Some(round)).await?,
        None if around.rounds.is_empty() => draft(&mut look, &around, None).await?,
        None => ().into_any(),
    };
    // The results stay in reach while another round is under way, on an address of their own.
    let shown = asked.or_else(|| around.revealed().filter(|_| under_way.is_none()).cloned());
    let published = match &shown {
        Some(round) => results::section(&mut look, &around, round).await?,
        None => ().into_any(),
    };
    let again = (around.leads && around.closed.is_none() && under_way.is_none())
        .then(|| shown.as_ref().map(|_| again(id)));
    let closed = around.closed.clone().map(|why| view! { <Notice><p>{why}</p></Notice> });
    let rounds = rounds(&around, shown.as_ref());
    let actions = shown.as_ref().map(|round| {
        let file =
            |format| format!("/export/judging.{format}?programme={id}&round={}", round.number);
        view! {
            <ButtonLink href=file("csv") icon=Icon::Download download=true>"CSV"</ButtonLink>
            <ButtonLink href=file("xlsx") icon=Icon::Download download=true>"Excel"</ButtonLink>
            <ButtonLink href=routes::decisions(id) kind=Kind::Primary>{t.to_decisions}</ButtonLink>
        }
    });
    Page::ok(
        Section::Programmes,
        t.judging,
        view! {
            <Stack>
                <PageHead title=t.judging intro=t.judging_intro crumbs=around.crumbs()>{actions}</PageHead>
                {closed}
                {kept}
                {now}
                {rounds}
                {published}
                {again}
            </Stack>
        },
    )
    .map(|page| page.following(id))
}

/// What somebody sent after the reveal: it is not lost, although it no longer counts.
async fn kept(look: &mut Look, around: &Around) -> Result<Option<AnyView>> {
    let posted = use_context::<Posted>().filter(|posted| *posted.command == *SaveJudgement::PATH);
    let Some(posted) = posted else { return Ok(None) };
    let round = posted.all("round").next().and_then(|round| round.parse().ok());
    let round = around.rounds.iter().find(|one| Some(one.id) == round);
    let writable = around.closed.is_none() && around.takes_part;
    match round {
        Some(round) if !(writable && round.state == RoundState::Open) => {
            let mine = Mine::load(look, round).await?;
            Ok(form::kept(&mine, &posted))
        }
        _ => Ok(None),
    }
}

/// Judging, and for those who lead how far it has come.
async fn open(
    look: &mut Look,
    around: &Around,
    round: &Round,
    place: Option<i64>,
) -> Result<AnyView> {
    let t = texts();
    let mine = if around.takes_part && around.closed.is_none() {
        let mine = Mine::load(look, round).await?;
        form::mine(look, &mine, place).await?
    } else {
        view! { <Notice title=t.under_way><p>{t.under_way_text}</p></Notice> }.into_any()
    };
    let state = match around.leads {
        true => {
            let (finished, people) =
                store::turnout(&mut look.tx, round.programme_id, round.id).await?;
            Some(turnout(round, finished, people, around.closed.is_none()))
        }
        false => None,
    };
    let left_out = left_out(look, round).await?;
    // Whoever judges again has in mind what was talked about.
    let note = discussed(round);
    Ok(view! { {note} {mine} {left_out} {state} }.into_any())
}

/// The concepts that a round leaves out, so that nobody takes them for forgotten.
pub async fn left_out(look: &mut Look, round: &Round) -> Result<Option<AnyView>> {
    let left = store::left_out(&mut look.tx, round.id).await?;
    let lines = left.into_iter().map(|(id, title)| {
        view! { <li><a href=routes::concept(id)>{title}</a></li> }
    });
    let lines: Vec<_> = lines.collect();
    Ok((!lines.is_empty()).then(|| {
        view! {
            <Notice title=texts().not_in_round><ul>{lines}</ul></Notice>
        }
        .into_any()
    }))
}

/// How many have finished, as far as that may be told, and the reveal.
fn turnout(round: &Round, finished: i64, people: i64, may_reveal: bool) -> AnyView {
    let t = texts();
    let text = match rules::turnout_shown(finished) {
        Some(finished) => (t.finished)(finished, people),
        None => (t.few_finished)(people),
    };
    let reveal = may_reveal.then(|| {
        let (programme, id) = (round.programme_id.to_string(), round.id.to_string());
        let refused = use_context::<Posted>()
            .is_some_and(|posted| *posted.command == *RevealJudging::PATH);
        view! {
            <Confirm label=t.reveal text=t.reveal_text kind=Kind::Secondary icon=Icon::Eye open=refused>
                <Form command=RevealJudging::PATH inline=true>
                    <Hidden name="programme" value=programme />
                    <Hidden name="round" value=id />
                    <Button kind=Kind::Primary>{t.reveal}</Button>
                </Form>
            </Confirm>
        }
    });
    view! {
        <Card title=t.state aside=(t.round)(round.number)>
            <p>{text}</p>
            <p class="muted">{t.turnout_text}</p>
            {reveal}
        </Card>
    }
    .into_any()
}

/// Before judging opens: what is lacking, for those who lead; patience for the others.
async fn draft(look: &mut Look, around: &Around, round: Option<&Round>) -> Result<AnyView> {
    let t = texts();
    let id = around.programme.id;
    if !around.leads {
        let theirs = (!rules::departments_led(&look.actor).is_empty()).then(|| {
            view! { <Inline><ButtonLink href=routes::criteria(id)>{t.own_of_department}</ButtonLink></Inline> }
        });
        return Ok(view! { <Empty title=t.not_open text=t.not_open_text /> {theirs} }.into_any());
    }
    let criteria = match round {
        Some(round) => store::criteria(&mut look.tx, round.id).await?,
        None => Vec::new(),
    };
    let concepts = store::undecided(&mut look.tx, id).await?;
    let people = store::participants(&mut look.tx, id).await?.len() as i64;
    let weights: Vec<i64> = criteria.iter().map(|criterion| criterion.weight).collect();
    let lacks = rules::lacks(&weights, concepts.len(), people);
    let ready = lacks.is_empty() && around.closed.is_none();
    let lacking = lacks.into_iter().map(|lack| view! { <li>{t.lack(lack)}</li> }).collect_view();
    let note = round.and_then(discussed);
    let kind = if ready { Kind::Secondary } else { Kind::Primary };
    let choose = around.closed.is_none().then(|| {
        view! { <Inline><ButtonLink href=routes::criteria(id) kind>{t.to_criteria}</ButtonLink></Inline> }
    });
    let refused =
        use_context::<Posted>().is_some_and(|posted| *posted.command == *OpenJudging::PATH);
    let open = round.filter(|_| ready).map(|round| {
        let round = round.id.to_string();
        let choices: Vec<Choice> =
            concepts.iter().map(|one| Choice::new(one.concept, one.title.clone())).collect();
        // Of one concept there is nothing to leave out.
        let left_out = (choices.len() > 1).then(|| {
            view! { <Checks name="left_out" label=t.left_out hint=t.left_out_hint choices optional=true /> }
        });
        view! {
            <Confirm label=t.open text=t.open_text kind=Kind::Primary open=refused>
                <Form command=OpenJudging::PATH>
                    <Hidden name="programme" value=id.to_string() />
                    <Hidden name="round" value=round />
                    {left_out}
                    <div class="form-actions"><Button kind=Kind::Primary>{t.open}</Button></div>
                </Form>
            </Confirm>
        }
    });
    let discard = round.filter(|round| round.number > 1).map(discard);
    let facts = (t.prepared)(criteria.len() as i64, concepts.len() as i64, people);
    let number = (t.round)(round.map_or(1, |round| round.number));
    Ok(view! {
        {note}
        <Card title=t.preparing aside=number featured=true>
            <p>{facts}</p>
            <ul class="gaps">{lacking}</ul>
            {choose}
            {open}
            {discard}
        </Card>
    }
    .into_any())
}

/// Gives up a further round that was begun by mistake.
fn discard(round: &Round) -> AnyView {
    let t = texts();
    let (programme, id) = (round.programme_id.to_string(), round.id.to_string());
    view! {
        <Confirm label=t.discard text=t.discard_text kind=Kind::Quiet icon=Icon::Trash>
            <Form command=DiscardRound::PATH inline=true>
                <Hidden name="programme" value=programme />
                <Hidden name="round" value=id />
                <Button kind=Kind::Danger>{t.discard}</Button>
            </Form>
        </Confirm>
    }
    .into_any()
}

/// What a discussion brought up before this round.
pub fn discussed(round: &Round) -> Option<AnyView> {
    let note = round.note.clone();
    (!note.is_empty()).then(|| {
        view! { <Notice title=texts().discussed><p class="lines">{note}</p></Notice> }.into_any()
    })
}

/// Another round, after a discussion.
fn again(programme: ProgrammeId) -> AnyView {
    let t = texts();
    let refused =
        use_context::<Posted>().is_some_and(|posted| *posted.command == *JudgeAgain::PATH);
    view! {
        <ui::Section title=t.again>
            <Confirm label=t.again_prepare text=t.again_text kind=Kind::Secondary open=refused>
                <Form command=JudgeAgain::PATH>
                    <Hidden name="programme" value=programme.to_string() />
                    <Area name="note" label=t.note hint=t.note_hint rows=3u32 maxlength=rules::TEXT_MAX as u32 />
                    <div class="form-actions"><Button kind=Kind::Primary>{t.again_prepare}</Button></div>
                </Form>
            </Confirm>
        </ui::Section>
    }
    .into_any()
}

/// The way between several rounds.
fn rounds(around: &Around, shown: Option<&Round>) -> Option<AnyView> {
    let t = texts();
    let id = around.programme.id;
    let here = around.under_way_here().map(|round| round.id);
    let reached = |round: &&Round| round.state == RoundState::Revealed || here == Some(round.id);
    let all: Vec<&Round> = around.rounds.iter().rev().filter(reached).collect();
    if all.len() < 2 {
        return None;
    }
    let tabs = all.into_iter().map(|round| {
        let revealed = round.state == RoundState::Revealed;
        let href = match revealed {
            true => format!("{}?round={}", routes::judging(id), round.number),
            false => routes::judging(id),
        };
        let current = match shown {
            Some(shown) => shown.id == round.id,
            None => !revealed,
        };
        ui::Tab::new(href, (t.round)(round.number), current)
    });
    let tabs = tabs.collect();
    Some(view! { <ui::Tabs label=t.rounds tabs /> }.into_any())
}

/// "9 of 12 judged".
pub fn judged_by(judges: i64, participants: i64) -> String {
    (texts().judged_by)(&numbers::out_of(crate::lang::lang(), judges, participants))
}
