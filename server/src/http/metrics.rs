//! Figures for Prometheus.

use std::{sync::LazyLock, time::Duration};

use app::db::Db;
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio_util::sync::CancellationToken;

const REQUESTS: &str = "espiral_requests_total";
const SECONDS: &str = "espiral_request_seconds";
const COMMANDS: &str = "espiral_commands_total";
const STREAMS: &str = "espiral_open_streams";
const SIGN_IN_FAILURES: &str = "espiral_sign_in_failures_total";
const BUCKETS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// What has been counted in this process; `None` when somebody else counts in it.
static RECORDER: LazyLock<Option<PrometheusHandle>> = LazyLock::new(|| {
    let recorder =
        PrometheusBuilder::new().set_buckets(&BUCKETS).map(|builder| builder.install_recorder());
    match recorder {
        Ok(Ok(handle)) => Some(handle),
        Ok(Err(error)) | Err(error) => {
            tracing::warn!(%error, "nothing is counted");
            None
        }
    }
});

/// A request was answered.
pub fn answered(method: &'static str, route: &str, status: u16, took: Duration) {
    LazyLock::force(&RECORDER);
    let (route, status) = (route.to_owned(), status.to_string());
    counter!(REQUESTS, "method" => method, "route" => route.clone(), "status" => status)
        .increment(1);
    histogram!(SECONDS, "method" => method, "route" => route).record(took.as_secs_f64());
}

/// A command ended: `done`, or the kind of its error.
pub fn commanded(command: &'static str, outcome: &'static str) {
    counter!(COMMANDS, "command" => command, "outcome" => outcome).increment(1);
}

pub fn sign_in_failed() {
    counter!(SIGN_IN_FAILURES).increment(1);
}

/// A live stream that is open, as long as this lives.
pub struct OpenStream;

impl OpenStream {
    pub fn begin() -> OpenStream {
        gauge!(STREAMS).increment(1);
        OpenStream
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        gauge!(STREAMS).decrement(1);
    }
}

/// Everything, as Prometheus reads it.
pub fn render(db: &Db) -> String {
    let Some(recorder) = &*RECORDER else { return String::new() };
    if let Some(stats) = db.stats() {
        counter!("espiral_writes_kept_total").absolute(stats.kept);
        counter!("espiral_writes_dropped_total").absolute(stats.dropped);
        counter!("espiral_write_commits_total").absolute(stats.commits);
        counter!("espiral_write_groups_failed_total").absolute(stats.failed);
    }
    if let Some(bytes) = resident_memory() {
        gauge!("process_resident_memory_bytes").set(bytes);
    }
    recorder.render()
}

/// Folds what was measured together, so that it does not pile up when nobody asks for it.
pub fn keep_up(stop: CancellationToken) {
    tokio::spawn(async move {
        let mut often = tokio::time::interval(Duration::from_secs(5));
        loop {
            tokio::select! {
                () = stop.cancelled() => break,
                _ = often.tick() => if let Some(recorder) = &*RECORDER { recorder.run_upkeep() },
            }
        }
    });
}

/// As Linux tells it.
fn resident_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024.0)
}
