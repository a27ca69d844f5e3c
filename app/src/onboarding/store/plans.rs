use chrono::{DateTime, Utc};

use crate::{
    db::{Tx, dialect, execute, on},
    error::{Error, Result},
    onboarding::{Plan, PlanDay, PlanId},
    people::{PersonId, PositionId},
};

macro_rules! plans {
    ($rest:expr) => {
        concat!(
            "SELECT l.id, l.position_id, t.name AS position, l.name, l.version, l.changed_at, \
             (SELECT COUNT(*) FROM onboardings o JOIN people p ON p.id = o.person_id \
               WHERE o.plan_id = l.id AND ",
            $crate::on_the_way!(),
            ") AS running \
             FROM onboarding_plans l LEFT JOIN positions t ON t.id = l.position_id ",
            $rest
        )
    };
}

/// The plans: everybody's first, then those of positions by their names.
pub async fn plans(tx: &mut Tx) -> Result<Vec<Plan>> {
    const ALL: &str = plans!(
        "ORDER BY CASE WHEN l.position_id IS NULL THEN 0 ELSE 1 END, t.folded, l.changed_at, l.id"
    );
    Ok(on!(tx, c => sqlx::query_as(ALL).fetch_all(c).await?))
}

pub async fn plan(tx: &mut Tx, id: PlanId) -> Result<Option<Plan>> {
    const FIND: &str = plans!("WHERE l.id = $1");
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}

/// The plan for somebody of this position: its own, else everybody's.
pub async fn plan_for(tx: &mut Tx, position: Option<PositionId>) -> Result<Option<Plan>> {
    const FIND: &str = plans!(
        "WHERE l.position_id = $1 OR l.position_id IS NULL \
         ORDER BY CASE WHEN l.position_id IS NULL THEN 1 ELSE 0 END, l.changed_at, l.id LIMIT 1"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(position).fetch_optional(c).await?))
}

/// Lets those who make the first plan follow one another.
pub async fn lock_plans(tx: &mut Tx) -> Result<()> {
    let lock = dialect!(
        tx,
        sqlite: "SELECT 1 FROM organisation",
        postgres: "SELECT 1 FROM organisation FOR UPDATE",
    );
    execute!(tx, sqlx::query(lock));
    Ok(())
}

/// The days of a version with what must be seen on each.
pub async fn plan_days(tx: &mut Tx, id: PlanId, version: i64) -> Result<Vec<PlanDay>> {
    const DAYS: &str = "SELECT number, title, topics, materials, bring, starts_at_minute, minutes, \
        signer FROM onboarding_plan_days WHERE plan_id = $1 AND version = $2 ORDER BY number";
    const ITEMS: &str = "SELECT number, text FROM onboarding_items \
        WHERE plan_id = $1 AND version = $2 ORDER BY number, item";
    let mut days: Vec<PlanDay> =
        on!(tx, c => sqlx::query_as(DAYS).bind(id).bind(version).fetch_all(c).await?);
    let items: Vec<(i64, String)> =
        on!(tx, c => sqlx::query_as(ITEMS).bind(id).bind(version).fetch_all(c).await?);
    for (number, text) in items {
        if let Some(day) = days.iter_mut().find(|day| day.number == number) {
            day.items.push(text);
        }
    }
    Ok(days)
}

/// The days of the latest version of every plan, with what must be seen on each.
pub async fn latest_days(tx: &mut Tx) -> Result<Vec<(PlanId, PlanDay)>> {
    const DAYS: &str = "SELECT d.plan_id, d.number, d.title, d.topics, d.materials, d.bring, \
            d.starts_at_minute, d.minutes, d.signer FROM onboarding_plan_days d \
        JOIN onboarding_plans l ON l.id = d.plan_id AND l.version = d.version \
        ORDER BY d.plan_id, d.number";
    const ITEMS: &str = "SELECT i.plan_id, i.number, i.text FROM onboarding_items i \
        JOIN onboarding_plans l ON l.id = i.plan_id AND l.version = i.version \
        ORDER BY i.plan_id, i.number, i.item";
    #[derive(sqlx::FromRow)]
    struct Row {
        plan_id: PlanId,
        #[sqlx(flatten)]
        day: PlanDay,
    }
    let days: Vec<Row> = on!(tx, c => sqlx::query_as(DAYS).fetch_all(c).await?);
    let items: Vec<(PlanId, i64, String)> = on!(tx, c => sqlx::query_as(ITEMS).fetch_all(c).await?);
    let with_items = |Row { plan_id, mut day }: Row| {
        let own =
            items.iter().filter(|(plan, number, _)| (*plan, *number) == (plan_id, day.number));
        day.items = own.map(|(_, _, text)| text.clone()).collect();
        (plan_id, day)
    };
    Ok(days.into_iter().map(with_items).collect())
}

/// What a plan is called, and for whom it is.
pub struct NewPlan<'a> {
    pub id: PlanId,
    pub position: Option<PositionId>,
    pub name: &'a str,
    pub by: Option<PersonId>,
    pub at: DateTime<Utc>,
}

/// Adds a plan with its first version. [`Error::Taken`] when the position has one.
pub async fn add_plan(tx: &mut Tx, plan: &NewPlan<'_>, days: &[PlanDay]) -> Result<()> {
    const ADD: &str = "INSERT INTO onboarding_plans (id, position_id, name, changed_by, \
        changed_at) VALUES ($1, $2, $3, $4, $5)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(plan.id)
            .bind(plan.position)
            .bind(plan.name)
            .bind(plan.by)
            .bind(plan.at)
    );
    add_days(tx, plan.id, 1, days).await
}

/// Adds a version; people on their way keep theirs. [`Error::Stale`] when somebody else did.
pub async fn add_version(
    tx: &mut Tx,
    id: PlanId,
    version: i64,
    name: &str,
    days: &[PlanDay],
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    const NEXT: &str = "UPDATE onboarding_plans SET name = $3, version = version + 1, \
        changed_by = $4, changed_at = $5 WHERE id = $1 AND version = $2";
    let rows = execute!(tx, sqlx::query(NEXT).bind(id).bind(version).bind(name).bind(by).bind(at));
    if rows == 0 {
        return Err(Error::Stale);
    }
    add_days(tx, id, version + 1, days).await
}

async fn add_days(tx: &mut Tx, id: PlanId, version: i64, days: &[PlanDay]) -> Result<()> {
    const DAY: &str = "INSERT INTO onboarding_plan_days (plan_id, version, number, title, topics, \
        materials, bring, starts_at_minute, minutes, signer) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    const ITEM: &str = "INSERT INTO onboarding_items (plan_id, version, number, item, text) \
        VALUES ($1, $2, $3, $4, $5)";
    for day in days {
        execute!(
            tx,
            sqlx::query(DAY)
                .bind(id)
                .bind(version)
                .bind(day.number)
                .bind(&day.title)
                .bind(&day.topics)
                .bind(&day.materials)
                .bind(&day.bring)
                .bind(day.starts_at_minute)
                .bind(day.minutes)
                .bind(day.signer)
        );
        for (item, text) in (1i64..).zip(&day.items) {
            execute!(
                tx,
                sqlx::query(ITEM).bind(id).bind(version).bind(day.number).bind(item).bind(text)
            );
        }
    }
    Ok(())
}
