//! The command line. Every option can also be set in the environment.

use std::{net::SocketAddr, path::PathBuf};

use app::lang::Lang;
use clap::{
    Args, Parser, Subcommand,
    builder::{BoolishValueParser, RangedU64ValueParser},
};
use url::Url;

/// Staff training and knowledge creation.
#[derive(Parser)]
#[command(name = "espiral", version)]
pub struct Cli {
    /// sqlite:FILE or postgres://…
    #[arg(
        long,
        global = true,
        env = "ESPIRAL_DATABASE",
        hide_env_values = true,
        default_value = "sqlite:espiral.db"
    )]
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
    Demo {
        #[command(flatten)]
        told: Told,
    },
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
    #[arg(long, env = "ESPIRAL_PUBLIC_URL", value_parser = web_address)]
    pub public_url: Option<String>,
    /// Fill an empty database with the demo clinic and show its accounts.
    #[arg(long, env = "ESPIRAL_DEMO", value_parser = BoolishValueParser::new())]
    pub demo: bool,
    #[command(flatten)]
    pub told: Told,
    /// Hours without a request after which a browser is signed out.
    #[arg(long, env = "ESPIRAL_IDLE_HOURS", default_value_t = 12, value_parser = at_least_one())]
    pub idle_hours: u32,
    /// Days after which a browser is signed out whatever happens.
    #[arg(long, env = "ESPIRAL_SIGN_IN_DAYS", default_value_t = 7, value_parser = at_least_one())]
    pub sign_in_days: u32,
    /// Log as JSON, one object a line.
    #[arg(long, env = "ESPIRAL_LOG_JSON", value_parser = BoolishValueParser::new())]
    pub log_json: bool,
    /// How many connections to serve at a time.
    #[arg(long, env = "ESPIRAL_CONNECTIONS", default_value_t = 4000)]
    pub connections: usize,
    /// What a collector must send to read /metrics from elsewhere, as a bearer token.
    #[arg(long, env = "ESPIRAL_METRICS_TOKEN", hide_env_values = true)]
    pub metrics_token: Option<String>,
}

/// How the demo is told.
#[derive(Args)]
pub struct Told {
    /// The language of what people said in the demo: es or en.
    #[arg(long, env = "ESPIRAL_DEMO_LANGUAGE", default_value = "es", value_parser = language)]
    pub demo_language: Lang,
    /// A demo with twelve branches and three hundred people instead of four and some forty; a
    /// server needs no --demo besides.
    #[arg(long, env = "ESPIRAL_DEMO_NETWORK", value_parser = BoolishValueParser::new())]
    pub demo_network: bool,
}

impl From<Told> for app::demo::Told {
    fn from(told: Told) -> Self {
        app::demo::Told { lang: told.demo_language, network: told.demo_network }
    }
}

impl Serve {
    /// Whoever says how large the demo is to be wants one.
    pub fn shows_demo(&self) -> bool {
        self.demo || self.told.demo_network
    }
}

#[derive(Subcommand)]
pub enum Import {
    /// People from a CSV file; an employee number or an e-mail address is the key.
    People(ImportPeople),
}

#[derive(Args)]
pub struct ImportPeople {
    pub file: PathBuf,
    /// Only say what would happen.
    #[arg(long)]
    pub dry_run: bool,
    /// Import the good rows although others are wrong.
    #[arg(long)]
    pub good_rows: bool,
    /// Add departments and positions that are not in the lists.
    #[arg(long)]
    pub create_names: bool,
}

#[derive(Subcommand)]
pub enum User {
    /// Make somebody an administrator and print a one-time link; adds the person if need be.
    Add(Invited),
    /// Print a one-time link to set a new password.
    Reset(Invited),
}

#[derive(Args)]
pub struct Invited {
    /// The address of the person.
    #[arg(value_parser = email)]
    pub email: String,
    /// The address that people use; the link starts with it.
    #[arg(long, env = "ESPIRAL_PUBLIC_URL", default_value = "http://127.0.0.1:3000",
          value_parser = web_address)]
    pub public_url: String,
}

fn at_least_one() -> RangedU64ValueParser<u32> {
    RangedU64ValueParser::new().range(1..=100_000)
}

/// An address with its scheme and nothing after the host: what a browser calls an origin.
fn web_address(typed: &str) -> Result<String, String> {
    let url = Url::parse(typed).map_err(|error| error.to_string())?;
    if !matches!(url.scheme(), "http" | "https") || url.path() != "/" || url.query().is_some() {
        return Err("write it like https://espiral.example".into());
    }
    Ok(typed.trim_end_matches('/').to_owned())
}

fn language(typed: &str) -> Result<Lang, String> {
    Lang::parse(typed).ok_or_else(|| "es or en".into())
}

fn email(typed: &str) -> Result<String, String> {
    app::access::rules::clean_email(typed).ok_or_else(|| "not an e-mail address".into())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_network_is_a_demo() {
        for (told, shows) in [
            (&["espiral", "serve"][..], false),
            (&["espiral", "serve", "--demo-language", "en"], false),
            (&["espiral", "serve", "--demo"], true),
            (&["espiral", "serve", "--demo-network"], true),
        ] {
            let Ok(Cli { command: Command::Serve(serve), .. }) = Cli::try_parse_from(told) else {
                panic!("{told:?}")
            };
            assert_eq!(serve.shows_demo(), shows, "{told:?}");
        }
    }

    #[test]
    fn wrong_usage_ends_with_two() {
        for wrong in [
            &["espiral"][..],
            &["espiral", "fly"],
            &["espiral", "user", "add", "nobody"],
            &["espiral", "serve", "--idle-hours", "0"],
            &["espiral", "demo", "--demo-language", "ko"],
            &["espiral", "serve", "--public-url", "example.org"],
        ] {
            let error = Cli::try_parse_from(wrong).err().map(|error| error.exit_code());
            assert_eq!(error, Some(2), "{wrong:?}");
        }
    }
}
