use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use super::fields::{AllFields, Offer};
use crate::{
    error::{Error, Result},
    lang::lang,
    programmes::{self, AudienceLine},
    request::{Look, Page, query},
    routes::Section,
    sessions::{
        Session, SessionId,
        api::PlanSession,
        form::SessionForm,
        rules,
        store::{self, Defaults, ProgrammeStage},
        texts::{
            form::{quarter, texts},
            texts as page_texts,
        },
        zones,
    },
    ui::{
        Button, ButtonLink, Kind, PageHead,
        form::{Area, Form},
    },
};

/// Where the plan begins: at a stage of a programme, or from a session that is copied.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    programme: String,
    stage: String,
    copy: String,
}

/// `/sessions/new`
pub async fn plan() -> Result<Page> {
    let mut look = Look::begin().await?;
    if !rules::may_plan(&look.actor) {
        return Err(Error::Forbidden);
    }
    let t = texts();
    let asked: Asked = query();
    let defaults = store::defaults(&mut look.tx).await?;
    let copied = match asked.copy.parse() {
        Ok(id) => Some(copied(&mut look, id).await?),
        Err(_) => None,
    };
    let (form, invited) = copied.unzip();
    let offer = Offer::load(&mut look, None, invited.unwrap_or_default()).await?;
    let form = form.unwrap_or_else(|| begun(&look, &asked, &offer, &defaults));
    let today = zones::in_zone(look.now, &defaults.time_zone).date();
    let frozen = store::frozen_from(&mut look.tx, rules::quarter_of(today)).await?;
    let hint = clock_hint(&offer);
    let crumbs = vec![(page_texts().sessions.to_owned(), Section::Sessions.href().to_owned())];
    let why = (!frozen.is_empty()).then(|| {
        let quarters: Vec<String> = frozen.into_iter().map(quarter).collect();
        let hint = (t.plan_reason_hint)(&quarters.join(", "));
        view! { <Area name="plan_reason" label=t.plan_reason hint value=form.plan_reason.clone() optional=true rows=2u32 maxlength=500u32 /> }
    });
    Page::ok(
        Section::Sessions,
        t.plan_title,
        view! {
            <PageHead title=t.plan_title crumbs />
            <Form command=PlanSession::PATH>
                <AllFields form=form.clone() offer hint />
                {why}
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.plan}</Button>
                    <ButtonLink href=Section::Sessions.href() kind=Kind::Quiet>{t.back}</ButtonLink>
                </div>
            </Form>
        },
    )
}

/// On whose clocks the time is meant: named when all the branches agree.
fn clock_hint(offer: &Offer) -> String {
    let mut zones: Vec<&str> = offer.branches.iter().map(|b| b.time_zone.as_str()).collect();
    zones.dedup();
    match zones[..] {
        [zone] => (texts().time_hint_of)(&zones::place(lang(), zone)),
        _ => texts().time_hint.into(),
    }
}

fn begun(look: &Look, asked: &Asked, offer: &Offer, defaults: &Defaults) -> SessionForm {
    let of_programme = |row: &&ProgrammeStage| row.id.to_string() == asked.programme;
    let programme = offer.programmes.iter().find(of_programme);
    let stage = offer
        .programmes
        .iter()
        .filter(of_programme)
        .find(|row| row.number.is_some_and(|number| number.to_string() == asked.stage));
    let branch = programme.and_then(|row| row.branch_id).unwrap_or(look.actor.branch);
    let offered = offer.branches.iter().find(|b| b.id == branch).or(offer.branches.first());
    SessionForm {
        programme: match (programme, stage) {
            (Some(row), Some(_)) => format!("{}/{}", row.id, asked.stage),
            (Some(row), None) => row.id.to_string(),
            (None, _) => String::new(),
        },
        branch: offered.map(|branch| branch.id.to_string()).unwrap_or_default(),
        time: programme.map(|row| clock(row.starts_at_minute)).unwrap_or_default(),
        minutes: programme.map_or(60, |row| row.minutes).to_string(),
        job_training: programme
            .and_then(|row| row.job_training)
            .map(|kind| kind.to_string())
            .unwrap_or_default(),
        late_after: defaults.late_after_minutes.to_string(),
        ..SessionForm::default()
    }
}

/// Minutes after midnight as a time of day.
fn clock(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// All of a session but its date, and who is invited.
async fn copied(look: &mut Look, id: SessionId) -> Result<(SessionForm, Vec<AudienceLine>)> {
    let scope = look.actor.scope();
    let session = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let form = filled(look, &session).await?;
    let invited = invited(look, &session).await?;
    Ok((SessionForm { date: String::new(), ..form }, invited))
}

/// Who is invited to a session that stands alone.
pub async fn invited(look: &mut Look, session: &Session) -> Result<Vec<AudienceLine>> {
    match session.programme_id {
        Some(_) => Ok(Vec::new()),
        None => programmes::store::audience(&mut look.tx, session.audience_id).await,
    }
}

/// A session as its form.
pub async fn filled(look: &mut Look, session: &Session) -> Result<SessionForm> {
    let starts = zones::in_zone(session.starts_at, &session.time_zone);
    let mut facilitators = store::facilitators(&mut look.tx, &[session.id]).await?;
    let facilitators = facilitators.remove(&session.id).unwrap_or_default();
    Ok(SessionForm {
        topic: session.topic.clone(),
        programme: match (session.programme_id, session.stage_number) {
            (Some(id), Some(stage)) => format!("{id}/{stage}"),
            (Some(id), None) => id.to_string(),
            (None, _) => String::new(),
        },
        prompt: session.prompt.clone(),
        agenda: session.agenda.clone(),
        date: starts.date().to_string(),
        time: starts.format("%H:%M").to_string(),
        minutes: session.minutes().to_string(),
        branch: session.branch_id.map(|id| id.to_string()).unwrap_or_default(),
        room: session.room.clone(),
        link: session.link.clone(),
        facilitators: facilitators.iter().map(|person| person.id.to_string()).collect(),
        capacity: session.capacity.map(|places| places.to_string()).unwrap_or_default(),
        late_after: session.late_after_minutes.to_string(),
        job_training: session.job_training.map(|kind| kind.to_string()).unwrap_or_default(),
        ..SessionForm::default()
    })
}
