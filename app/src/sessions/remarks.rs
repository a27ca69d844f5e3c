//! What there is to say about a time and its facilitators before anything is saved.

use chrono::NaiveDate;

use super::{
    Remark, Session, SessionId,
    form::{SessionForm, When},
    planning, rules, store,
    texts::{form::texts as form_texts, texts},
    zones,
};
use crate::{
    db::Tx,
    error::{Error, Problems, Result},
    lang::lang,
    people::{self, PersonId},
    programmes::rules::is_weekend,
    request::Look,
    settings,
    ui::dates,
};

/// For the island beside the form. What is not filled in yet is not remarked on.
pub async fn remarks(session: &str, form: &SessionForm) -> Result<Vec<Remark>> {
    let mut look = Look::begin().await?;
    let session = match session.parse() {
        Ok(id) => Some(changeable(&mut look, id).await?),
        Err(_) if rules::may_plan(&look.actor) => None,
        Err(_) => return Err(Error::Forbidden),
    };
    let mut problems = Problems::default();
    let zone = match (&session, form.branch.parse()) {
        (Some(session), _) => session.time_zone.clone(),
        (None, Ok(branch)) => match people::store::branch(&mut look.tx, branch).await? {
            Some(branch) => branch.time_zone,
            None => return Ok(Vec::new()),
        },
        (None, Err(_)) => store::defaults(&mut look.tx).await?.time_zone,
    };
    let when = match &session {
        // An editor does not change the time.
        Some(session) if form.date.is_empty() && form.time.is_empty() => Some(when_of(session)),
        _ => form.when(&mut problems),
    };
    let Some(when) = when else { return Ok(Vec::new()) };
    let Some((from, to)) = planning::moment(&when, &zone, look.now, &mut problems) else {
        let messages = problems.into_result().err().map(messages).unwrap_or_default();
        return Ok(messages.into_iter().map(|text| Remark { stops: true, text }).collect());
    };
    let except = session.map(|session| session.id);
    let mut people: Vec<PersonId> =
        form.facilitators.iter().filter_map(|id| id.parse().ok()).collect();
    if let (true, Some(id)) = (people.is_empty(), except) {
        let mut found = store::facilitators(&mut look.tx, &[id]).await?;
        people.extend(found.remove(&id).unwrap_or_default().iter().map(|person| person.id));
    }
    let clashes = store::clashes(&mut look.tx, &people, from, to, except).await?;
    let mut remarks: Vec<Remark> = clashes
        .iter()
        .map(|clash| Remark { stops: true, text: planning::told(clash, &zone) })
        .collect();
    let hints = of_day(&mut look.tx, &zone, when.date).await?;
    remarks.extend(hints.into_iter().map(|text| Remark { stops: false, text }));
    Ok(remarks)
}

/// What is special about a day in a zone: a weekend, a holiday. Nothing that stops anybody.
pub async fn of_day(tx: &mut Tx, zone: &str, day: NaiveDate) -> Result<Vec<String>> {
    let t = texts();
    let weekend = is_weekend(day).then(|| (t.is_weekend)(dates::weekday(lang(), day)));
    let holiday = settings::store::holiday(tx, zone, day).await?;
    let holiday = holiday.map(|name| (t.is_holiday)(&name));
    Ok([weekend, holiday].into_iter().flatten().collect())
}

async fn changeable(look: &mut Look, id: SessionId) -> Result<Session> {
    let scope = look.actor.scope();
    let session = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let facilitates = store::facilitates(&mut look.tx, id, look.actor.id).await?;
    let may = rules::may_edit(&look.actor, &session, facilitates);
    if may { Ok(session) } else { Err(Error::Forbidden) }
}

fn when_of(session: &Session) -> When {
    let starts = zones::in_zone(session.starts_at, &session.time_zone);
    When { date: starts.date(), time: starts.time(), minutes: session.minutes() }
}

fn messages(error: Error) -> Vec<String> {
    match error {
        Error::Invalid(problems) => problems.into_iter().map(|problem| problem.message).collect(),
        _ => vec![form_texts().problems.just_taken.into()],
    }
}
