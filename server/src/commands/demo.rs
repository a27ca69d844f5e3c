use anyhow::bail;
use app::{
    clock::Clock,
    demo::{self, Told},
    error::Error,
};

use super::{migrate, open, plain};

/// Fills an empty database with the demo clinic.
pub async fn run(database: &str, told: Told) -> anyhow::Result<()> {
    let db = open(database).await?;
    migrate(&db).await?;
    match demo::fill_as(told, &db, Clock::system().now()).await {
        Ok(_) => {}
        Err(Error::Taken) => bail!("the database holds something: the demo needs an empty one"),
        Err(error) => return Err(plain(error)),
    }
    db.close().await;
    println!("The demo clinic is there. Accounts, all with the password {}:", demo::PASSWORD);
    for account in demo::ACCOUNTS {
        println!("  {account}@respira.example");
    }
    Ok(())
}
