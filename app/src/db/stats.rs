//! What SQLite's writer counts of its work.

use std::sync::atomic::{AtomicU64, Ordering};

/// What the writer has done since it was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Transactions whose work was kept.
    pub kept: u64,
    /// Transactions that were dropped before their commit.
    pub dropped: u64,
    /// Commits that those kept have shared; each is one sync of the disk.
    pub commits: u64,
    /// Groups that failed as a whole.
    pub failed: u64,
}

#[derive(Debug, Default)]
pub(super) struct Counters {
    pub(super) kept: AtomicU64,
    pub(super) dropped: AtomicU64,
    pub(super) commits: AtomicU64,
    pub(super) failed: AtomicU64,
}

impl Counters {
    pub(super) fn read(&self) -> Stats {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Stats {
            kept: read(&self.kept),
            dropped: read(&self.dropped),
            commits: read(&self.commits),
            failed: read(&self.failed),
        }
    }
}

pub(super) fn add(counter: &AtomicU64, more: usize) {
    counter.fetch_add(more as u64, Ordering::Relaxed);
}
