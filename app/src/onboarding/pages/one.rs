//! `/onboarding/{id}`, and one's own days at `/onboarding`.

use leptos::prelude::*;

use super::{
    StandingBadge,
    ahead::{AsHost, Hosted},
    crumbs,
    days::{Around, Days},
    history::History,
    job, lock,
    person::Again,
    sit_ins,
};
use crate::{
    error::{Error, Result},
    handover,
    lang::lang,
    onboarding::{
        Day, Need, Onboarding, OnboardingId, Standing,
        lock::missing,
        rules::{self, Conflict},
        store,
        texts::texts,
    },
    request::{Look, Page},
    routes::{self, Section},
    sessions::zones,
    ui::{
        ButtonLink, Card, Columns, Empty, Fact, Facts, Icon, Inline, Kind, Notice, PageHead,
        Progress, Stack, Tone, dates,
    },
};

/// How much of the history is shown.
const EVENTS: i64 = 60;

/// Somebody's onboarding.
pub async fn one(id: OnboardingId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let found = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    shown(look, found, Hosted::none()).await
}

/// One's own onboarding, for people without a role.
pub async fn mine(mut look: Look, hosted: Hosted) -> Result<Page> {
    let t = texts();
    match store::of_person(&mut look.tx, look.actor.id).await? {
        Some(found) => shown(look, found, hosted).await,
        None => Page::ok(
            Section::Onboarding,
            t.title,
            view! {
                <Stack>
                    <PageHead title=t.title />
                    <Empty title=t.none_of_mine text=t.none_of_mine_text>
                        <ButtonLink href="/sessions">{t.to_sessions}</ButtonLink>
                    </Empty>
                    <AsHost hosted />
                </Stack>
            },
        ),
    }
}

async fn shown(mut look: Look, one: Onboarding, hosted: Hosted) -> Result<Page> {
    let t = texts();
    let (id, now) = (one.id, look.now);
    let late_days = store::late_days(&mut look.tx).await?;
    let days = store::days(&mut look.tx, &[id]).await?;
    let items = store::items(&mut look.tx, &[id]).await?;
    let events = store::events(&mut look.tx, id, EVENTS).await?;
    let modules = match one.position_id {
        Some(position) => store::modules(&mut look.tx, Some(position), Some(one.person_id)).await?,
        None => Vec::new(),
    };
    let scope = look.actor.scope();
    let programmes = store::programmes(&mut look.tx, &scope, one.person_id).await?;
    let own = one.person_id == look.actor.id;
    let keeps = rules::may_keep(&look.actor);
    let sat = sit_ins::load(&mut look, &one).await?;
    let today = zones::in_zone(now, &one.branch_zone).date();
    let standing = rules::standing(&one, late_days, today);
    let conflicts = match own && !keeps {
        true => Vec::new(),
        false => rules::conflicts(&one, &days, late_days),
    };
    let hired_again = rules::hired_again(&one).filter(|_| keeps);
    let again = hired_again.map(|on| view! { <Again one=one.clone() on /> });
    let may_mark = rules::may_mark_module(&look.actor, one.person_id, one.branch_id);
    let may_propose = rules::is_open(&one) && rules::may_plan(&look.actor, one.branch_id, None);
    let gone = days.iter().filter(|day| day.need == Some(Need::Left));
    let gone = gone.filter_map(|day| day.instructor_id.zip(day.instructor.clone()));
    let gone: Vec<_> = gone.collect();
    let hand_over = (may_propose && !gone.is_empty()).then(|| handover::pages::ways(gone));
    let unplanned = days.iter().any(|day| day.need.is_some());
    let is_done = |day: &&Day| day.done_at.is_some() || one.counts_earlier;
    let done = days.iter().filter(is_done).count() as i64;
    let total = days.len() as i64;
    let missing_days = missing(&days);
    let (zone, clocks) = (look.actor.zone.clone(), one.branch_zone.clone());
    let around =
        Around { onboarding: one.clone(), actor: (*look.actor).clone(), late_days, today, now };
    let head = head(&one, standing, own);
    let panel = (rules::may_turn(&look.actor, one.person_id) && one.current)
        .then(|| view! { <lock::Lock one=one.clone() days=days.clone() /> });
    let side = view! {
        <Side one=one.clone() standing late_days done=(done, total) />
        <job::After one=one.clone() modules programmes may_mark missing=missing_days />
        {panel}
    };
    let certified = one.finished_at.is_some() && !one.counts_earlier;
    let crumbs = match own && !rules::may_see_others(&look.actor) {
        true => Vec::new(),
        false => crumbs(),
    };
    let released = one.released_at.is_some().then(|| view! { <lock::Released one=one.clone() /> });
    let proposes = may_propose && unplanned && rules::needs_days(&one);
    let plan_days = proposes.then(|| view! { <lock::Propose id /> });
    let history = (!own || keeps).then(|| view! { <History events zone clocks /> });
    Page::ok(
        Section::Onboarding,
        head.0.clone(),
        view! {
            <Stack>
                <PageHead title=head.0 kicker=head.1 crumbs intro=head.2>
                    {certified.then(|| view! {
                        <ButtonLink href=routes::certificate(id) icon=Icon::Award kind=Kind::Primary>{t.certificate}</ButtonLink>
                    })}
                </PageHead>
                {released}
                <Conflicts conflicts />
                {again}
                {hand_over}
                {plan_days}
                <Columns>
                    <Stack>
                        <Days around days items proposes />
                        <sit_ins::SitIns one sat />
                    </Stack>
                    <Stack>
                        {side}
                    </Stack>
                </Columns>
                <AsHost hosted />
                {history}
            </Stack>
        },
    )
}

/// How far it is, and by when it should be done.
#[component]
fn Side(
    one: Onboarding,
    standing: Standing,
    late_days: i64,
    /// Of all days.
    done: (i64, i64),
) -> impl IntoView {
    let t = texts();
    let hired_on = dates::capitalised(&dates::long_date(lang(), one.hired_on));
    let limit = dates::short_date(lang(), rules::deadline(one.hired_on, late_days));
    let begins = one.job_training_on.map(|on| {
        view! { <Fact label=t.job_training_from>{dates::short_date(lang(), on)}</Fact> }
    });
    let plan = (t.plan_version)(&one.plan, one.version);
    let earlier = one.earlier_id.map(|earlier| {
        view! { <p><a href=routes::onboarding(earlier)>{t.earlier}</a></p> }
    });
    view! {
        <Card title=t.progress>
            <Inline><StandingBadge standing /></Inline>
            <Progress label=t.days_done done=done.0 total=done.1 />
            <Facts>
                <Fact label=t.hired_on>{hired_on}</Fact>
                <Fact label=t.in_time_until>{limit}</Fact>
                {begins}
                <Fact label=t.plan>{plan}</Fact>
            </Facts>
            {earlier}
        </Card>
    }
}

/// Title, kicker and introduction.
fn head(one: &Onboarding, standing: Standing, own: bool) -> (String, String, String) {
    let t = texts();
    let kicker = format!("{} · {}", one.position, one.branch);
    let kicker = kicker.trim_start_matches(" · ").to_owned();
    match own {
        true => {
            let intro = match standing {
                Standing::Done => t.mine_done,
                Standing::Overridden | Standing::Exempt => t.mine_open,
                Standing::Running | Standing::Late => t.mine_intro,
            };
            (t.mine_title.to_owned(), t.title.to_owned(), intro.to_owned())
        }
        false => (one.name.clone(), kicker, String::new()),
    }
}

/// What HR and instructors have to look at.
#[component]
pub fn Conflicts(conflicts: Vec<Conflict>) -> impl IntoView {
    let t = texts();
    (!conflicts.is_empty()).then(|| {
        let items = conflicts
            .into_iter()
            .map(|conflict| view! { <li>{(t.conflict)(conflict)}</li> })
            .collect_view();
        view! {
            <Notice tone=Tone::Warn title=t.conflicts>
                <ul class="dashes">{items}</ul>
            </Notice>
        }
    })
}
