//! The command line of Espiral.

use std::process::ExitCode;

use clap::Parser;
use server::{commands, config::Cli};

/// A page is many short texts, made on several threads at once: the C library's allocator spends a
/// tenth of the time of a page on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
