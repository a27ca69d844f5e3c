use anyhow::{Context, bail};
use app::{
    clock::Clock,
    error::Error,
    lang::Lang,
    people::{
        import::{self, LARGEST, Options, Plan},
        store::imports,
        texts,
    },
};

use super::{open_existing, plain};
use crate::config::ImportPeople;

/// Imports people: all rows, or the good ones when asked to, or none.
pub async fn people(database: &str, options: &ImportPeople, clock: &Clock) -> anyhow::Result<()> {
    let t = texts::of(Lang::En);
    let bytes = std::fs::read(&options.file)
        .with_context(|| format!("cannot read {}", options.file.display()))?;
    if bytes.len() > LARGEST {
        bail!("the file is larger than {} MB: import it in parts", LARGEST / 1024 / 1024);
    }
    let unreadable = |why: import::Unreadable| anyhow::Error::msg(why.in_words(t));
    let table = import::read(&bytes, import::detect(&bytes)).map_err(unreadable)?;

    let db = open_existing(database).await?;
    let mut tx = db.write().await.map_err(plain)?;
    let existing = imports::existing(&mut tx).await.map_err(plain)?;
    let rights = Options { create_names: options.create_names, change_admins: true };
    let plan = import::plan(&table, &existing, rights).map_err(unreadable)?;
    for (row, problems) in plan.problems() {
        let problems: Vec<_> = problems.iter().map(|problem| problem.in_words(t)).collect();
        println!("Line {} ({}): {}", row.line, row.label, problems.join(" "));
    }
    if plan.wrong() > 0 && !options.good_rows {
        bail!("nothing was imported: {} (--good-rows imports the others)", counts(&plan));
    }
    if options.dry_run {
        println!("This would be imported: {}.", counts(&plan));
        return Ok(());
    }
    match import::apply(&mut tx, &plan, None, clock.now()).await {
        Ok(_) => {}
        Err(Error::Taken | Error::Stale) => bail!("the people changed meanwhile: try again"),
        Err(error) => return Err(plain(error)),
    }
    tx.commit().await.map_err(plain).context("nothing was imported")?;
    db.close().await;
    println!("Imported: {}.", counts(&plan));
    Ok(())
}

fn counts(plan: &Plan) -> String {
    format!(
        "{} new, {} changed, {} as before, {} wrong",
        plan.added(),
        plan.changed(),
        plan.same(),
        plan.wrong()
    )
}
