//! The list of people as a file.

use super::{
    importing,
    pages::{ListQuery, preview::Reading},
    rules,
    store::{self, PersonRow},
    texts::texts,
};
use crate::{
    error::{Error, Result},
    export::{Sheet, Value},
    request::{Look, query},
};

/// Everybody in the filtered list, whatever page of it is shown. The headings are those that an
/// import recognises.
pub async fn people() -> Result<Sheet> {
    let mut look = Look::begin().await?;
    if !rules::may_see_people(&look.actor) {
        return Err(Error::Forbidden);
    }
    let wanted = query::<ListQuery>().wanted();
    let scope = look.actor.scope();
    let (_, rows) = store::list(&mut look.tx, &scope, &wanted, i64::MAX, 0).await?;
    let t = texts();
    let headers = [
        t.name,
        t.email,
        t.employee_number,
        t.branch,
        t.department,
        t.position,
        t.hired_on,
        t.active,
        t.has_access,
    ];
    Ok(Sheet::new(t.export_name, headers, rows.into_iter().map(cells).collect()))
}

fn cells(person: PersonRow) -> Vec<Value> {
    let t = texts();
    let yes = |it: bool| Value::from(if it { t.yes } else { t.no });
    vec![
        person.name.into(),
        person.email.into(),
        person.employee_number.into(),
        person.branch.into(),
        person.department.into(),
        person.position.into(),
        person.hired_on.into(),
        yes(person.active),
        yes(person.has_access),
    ]
}

/// A file with the headings that an import recognises, to be filled in.
pub async fn template() -> Result<Sheet> {
    let look = Look::begin().await?;
    if !rules::may_keep_everything(&look.actor) {
        return Err(Error::Forbidden);
    }
    let t = texts();
    let headers =
        [t.name, t.email, t.employee_number, t.branch, t.department, t.position, t.hired_on];
    Ok(Sheet::new(t.import.template_name, headers, Vec::new()))
}

/// The problems of a file that is being previewed, one line each.
pub async fn problems() -> Result<Sheet> {
    let mut look = Look::begin().await?;
    let Reading { id, encoding, create } = query();
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let file = importing::find(&mut look, id, &encoding).await?;
    let create = !create.is_empty();
    let plan = importing::plan(&mut look.tx, &look.actor, &file, create).await?;
    let t = texts();
    let rows = match plan {
        Ok(plan) => plan
            .problems()
            .flat_map(|(row, problems)| {
                problems.iter().map(|problem| {
                    let line = Value::Whole(row.line as i64);
                    vec![line, row.label.clone().into(), problem.in_words(t).into()]
                })
            })
            .collect(),
        Err(why) => vec![vec![Value::Nothing, Value::Nothing, why.in_words(t).into()]],
    };
    Ok(Sheet::new(t.import.errors_name, [t.import.line, t.import.row, t.import.problem], rows))
}
