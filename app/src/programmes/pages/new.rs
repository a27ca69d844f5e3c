//! The form of a new programme: which step it is in, and what it starts with.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use super::{basics::BasicsStep, sessions::SessionsStep};
use crate::{
    error::{Error, Result},
    lang::lang,
    people::{self, PersonId},
    practices,
    programmes::{
        AudienceLine, Framework, Programme, ProgrammeId,
        api::PlanProgramme,
        audience,
        draft::{Draft, RowTyped, Step},
        parse_audience, planning, rows, rules, stages, store,
        texts::texts,
    },
    request::{Look, Page, Posted, Typed, query},
    routes::Section,
    sessions::{self, zones},
    settings,
    ui::form::Choice,
};

#[derive(Default, Deserialize)]
struct Query {
    /// The programme to copy.
    copy: Option<String>,
    /// `next`, when it goes on where that one ends.
    turn: Option<String>,
}

pub async fn new() -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    if !rules::may_create(&look.actor) {
        return Err(Error::Forbidden);
    }
    let ask: Query = query();
    let source = match ask.copy {
        Some(id) => Some(source(&mut look, &id).await?),
        None => None,
    };
    let posted = use_context::<Posted>().filter(|posted| *posted.command == *PlanProgramme::PATH);
    let draft = match (&posted, &source) {
        (Some(posted), _) => {
            let pairs = posted.values.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            Draft::read(&pairs.collect::<Typed>(), rules::ROWS_MAX)
        }
        (None, Some((programme, ..))) => {
            copied(&mut look, programme, ask.turn.unwrap_or_default()).await?
        }
        (None, None) => fresh(&look),
    };
    let title = match &source {
        Some((_, name)) if draft.is_next_turn() => (t.next_turn_of)(name),
        Some((_, name)) => (t.copy_of)(name),
        None => t.new.to_owned(),
    };
    let body = match draft.step {
        Step::Basics => basics(&mut look, draft, title.clone(), source).await?,
        Step::Sessions => proposal(&mut look, draft).await?,
    };
    Page::ok(Section::Programmes, title, body)
}

/// The programme to copy, and its name.
async fn source(look: &mut Look, id: &str) -> Result<(Programme, String)> {
    let id: ProgrammeId = id.parse().map_err(|_| Error::NotFound)?;
    let scope = look.actor.scope();
    let found = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let name = found.programme.name.clone();
    Ok((found.programme, name))
}

/// The next Monday after today.
fn next_monday(today: NaiveDate) -> NaiveDate {
    let days = 7 - today.weekday().days_since(Weekday::Mon);
    today + Days::new(days.into())
}

fn fresh(look: &Look) -> Draft {
    let today = zones::in_zone(look.now, &look.actor.zone).date();
    // Who leads one branch only plans for that one.
    let branch = (!rules::may_lead_at(&look.actor, None)).then_some(look.actor.branch);
    Draft {
        framework: Framework::Phases.to_string(),
        branch: branch.map(|branch| branch.to_string()).unwrap_or_default(),
        start_on: next_monday(today).to_string(),
        rhythm: "7".into(),
        time: "09:00".into(),
        minutes: "90".into(),
        ..Draft::default()
    }
}

/// All of another programme but its dates; and but its topics, when it is the next turn, which has
/// other things to talk about.
async fn copied(look: &mut Look, programme: &Programme, turn: String) -> Result<Draft> {
    let id = programme.id;
    let draft = Draft { turn, ..fresh(look) };
    let next = draft.is_next_turn();
    let stages = store::stages(&mut look.tx, id).await?;
    let lines = store::audience(&mut look.tx, id.into()).await?;
    let meetings = store::meetings(&mut look.tx, &[id]).await?;
    let facilitators = store::facilitators(&mut look.tx, id).await?;
    let facilitators: Vec<String> = facilitators.iter().map(|one| one.id.to_string()).collect();
    let rows = stages.iter().filter_map(|stage| {
        let meeting = meetings.iter().find(|one| one.stage_number == Some(stage.number))?;
        Some(RowTyped {
            stage: stage.number.to_string(),
            topic: match next {
                true => stages::name_of(programme.framework, stage, lang()),
                false => meeting.topic.clone(),
            },
            room: meeting.room.clone(),
            facilitators: facilitators.clone(),
            ..RowTyped::default()
        })
    });
    let names: Vec<String> = stages.iter().map(|stage| stage.name.clone()).collect();
    let weekly = matches!(programme.rhythm_days, 7 | 14);
    let minute = programme.starts_at_minute;
    Ok(Draft {
        copied_from: id.to_string(),
        framework: programme.framework.to_string(),
        stages: if programme.framework == Framework::Own {
            names.join("\n")
        } else {
            String::new()
        },
        name: match next {
            true => free_name(look, &programme.name).await?,
            false => programme.name.clone(),
        },
        problem: programme.problem.clone(),
        job_training: programme.job_training.map(|kind| kind.to_string()).unwrap_or_default(),
        audience: lines.iter().map(ToString::to_string).collect(),
        branch: programme.branch_id.map(|branch| branch.to_string()).unwrap_or_default(),
        rhythm: if weekly { programme.rhythm_days.to_string() } else { "other".into() },
        rhythm_days: if weekly { String::new() } else { programme.rhythm_days.to_string() },
        time: format!("{:02}:{:02}", minute / 60, minute % 60),
        minutes: programme.minutes.to_string(),
        rows: rows.collect(),
        facilitators,
        ..draft
    })
}

/// The first name for a next turn that no programme has.
async fn free_name(look: &mut Look, before: &str) -> Result<String> {
    let mut name = rules::name_of_next_turn(before, texts().turn);
    while store::is_called(&mut look.tx, &name).await? {
        name = rules::name_of_next_turn(&name, texts().turn);
    }
    Ok(name)
}

/// The branches where the person may have programmes.
pub async fn branches(look: &mut Look) -> Result<Vec<Choice>> {
    let branches = people::store::branches(&mut look.tx, true).await?;
    Ok(branches
        .into_iter()
        .filter(|branch| rules::may_lead_at(&look.actor, Some(branch.id)))
        .map(|branch| Choice::new(branch.id, branch.name))
        .collect())
}

fn ids(typed: &[String]) -> Vec<PersonId> {
    typed.iter().filter_map(|id| id.parse().ok()).collect()
}

async fn basics(
    look: &mut Look,
    draft: Draft,
    title: String,
    source: Option<(Programme, String)>,
) -> Result<AnyView> {
    let copy = source.is_some();
    let along = match source {
        Some((programme, _)) if draft.is_next_turn() => {
            Some(practices::pages::coming_along(look, programme.id).await?)
        }
        _ => None,
    };
    let scope = look.actor.scope();
    let lines: Vec<AudienceLine> = parse_audience(&draft.audience);
    let audience = audience::options(&mut look.tx, &scope, lines).await?;
    let branches = branches(look).await?;
    let whole_company = rules::may_lead_at(&look.actor, None);
    let people =
        sessions::store::facilitator_choices(&mut look.tx, &ids(&draft.facilitators)).await?;
    Ok(view! { <BasicsStep draft title copy along audience branches whole_company people /> }
        .into_any())
}

async fn proposal(look: &mut Look, draft: Draft) -> Result<AnyView> {
    let organisation = settings::store::organisation(&mut look.tx).await?;
    let branch = draft.branch.parse().ok();
    let zone = planning::zone_of(&mut look.tx, branch, &organisation.time_zone).await?;
    let minutes = draft.minutes.parse().unwrap_or(90);
    let around = rows::look(&mut look.tx, &draft, minutes, &zone, look.now).await?;
    let lines = audience::chosen(&mut look.tx, &draft.audience).await?;
    let audience = store::summary_of(&mut look.tx, &lines).await?;
    let mut chosen = ids(&draft.facilitators);
    chosen.extend(draft.rows.iter().flat_map(|row| ids(&row.facilitators)));
    let people = sessions::store::facilitator_choices(&mut look.tx, &chosen).await?;
    Ok(view! { <SessionsStep draft around audience people /> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programme_starts_next_monday_unless_told_otherwise() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(next_monday(day("2022-07-06")), day("2022-07-11"));
        assert_eq!(next_monday(day("2022-07-10")), day("2022-07-11"));
        assert_eq!(next_monday(day("2022-07-11")), day("2022-07-18"));
    }
}
