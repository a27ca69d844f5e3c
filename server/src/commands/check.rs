use anyhow::bail;
use app::ops::{INVARIANTS, SOUND, store};

use super::{open_existing, plain};

/// Checks the database and prints a line for each thing that must hold.
pub async fn run(database: &str) -> anyhow::Result<()> {
    let db = open_existing(database).await?;
    let mut tx = db.read().await.map_err(plain)?;
    let (mut checked, mut failed) = (0, 0);
    for check in SOUND.iter().chain(INVARIANTS) {
        let Some(count) = store::violations(&mut tx, check).await.map_err(plain)? else {
            continue;
        };
        checked += 1;
        if count == 0 {
            println!("ok      {}", check.name);
        } else {
            failed += 1;
            println!(
                "FAILED  {}: {count} {}",
                check.name,
                if count == 1 { "case" } else { "cases" }
            );
        }
    }
    drop(tx);
    db.close().await;
    if failed > 0 {
        bail!("{failed} of {checked} checks failed");
    }
    Ok(())
}
