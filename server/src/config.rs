//! The command line. Every option can also be set in the environment.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};

/// Staff training and knowledge creation.
#[derive(Parser)]
#[command(name = "espiral", version)]
pub struct Cli {
    /// sqlite:FILE or postgres://…
    #[arg(long, global = true, env = "ESPIRAL_DATABASE", default_value = "sqlite:espiral.db")]
    pub database: String,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the product.
    Serve(Serve),
    /// Bring the tables up to date.
    Migrate,
    /// Fill an empty database with the demo clinic.
    Demo,
    /// Check the database: integrity and invariants.
    Check,
    /// Write a consistent copy of the database, also while it is served.
    Backup { file: PathBuf },
    /// Put a copy in the place of the database.
    Restore {
        file: PathBuf,
        /// Replace a database that holds something.
        #[arg(long)]
        force: bool,
    },
    /// Import a file.
    #[command(subcommand)]
    Import(Import),
    /// Give people access.
    #[command(subcommand)]
    User(User),
}

#[derive(Args)]
pub struct Serve {
    /// Where to listen.
    #[arg(long, env = "ESPIRAL_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// The address that people use; links and QR codes start with it.
    #[arg(long, env = "ESPIRAL_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Fill an empty database with the demo clinic and show its accounts.
    #[arg(long, env = "ESPIRAL_DEMO")]
    pub demo: bool,
    /// Hours without a request after which a browser is signed out.
    #[arg(long, env = "ESPIRAL_IDLE_HOURS", default_value_t = 12)]
    pub idle_hours: i64,
    /// Days after which a browser is signed out whatever happens.
    #[arg(long, env = "ESPIRAL_SIGN_IN_DAYS", default_value_t = 7)]
    pub sign_in_days: i64,
    /// Log as JSON, one object a line.
    #[arg(long, env = "ESPIRAL_LOG_JSON")]
    pub log_json: bool,
}

#[derive(Subcommand)]
pub enum Import {
    /// People from a CSV file; an employee number or an e-mail address is the key.
    People {
        file: PathBuf,
        /// Only say what would happen.
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Subcommand)]
pub enum User {
    /// Add a person with administrator rights and print a one-time link.
    Add { email: String },
    /// Print a one-time link to set a new password.
    Reset { email: String },
}
