//! Proposing a rota, changing what is proposed, and publishing it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::json;

use super::{
    Draft, DraftId, DraftLine, DraftLineId, asking,
    conflicts::{self, Wanted},
    draft_texts::draft_texts,
    form::{Typed, VisitForm},
    letters::{self, Rota},
    planning,
    proposing::{self, Against, Fixed, Line, Question},
    rules,
    store::{self, Why},
    texts::texts,
};
use crate::{
    db::Tx,
    error::{Error, Problems, Result},
    lang::lang,
    people::{self, Branch, BranchId, PersonId},
    request::{Change, Done, Next, Work},
    routes,
    sessions::{self, SessionId, zones},
    settings,
    ui::dates,
    writing::parse_date,
};

/// A longer span is not proposed at once.
pub const LONGEST: i64 = 100;
/// So many of what does not fit are named.
const NAMED: usize = 5;

/// Proposes anew. What somebody has put into the proposal before by hand stays in it, like a visit that
/// stands, as far as it lies in the span and still fits. `seen` is that proposal, if there was one.
pub async fn propose(seen: &str, from: &str, to: &str) -> Result<Next> {
    let (t, d) = (&texts().problems, draft_texts());
    let mut problems = Problems::default();
    let (from, to) = (parse_date(from), parse_date(to));
    problems.require(from.is_some(), "from_day", t.date_wrong);
    problems.require(to.is_some(), "to_day", t.date_wrong);
    if let (Some(from), Some(to)) = (from, to) {
        problems.require(from <= to, "to_day", t.to_before_from);
        problems.require((to - from).num_days() < LONGEST, "to_day", d.span_too_long);
    }
    problems.into_result()?;
    let (Some(from), Some(to)) = (from, to) else { return Err(Error::Stale) };
    // It takes seconds for a large company, so nobody who writes waits for it.
    let (proposal, kept, by_hand) = {
        let mut look = crate::request::Look::begin().await?;
        if !rules::may_plan_all(&look.actor) {
            return Err(Error::Forbidden);
        }
        let today = zones::in_zone(look.now, &look.actor.zone).date();
        if from < today {
            return Err(Error::field("from_day", t.past));
        }
        let question = asking::question(&mut look.tx, (from, to), look.now).await?;
        if question.places.is_empty() {
            return Err(Error::form(d.nothing_wished));
        }
        let by_hand = match seen.parse() {
            Ok(seen) => put_by_hand(&mut look.tx, seen, (from, to)).await?,
            Err(_) => Vec::new(),
        };
        let fits = |line: &&Fixed| question.against(line, look.now).is_empty();
        let kept: Vec<Fixed> = by_hand.iter().filter(fits).copied().collect();
        drop(look);
        let around = kept.clone();
        let proposal =
            tokio::task::spawn_blocking(move || proposing::propose_around(&question, &around));
        (proposal.await.map_err(Error::internal)?, kept, by_hand)
    };
    let mut work = Work::begin().await?;
    let (me, now) = (work.actor.id, work.now);
    // Somebody has proposed one meanwhile, or put something into this one.
    let stands = match store::open_draft(&mut work.tx).await? {
        Some(earlier) => {
            let earlier = held(&mut work, &earlier.id.to_string()).await?.id;
            let lines = put_by_hand(&mut work.tx, earlier, (from, to)).await?;
            store::end_draft(&mut work.tx, earlier, "dropped", me, now).await?;
            earlier.to_string() == seen && lines == by_hand
        }
        None => by_hand.is_empty(),
    };
    if !stands {
        return Err(Error::form(d.just_proposed));
    }
    let id = DraftId::new();
    match store::add_draft(&mut work.tx, id, (from, to), &proposal, me, now).await {
        // Somebody else has proposed at the same moment.
        Err(Error::Taken) => return Err(Error::form(d.just_proposed)),
        other => other?,
    }
    for Fixed { branch, instructor, day } in &kept {
        store::add_line(&mut work.tx, id, (*branch, *instructor, *day), None).await?;
    }
    let visits = proposal.lines.len() + kept.len();
    let detail = json!({ "from": from, "to": to, "visits": visits, "kept": kept.len() });
    work.audit("visit.proposed", "rota", id, detail).await?;
    work.done(Next::to(routes::VISITS_DRAFT)).await
}

/// What somebody has put into a proposal by hand within a span.
async fn put_by_hand(
    tx: &mut Tx,
    draft: DraftId,
    span: (NaiveDate, NaiveDate),
) -> Result<Vec<Fixed>> {
    let lines = store::lines(tx, draft, span).await?;
    Ok(lines.iter().filter(|line| line.why.is_none()).map(as_fixed).collect())
}

pub async fn throw_away(draft: &str) -> Result<Next> {
    let mut work = Work::begin().await?;
    let draft = held(&mut work, draft).await?;
    let (me, now) = (work.actor.id, work.now);
    store::end_draft(&mut work.tx, draft.id, "dropped", me, now).await?;
    work.audit("visit.dropped", "rota", draft.id, json!({})).await?;
    work.done(Next::to("/visits").saying(Done::Deleted)).await
}

/// Plans all of it in one transaction; nothing when one of them does not fit any more.
pub async fn publish(draft: &str) -> Result<Next> {
    let d = draft_texts();
    let mut work = Work::begin().await?;
    let draft = held(&mut work, draft).await?;
    let span = (draft.from_day, draft.to_day);
    let lines = store::lines(&mut work.tx, draft.id, span).await?;
    if lines.is_empty() {
        return Err(Error::form(d.nothing_to_publish));
    }
    let branches = people::store::branches(&mut work.tx, true).await?;
    let question = asking::question(&mut work.tx, span, work.now).await?;
    let unfit = unfit(&question, &lines, work.now);
    if !unfit.is_empty() {
        return Err(Error::form((d.unfit)(unfit.len() as i64, &named(&unfit))));
    }
    let (me, now) = (work.actor.id, work.now);
    let late_after_minutes = sessions::store::defaults(&mut work.tx).await?.late_after_minutes;
    let language = settings::store::organisation(&mut work.tx).await?.language;
    let mut planned = Vec::with_capacity(lines.len());
    for line in &lines {
        let Some(branch) = branches.iter().find(|branch| branch.id == line.branch_id) else {
            return Err(Error::form((d.unfit)(1, &named(&[line]))));
        };
        let Some(wanted) = wanted(&question, branch, line) else {
            return Err(Error::form((d.unfit)(1, &named(&[line]))));
        };
        let id = SessionId::new();
        let visit = planning::new_visit(id, &wanted, String::new(), late_after_minutes, language);
        let why = Why { by: me, at: now, reason: "" };
        match store::add(&mut work.tx, &visit, &why).await {
            Err(Error::Taken) => {
                drop(work);
                return Err(conflicts::as_form(conflicts::taken(&wanted).await));
            }
            other => other?,
        }
        planned.push(id);
    }
    store::end_draft(&mut work.tx, draft.id, "published", me, now).await?;
    let detail = json!({ "from": draft.from_day, "to": draft.to_day, "visits": planned.len() });
    work.audit("visit.published", "rota", draft.id, detail).await?;
    let rota = Rota { id: draft.id, from: draft.from_day, to: draft.to_day };
    letters::published(&mut work.tx, now, rota, me).await?;
    for id in planned {
        work.tell(Change::Session(id));
    }
    // The rota says how many, and of which days.
    work.done(Next::to(routes::visits_published(draft.from_day, draft.id))).await
}

pub async fn add_line(draft: &str, form: VisitForm) -> Result<Next> {
    let mut problems = Problems::default();
    let typed = form.read(&mut problems);
    problems.require(typed.branch.is_some(), "branch", texts().problems.branch_missing);
    problems.into_result()?;
    let (Some(branch), Some(instructor), Some(day)) = (typed.branch, typed.instructor, typed.date)
    else {
        return Err(Error::Stale);
    };
    let mut work = Work::begin().await?;
    let draft = held(&mut work, draft).await?;
    check(&mut work, &draft, None, (branch, instructor, day)).await?;
    let wanted = (branch, instructor, day);
    match store::add_line(&mut work.tx, draft.id, wanted, None).await {
        Err(Error::Taken) => return Err(Error::field("date", draft_texts().taken)),
        other => other?,
    }
    refresh(&mut work, &draft).await?;
    work.done(Next::to(routes::draft_on(day)).saying(Done::Added)).await
}

/// `seen` is the instructor and the day that were shown: `id/2026-03-04`.
pub async fn change_line(draft: &str, line: &str, seen: &str, form: VisitForm) -> Result<Next> {
    let mut problems = Problems::default();
    let typed = form.read(&mut problems);
    problems.into_result()?;
    let (Some(instructor), Some(day)) = (typed.instructor, typed.date) else {
        return Err(Error::Stale);
    };
    let mut work = Work::begin().await?;
    let draft = held(&mut work, draft).await?;
    let line: DraftLineId = line.parse().map_err(|_| Error::NotFound)?;
    let line = store::line(&mut work.tx, line).await?.ok_or(Error::Stale)?;
    if seen_of(&line) != seen {
        return Err(Error::Stale);
    }
    check(&mut work, &draft, Some(&line), (line.branch_id, instructor, day)).await?;
    match store::change_line(&mut work.tx, draft.id, &line, (instructor, day)).await {
        Err(Error::Taken) => return Err(Error::field("date", draft_texts().taken)),
        other => other?,
    }
    refresh(&mut work, &draft).await?;
    work.done(Next::to(routes::draft_on(day)).saying(Done::Saved)).await
}

/// What a form carries to notice that somebody else has changed a line.
pub fn seen_of(line: &DraftLine) -> String {
    format!("{}/{}", line.instructor_id, line.day)
}

/// The open draft, for somebody who may plan everywhere.
pub(super) async fn held(work: &mut Work, id: &str) -> Result<Draft> {
    if !rules::may_plan_all(&work.actor) {
        return Err(Error::Forbidden);
    }
    let id: DraftId = id.parse().map_err(|_| Error::NotFound)?;
    store::held_draft(&mut work.tx, id).await?.ok_or(Error::Stale)
}

/// Says at the fields why a visit cannot stand there. `but` is the line that is being moved.
pub(super) async fn check(
    work: &mut Work,
    draft: &Draft,
    but: Option<&DraftLine>,
    (branch, instructor, day): (BranchId, PersonId, NaiveDate),
) -> Result<()> {
    let d = draft_texts();
    let within = (draft.from_day..=draft.to_day).contains(&day);
    if !within {
        return Err(Error::field("date", d.outside));
    }
    let question = asking::question(&mut work.tx, (day, day), work.now).await?;
    let mut problems = Problems::default();
    for against in question.against(&Fixed { branch, instructor, day }, work.now) {
        let (field, text) = said(against);
        problems.add(field, text);
    }
    let lines = store::lines(&mut work.tx, draft.id, (day, day)).await?;
    let others = lines.iter().filter(|line| but.is_none_or(|but| but.id != line.id));
    for line in others {
        problems.require(
            line.instructor_id != instructor,
            "instructor",
            (d.proposed_at)(&line.branch),
        );
        problems.require(line.branch_id != branch, "date", (d.proposed_for)(&line.instructor));
    }
    problems.into_result()
}

/// What stands against a visit, with the field that it is about.
fn said(against: Against) -> (&'static str, &'static str) {
    let (t, d) = (&texts().problems, draft_texts());
    match against {
        Against::Closed => ("date", d.closed),
        Against::Past => ("date", t.past),
        Against::Stranger => ("instructor", t.instructor_unknown),
        Against::Blocked => ("date", d.blocked),
        Against::Away => ("instructor", d.away),
        Against::NotWorking => ("instructor", d.not_working),
        Against::Busy => ("instructor", d.busy),
        Against::BranchHasOne => ("date", d.branch_has_one),
        Against::InstructorHasOne => ("instructor", d.instructor_has_one),
    }
}

/// The lines of a proposal that do not fit any more, each with the reason, as whoever planned it by hand
/// would read it.
pub async fn misfits(
    tx: &mut Tx,
    draft: &Draft,
    lines: &[DraftLine],
    now: DateTime<Utc>,
) -> Result<Vec<(DraftLine, String)>> {
    let question = asking::question(tx, (draft.from_day, draft.to_day), now).await?;
    let branches = people::store::branches(tx, true).await?;
    let mut misfits = Vec::new();
    for line in lines {
        let Some(against) = question.against(&as_fixed(line), now).into_iter().next() else {
            continue;
        };
        let mut problems = Problems::default();
        if let Some(branch) = branches.iter().find(|branch| branch.id == line.branch_id) {
            let (instructor, date) = (Some(line.instructor_id), Some(line.day));
            let typed = Typed { branch: Some(branch.id), instructor, date, ..Typed::default() };
            planning::settle(tx, now, branch, &typed, None, &mut problems).await?;
        }
        let told = match problems.into_result() {
            Err(Error::Invalid(told)) => told.into_iter().map(|one| one.message).collect(),
            _ => vec![said(against).1.to_owned()],
        };
        misfits.push((line.clone(), told.join(". ")));
    }
    Ok(misfits)
}

/// Counts anew what the draft brings and why each visit stands there, after it was changed by hand.
pub(super) async fn refresh(work: &mut Work, draft: &Draft) -> Result<()> {
    let span = (draft.from_day, draft.to_day);
    let question = asking::question(&mut work.tx, span, work.now).await?;
    let lines = store::lines(&mut work.tx, draft.id, span).await?;
    let fixed: Vec<Fixed> = lines.iter().map(as_fixed).collect();
    let counted = proposing::recount(&question, &fixed);
    for line in &lines {
        // What somebody has put there needs no other reason.
        let Some(was) = &line.why else { continue };
        let of_line = |one: &&Line| (one.branch, one.day) == (line.branch_id, line.day);
        let now = counted.lines.iter().find(of_line).map(|one| &one.why);
        if let Some(now) = now.filter(|now| **now != was.0) {
            store::set_why(&mut work.tx, line.id, now).await?;
        }
    }
    store::set_outcome(&mut work.tx, draft.id, &counted.outcome).await
}

/// The lines that do not fit what is known now.
fn unfit<'a>(
    question: &Question,
    lines: &'a [DraftLine],
    now: DateTime<Utc>,
) -> Vec<&'a DraftLine> {
    let fits = |line: &&DraftLine| question.against(&as_fixed(line), now).is_empty();
    lines.iter().filter(|line| !fits(line)).collect()
}

fn as_fixed(line: &DraftLine) -> Fixed {
    Fixed { branch: line.branch_id, instructor: line.instructor_id, day: line.day }
}

/// `4 March, Sede Norte; …`
fn named(lines: &[&DraftLine]) -> String {
    let mut names: Vec<String> = lines
        .iter()
        .take(NAMED)
        .map(|line| format!("{}, {}", dates::day(lang(), line.day), line.branch))
        .collect();
    if lines.len() > NAMED {
        names.push("…".into());
    }
    names.join("; ")
}

fn wanted(question: &Question, branch: &Branch, line: &DraftLine) -> Option<Wanted> {
    let place = question.places.iter().find(|place| place.id == branch.id)?;
    let (starts_at, ends_at) = place.morning(line.day)?;
    Some(Wanted {
        id: SessionId::default(),
        branch: branch.id,
        branch_name: branch.name.clone(),
        instructor: line.instructor_id,
        instructor_name: line.instructor.clone(),
        day: line.day,
        starts_at,
        ends_at,
        time_zone: branch.time_zone.clone(),
    })
}

/// What the form proposes first: the four weeks from the Monday after a day.
pub fn usual_span(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    use chrono::Datelike;
    let monday = today + Days::new(7 - u64::from(today.weekday().num_days_from_monday()));
    (monday, monday + Days::new(27))
}
