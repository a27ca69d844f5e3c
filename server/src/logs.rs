//! Logs go to stderr; what commands print goes to stdout.
//!
//! Each request is one line with its id, the pattern of its address, its status and its time.
//! Names, e-mail addresses, join codes and tokens are never logged.

use tracing_subscriber::EnvFilter;

/// What is logged: `info`, `debug`, or as the tracing crate's filters say.
const FILTER: &str = "ESPIRAL_LOG";

/// Starts to log, as JSON when asked to: one object a line.
pub fn start(json: bool) {
    let filter = EnvFilter::try_from_env(FILTER).unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_writer(std::io::stderr);
    let started = if json {
        logs.json().flatten_event(true).with_span_list(false).try_init()
    } else {
        logs.compact().try_init()
    };
    if let Err(error) = started {
        eprintln!("espiral: no logs: {error}");
    }
}
