use chrono::{Days, NaiveDate};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use super::{
    asked::{View, span},
    lacking::Lacking,
    misfits::{Misfits, gone},
    parts::crumbs,
};
use crate::{
    error::{Error, Result},
    lang::lang,
    people::{self, Branch, BranchId},
    request::{Look, Page, query, refused},
    routes::{self, Section},
    sessions::zones,
    ui::{
        self, Badge, Button, ButtonLink, Card, Cell, Column, Confirm, Empty, Icon, Inline, Kind,
        Notice, PageHead, Row, Stat, Table, TitleCell, Tone, dates,
        form::{Choice, Form, Hidden, Select, Text},
    },
    visits::{
        Draft, DraftLine, DraftLineId, Instructor,
        api::{
            AddDraftLine, ChangeDraftLine, DropDraft, ProposeRota, PublishDraft, PutBackDraftLine,
            RemoveDraftLine,
        },
        draft_texts::draft_texts,
        drafting::{self, usual_span},
        proposing::{Gap, Outcome},
        rules::{self, Lack},
        store,
        taking_out::TakenOut,
        texts::texts,
    },
    writing::parse_date,
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// A day of the week shown.
    on: String,
    /// What has just been taken out.
    out: String,
}

async fn begin() -> Result<Look> {
    let look = Look::begin().await?;
    if rules::may_plan_all(&look.actor) { Ok(look) } else { Err(Error::Forbidden) }
}

/// `/visits/draft`: the proposal that waits, week by week; without one, the form that makes one.
pub async fn draft() -> Result<Page> {
    let mut look = begin().await?;
    let d = draft_texts();
    let today = zones::in_zone(look.now, &look.actor.zone).date();
    let Some(draft) = store::open_draft(&mut look.tx).await? else {
        let lacks = lacks(&mut look).await?;
        let actor = (*look.actor).clone();
        let body = match lacks.is_empty() {
            true => {
                view! {
                    <ProposeForm seen=String::new() span=usual_span(today) label=d.propose kind=Kind::Primary />
                }
                    .into_any()
            }
            false => view! { <Lacking lacks actor /> }.into_any(),
        };
        return Page::ok(
            Section::Visits,
            d.propose_title,
            view! {
                <PageHead title=d.propose_title intro=d.propose_intro crumbs=crumbs() />
                {gone()}
                {body}
            },
        );
    };
    let asked: Asked = query();
    let on = parse_date(&asked.on).unwrap_or(draft.from_day).clamp(draft.from_day, draft.to_day);
    let (first, last) = span(View::Week, on);
    let all = store::lines(&mut look.tx, draft.id, (draft.from_day, draft.to_day)).await?;
    let count = all.len() as i64;
    let by_hand = all.iter().filter(|line| line.why.is_none()).count() as i64;
    let misfits = drafting::misfits(&mut look.tx, &draft, &all, look.now).await?;
    let refused = refused(PutBackDraftLine::PATH, "");
    let out = TakenOut::parse(&asked.out).filter(|out| {
        let there =
            |line: &DraftLine| (line.branch_id, line.day) == (out.visit.branch, out.visit.day);
        refused || !all.iter().any(there)
    });
    let lines: Vec<DraftLine> =
        all.into_iter().filter(|line| (first..=last).contains(&line.day)).collect();
    let branches = people::store::branches(&mut look.tx, false).await?;
    let names: Vec<(BranchId, String)> =
        branches.iter().map(|branch| (branch.id, branch.name.clone())).collect();
    let instructors = store::instructors(&mut look.tx).await?;
    let out = out.and_then(|out| {
        let branch = names.iter().find(|(id, _)| *id == out.visit.branch)?.1.clone();
        let who = instructors.iter().find(|one| one.id == out.visit.instructor)?.name.clone();
        Some(view! { <PutBack draft=draft.id.to_string() out branch who /> })
    });
    let hours = store::all_hours(&mut look.tx).await?;
    let wished = branches
        .into_iter()
        .filter(|branch| {
            branch.active && hours.get(&branch.id).is_some_and(|one| one.every_days.is_some())
        })
        .map(|branch| Choice::new(branch.id, branch.name))
        .collect();
    let at = dates::short_moment(lang(), zones::in_zone(draft.made_at, &look.actor.zone));
    let made = (d.made)(&draft.made_by, &at);
    let (from, to) = dates::first_and_last(lang(), draft.from_day, draft.to_day);
    let intro = (d.intro)(&from, &to);
    let id = draft.id.to_string();
    let (publish, added, seen) = (id.clone(), id.clone(), id.clone());
    let anew = (d.anew_text)(&draft.made_by, count - by_hand, by_hand);
    let (again, outcome) = ((draft.from_day.max(today), draft.to_day), draft.outcome.0.clone());
    Page::ok(
        Section::Visits,
        d.draft,
        view! {
            <PageHead title=d.draft kicker=made intro crumbs=crumbs() />
            <Misfits lines=misfits.clone() />
            <Outcomes outcome names count />
            <Publish id=publish count />
            <Week draft=draft.clone() lines misfits first>{out}</Week>
            <ui::Section title=d.add_title>
                <AddForm id=added branches=wished instructors day=first.max(draft.from_day) />
            </ui::Section>
            <Confirm label=d.propose_again text=anew kind=Kind::Secondary open=self::refused(ProposeRota::PATH, "")>
                <ProposeForm seen span=again label=d.propose_again kind=Kind::Danger />
            </Confirm>
            <Confirm label=d.throw_away text=(d.throw_away_text)(count)>
                <Form command=DropDraft::PATH inline=true>
                    <Hidden name="draft" value=id.clone() />
                    <Button kind=Kind::Danger>{d.throw_away}</Button>
                </Form>
            </Confirm>
        },
    )
}

/// What a proposal would be made of, and is not there.
async fn lacks(look: &mut Look) -> Result<Vec<Lack>> {
    let branches = people::store::branches(&mut look.tx, true).await?;
    let hours = store::all_hours(&mut look.tx).await?;
    let wish = |branch: &&Branch| hours.get(&branch.id).is_some_and(|one| one.every_days.is_some());
    let wishes = branches.iter().filter(wish).count();
    let instructors = store::instructors(&mut look.tx).await?.len();
    Ok(rules::lacks(branches.len(), instructors, Some(wishes)))
}

#[component]
fn ProposeForm(
    /// The proposal that it replaces.
    seen: String,
    span: (NaiveDate, NaiveDate),
    label: &'static str,
    kind: Kind,
) -> impl IntoView {
    let t = texts();
    view! {
        <Form command=ProposeRota::PATH>
            <Hidden name="seen" value=seen />
            <Inline>
                <Text name="from_day" label=t.from_day kind="date" value=span.0.to_string() />
                <Text name="to_day" label=t.to_day kind="date" value=span.1.to_string() />
            </Inline>
            <div class="form-actions"><Button kind>{label}</Button></div>
        </Form>
    }
}

/// What the proposal brings, and what it cannot.
#[component]
fn Outcomes(outcome: Outcome, names: Vec<(BranchId, String)>, count: i64) -> impl IntoView {
    let d = draft_texts();
    let name = |id: BranchId| {
        let found = names.iter().find(|(branch, _)| *branch == id);
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let said = |gap: &Gap| format!("{} ({})", (d.days)(gap.days), name(gap.branch));
    let longest = outcome.before.as_ref().zip(outcome.after.as_ref()).map(|(before, after)| {
        view! {
            <Stat label=d.longest value=(d.days)(after.days)
                note=(d.before_after)(&said(before), &said(after)) />
        }
    });
    let unmet = if outcome.unmet.is_empty() {
        view! { <p>{d.all_met}</p> }.into_any()
    } else {
        let lines = outcome.unmet.iter().map(|one| {
            let why = (d.unmet_line)(one.days, one.every, one.why);
            view! { <li><strong>{name(one.branch)}</strong>{format!(": {why}")}</li> }
        });
        view! { <ul class="rota-uncovered">{lines.collect_view()}</ul> }.into_any()
    };
    view! {
        <ui::Grid>
            <Stat label=d.draft value=(d.visits)(count) note=d.nobody_knows_yet />
            {longest}
        </ui::Grid>
        <Card title=d.unmet>{unmet}</Card>
    }
}

#[component]
fn Publish(id: String, count: i64) -> impl IntoView {
    let d = draft_texts();
    let refused = refused(PublishDraft::PATH, "");
    (count > 0).then(|| {
        view! {
            <Confirm label=d.publish text=(d.publish_text)(count) kind=Kind::Primary open=refused>
                <Form command=PublishDraft::PATH>
                    <Hidden name="draft" value=id />
                    <div class="form-actions"><Button kind=Kind::Primary>{d.publish}</Button></div>
                </Form>
            </Confirm>
        }
    })
}

/// The proposed visits of a week, by day.
#[component]
fn Week(
    draft: Draft,
    lines: Vec<DraftLine>,
    misfits: Vec<(DraftLine, String)>,
    first: NaiveDate,
    children: Children,
) -> impl IntoView {
    let (t, d) = (texts(), draft_texts());
    let last = first + Days::new(6);
    let earlier = (first > draft.from_day).then(|| {
        let href = routes::draft_on(first - Days::new(7));
        view! { <a class="button quiet" rel="prev" href=href>{d.previous}</a> }
    });
    let later = (last < draft.to_day).then(|| {
        let href = routes::draft_on(first + Days::new(7));
        view! { <a class="button quiet" rel="next" href=href>{d.next}</a> }
    });
    let title =
        format!("{} – {}", dates::short_day(lang(), first), dates::short_date(lang(), last));
    let body = if lines.is_empty() {
        view! { <Empty title=d.nothing_this_week text=d.nothing_this_week_text level=3 /> }
            .into_any()
    } else {
        let columns = [t.branch, t.date, t.instructor, d.why].map(Column::text).to_vec();
        let id = draft.id.to_string();
        let rows = lines.into_iter().map(|line| {
            let why = line.why.as_ref().map_or(d.by_hand.to_owned(), |why| (d.why_of)(&why.0));
            let against = misfits.iter().find(|(one, _)| one.id == line.id).map(|(_, why)| {
                view! { <p><Badge tone=Tone::Warn>{d.no_fit}</Badge></p> <p class="small">{why.clone()}</p> }
            });
            let (key, id) = (line.id.to_string(), id.clone());
            view! {
                <Row>
                    <TitleCell><a href=routes::draft_line(line.id)>{line.branch}</a></TitleCell>
                    <Cell label=t.date>{dates::capitalised(&dates::day(lang(), line.day))}</Cell>
                    <Cell label=t.instructor>{line.instructor}</Cell>
                    <Cell label=d.why>{against}<span class="small">{why}</span></Cell>
                    <Cell>
                        <Form command=RemoveDraftLine::PATH key=key.clone() inline=true>
                            <Hidden name="draft" value=id />
                            <Hidden name="line" value=key />
                            <Button kind=Kind::Quiet icon=Icon::Trash>{d.take_out}</Button>
                        </Form>
                    </Cell>
                </Row>
            }
        });
        let rows = rows.collect_view();
        let columns = [columns, vec![Column::text(d.take_out)]].concat();
        view! { <Table caption=title.clone() columns>{rows}</Table> }.into_any()
    };
    view! {
        <ui::Section title id="week">
            <Inline>{earlier} {later}</Inline>
            {children()}
            {body}
        </ui::Section>
    }
}

/// What was taken out can come back, also before somebody knows that it was the wrong one.
#[component]
fn PutBack(draft: String, out: TakenOut, branch: String, who: String) -> impl IntoView {
    let d = draft_texts();
    let day = dates::capitalised(&dates::day(lang(), out.visit.day));
    view! {
        <Notice title=d.taken_out>
            <p>{format!("{day} · {branch} · {who}")}</p>
            <Form command=PutBackDraftLine::PATH inline=true>
                <Hidden name="draft" value=draft />
                <Hidden name="visit" value=out.to_string() />
                <Button icon=Icon::Undo>{d.put_back}</Button>
            </Form>
        </Notice>
    }
}

#[component]
fn AddForm(
    id: String,
    branches: Vec<Choice>,
    instructors: Vec<Instructor>,
    day: NaiveDate,
) -> impl IntoView {
    let (t, d) = (texts(), draft_texts());
    view! {
        <Form command=AddDraftLine::PATH>
            <Hidden name="draft" value=id />
            <Select name="branch" label=t.branch choices=branches empty="–" />
            <Select name="instructor" label=t.instructor choices=people(instructors) empty="–" />
            <Text name="date" label=t.date kind="date" value=day.to_string() />
            <div class="form-actions"><Button>{d.add}</Button></div>
        </Form>
    }
}

/// `/visits/draft/{id}`: one proposed visit, to be changed.
pub async fn draft_line(id: DraftLineId) -> Result<Page> {
    let mut look = begin().await?;
    let (t, d) = (texts(), draft_texts());
    let line = store::line(&mut look.tx, id).await?.ok_or(Error::NotFound)?;
    let draft = store::open_draft(&mut look.tx).await?.ok_or(Error::NotFound)?;
    let mut instructors = store::instructors(&mut look.tx).await?;
    instructors.retain(|one| rules::visits(one, line.branch_id));
    let mut crumbs = crumbs();
    crumbs.push((d.draft.into(), routes::draft_on(line.day)));
    let why = line.why.as_ref().map_or(d.by_hand.to_owned(), |why| (d.why_of)(&why.0));
    let seen = drafting::seen_of(&line);
    let against =
        drafting::misfits(&mut look.tx, &draft, std::slice::from_ref(&line), look.now).await?;
    let against = against.into_iter().next().map(|(_, why)| {
        view! { <Notice tone=Tone::Warn title=d.no_fit><p>{why}</p></Notice> }
    });
    Page::ok(
        Section::Visits,
        d.change_title,
        view! {
            <PageHead title=line.branch.clone() kicker=d.change_title intro=dates::capitalised(&why) crumbs />
            {against}
            <Form command=ChangeDraftLine::PATH>
                <Hidden name="draft" value=draft.id.to_string() />
                <Hidden name="line" value=id.to_string() />
                <Hidden name="seen" value=seen />
                <Select name="instructor" label=t.instructor choices=people(instructors)
                    value=line.instructor_id.to_string() />
                <Text name="date" label=t.date kind="date" value=line.day.to_string() />
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.save}</Button>
                    <ButtonLink href=routes::draft_on(line.day) kind=Kind::Quiet>{t.back}</ButtonLink>
                </div>
            </Form>
        },
    )
}

fn people(instructors: Vec<Instructor>) -> Vec<Choice> {
    let name = |one: Instructor| Choice::new(one.id, format!("{} · {}", one.name, one.base));
    instructors.into_iter().map(name).collect()
}
