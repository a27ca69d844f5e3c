//! What a room follows, its polls and its projector.

use crate::{polls::PollId, programmes::ProgrammeId, sessions::SessionId};

/// The stream of a session's changes (server-sent events).
pub fn session_events(id: SessionId) -> String {
    format!("/sessions/{id}/events")
}

/// The stream of a programme's changes.
pub fn programme_events(id: ProgrammeId) -> String {
    format!("/programmes/{id}/events")
}

/// The notes that wait for the projector.
pub fn queue(id: SessionId) -> String {
    format!("/sessions/{id}/roster#projector")
}

/// The polls of a session, for those who run it.
pub fn polls(id: SessionId) -> String {
    format!("/sessions/{id}/polls")
}

/// One of them.
pub fn polls_at(id: SessionId, poll: PollId) -> String {
    format!("/sessions/{id}/polls#poll-{poll}")
}

/// The choice of what a new poll is like.
pub fn new_poll(id: SessionId) -> String {
    format!("/sessions/{id}/polls/new")
}

/// The form of a new poll of a `kind`, or `from` the library.
pub fn new_poll_like(id: SessionId, how: &str, what: &str) -> String {
    format!("/sessions/{id}/polls/new?{how}={what}")
}

pub fn edit_poll(id: PollId) -> String {
    format!("/polls/{id}/edit")
}

/// A poll where it is answered.
pub fn poll_in_room(session: SessionId, id: PollId) -> String {
    format!("/sessions/{session}#poll-{id}")
}
