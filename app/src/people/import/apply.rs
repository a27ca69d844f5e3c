use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{Outcome, Plan, Wanted};
use crate::{
    db::Tx,
    error::{Error, Result},
    onboarding::beginning::{self, Hire, Started},
    people::{
        BranchId, NameList, Person, PersonFacts, PersonField, PersonId,
        store::{self, imports::Entry},
    },
};

/// What an import has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    pub added: usize,
    pub changed: usize,
}

/// Carries out the good rows of a plan that was made in this very transaction; `by` is nobody
/// when the program does it by itself. [`Error::Taken`] or [`Error::Stale`] when somebody was
/// quicker with the same people: then nothing must be kept.
pub async fn apply(
    tx: &mut Tx,
    plan: &Plan,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<Applied> {
    let good = || {
        plan.rows.iter().filter_map(|row| match &row.outcome {
            Outcome::Add(wanted) | Outcome::Change { wanted, .. } => Some(wanted),
            Outcome::Same | Outcome::Wrong(_) => None,
        })
    };
    let branches: BTreeSet<BranchId> = good().map(|wanted| wanted.facts.branch_id).collect();
    for branch in branches {
        if !store::hold_branch(tx, branch).await? && moves_to(plan, branch) {
            return Err(Error::Stale);
        }
    }
    let ids = add_names(tx, plan, good(), by, now).await?;

    let mut people = Vec::new();
    let mut hires = Vec::new();
    let mut entries = Vec::new();
    let mut changed = 0;
    for row in &plan.rows {
        match &row.outcome {
            Outcome::Add(wanted) => {
                let person = Person::new(facts(wanted, &ids));
                let detail = json!({ "name": person.name });
                entries.push(Entry::new("person.added", "person", person.id, detail));
                let (job_training_on, exempt) = (wanted.job_training_on, wanted.exempt.clone());
                hires.push(Hire { person: person.clone(), job_training_on, exempt });
                people.push(person);
            }
            Outcome::Change { person, revision, wanted, changes } => {
                store::update(tx, *person, *revision, &facts(wanted, &ids)).await?;
                for change in changes.iter().filter(|c| c.field == PersonField::HiredOn) {
                    let hires = (change.from.parse().ok(), change.to.parse().ok());
                    beginning::hire_corrected(tx, *person, hires, Started { by, now }).await?;
                }
                let detail = json!({ "changes": changes });
                entries.push(Entry::new("person.imported", "person", *person, detail));
                changed += 1;
            }
            Outcome::Same | Outcome::Wrong(_) => {}
        }
    }
    store::imports::add_people(tx, &people, now).await?;
    beginning::hired(tx, &hires, Started { by, now }).await?;
    store::imports::audit(tx, &entries, by, now).await?;
    Ok(Applied { added: people.len(), changed })
}

/// Whether the plan puts anybody at a branch; those who are there already may stay.
fn moves_to(plan: &Plan, branch: BranchId) -> bool {
    plan.rows.iter().any(|row| match &row.outcome {
        Outcome::Add(wanted) => wanted.facts.branch_id == branch,
        Outcome::Change { wanted, changes, .. } => {
            wanted.facts.branch_id == branch
                && changes.iter().any(|change| change.field == PersonField::Branch)
        }
        Outcome::Same | Outcome::Wrong(_) => false,
    })
}

/// Adds the departments and positions that good rows want, and answers their ids.
async fn add_names(
    tx: &mut Tx,
    plan: &Plan,
    good: impl Iterator<Item = &Wanted>,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<HashMap<(NameList, String), Uuid>> {
    let mut wanted = BTreeSet::new();
    for row in good {
        wanted.extend(row.new_department.clone().map(|name| (NameList::Departments, name)));
        wanted.extend(row.new_position.clone().map(|name| (NameList::Positions, name)));
    }
    let mut ids = HashMap::new();
    let mut entries = Vec::new();
    for key in wanted {
        let Some(name) = plan.new_names.get(&key) else { continue };
        let id = Uuid::now_v7();
        store::add_name(tx, key.0, id, name).await?;
        entries.push(Entry::new("name.added", key.0.as_str(), id, json!({ "name": name })));
        ids.insert(key, id);
    }
    store::imports::audit(tx, &entries, by, now).await?;
    Ok(ids)
}

/// The facts with the departments and positions that were just added.
fn facts(wanted: &Wanted, ids: &HashMap<(NameList, String), Uuid>) -> PersonFacts {
    let added = |list, name: &Option<String>| ids.get(&(list, name.clone()?)).copied();
    let mut facts = wanted.facts.clone();
    if let Some(id) = added(NameList::Departments, &wanted.new_department) {
        facts.department_id = Some(id.into());
    }
    if let Some(id) = added(NameList::Positions, &wanted.new_position) {
        facts.position_id = Some(id.into());
    }
    facts
}
