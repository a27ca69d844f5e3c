//! The command line of Espiral.

use std::process::ExitCode;

use clap::Parser;
use server::{commands, config::Cli};

#[tokio::main]
async fn main() -> ExitCode {
    match commands::run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line, whatever an error beneath has to say.
            let line = format!("{error:#}").split_whitespace().collect::<Vec<_>>().join(" ");
            eprintln!("espiral: {line}");
            ExitCode::FAILURE
        }
    }
}
