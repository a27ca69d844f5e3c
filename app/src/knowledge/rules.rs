//! What a note may be, who may share one and until when, and who is told whose it is.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Author, Standing, Writer};
use crate::{
    access::Actor,
    people::PersonId,
    programmes::{self, Programme},
    sessions::{self, Session, SessionState},
    writing::{is_visible, one_line},
};

/// The longest note, in characters.
pub const NOTE_MAX: usize = 20_000;
/// Thoughts come on the way home: this long after a session its room still takes notes.
pub const SHARE_AFTER: TimeDelta = TimeDelta::days(7);

/// How many tags a note may have, and how long one may be.
pub const TAGS_MAX: usize = 8;
pub const TAG_MAX: usize = 40;
/// The longest name of a step of the work, in characters.
pub const STEP_MAX: usize = 80;
/// The longest reason to take a note away, in characters.
pub const REASON_MAX: usize = 300;
/// The longest title of a theme, in characters.
pub const THEME_MAX: usize = 80;

/// Why a text cannot be a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextProblem {
    Empty,
    /// So many characters too many.
    TooLong(usize),
}

/// A text as it is kept and counted: a line ends the same way whichever browser sent it, and
/// characters that nobody sees are gone.
pub fn clean(typed: &str) -> String {
    let text = typed.replace("\r\n", "\n").replace('\r', "\n");
    let text: String =
        text.chars().filter(|c| is_visible(*c) || matches!(c, '\n' | '\t')).collect();
    text.trim_end().trim_start_matches('\n').to_owned()
}

/// Whether a clean text can be a note.
pub fn check_text(text: &str) -> Result<(), TextProblem> {
    if text.trim().is_empty() {
        return Err(TextProblem::Empty);
    }
    match text.chars().count() {
        length if length > NOTE_MAX => Err(TextProblem::TooLong(length - NOTE_MAX)),
        _ => Ok(()),
    }
}

/// Tags as people type them, with commas between them or a sign in front: each once, however it
/// is written. `fold` makes alike what is alike.
pub fn tags(typed: &str, fold: impl Fn(&str) -> String) -> Vec<String> {
    let mut seen = Vec::new();
    typed
        .split([',', ';', '\n', '#'])
        .map(one_line)
        .filter(|tag| {
            let folded = fold(tag);
            let new = !folded.is_empty() && !seen.contains(&folded);
            seen.push(folded);
            new
        })
        .collect()
}

impl Standing {
    /// Is one of those who share there.
    pub fn belongs(self) -> bool {
        self.invited || self.attended || self.facilitates
    }
}

/// Whether a person can share a note in a session now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    Open,
    /// The person only looks on.
    NotTheirs,
    Cancelled,
    /// The session is over and the days after it too.
    Over,
}

/// Those who belong to a session may share in its room from the day it is planned until
/// [`SHARE_AFTER`] its end: when it was closed, or should have ended when nobody closed it. Whoever
/// reports a visit shares its note, also when they only stand in and are on no list.
pub fn sharing(session: &Session, standing: Standing, now: DateTime<Utc>) -> Sharing {
    let end = session.closed_at.unwrap_or(session.ends_at);
    match session.state {
        SessionState::Cancelled => Sharing::Cancelled,
        SessionState::Planned | SessionState::Closed if now > end + SHARE_AFTER => Sharing::Over,
        _ if standing.belongs() || standing.reports => Sharing::Open,
        _ => Sharing::NotTheirs,
    }
}

/// May take away what others wrote, and put it back: whoever runs the session, as they decide what its
/// projector shows, and whoever leads its programme.
pub fn may_take_away(
    actor: &Actor,
    session: &Session,
    facilitates: bool,
    programme: Option<&Programme>,
) -> bool {
    sessions::rules::may_edit(actor, session, facilitates)
        || programme.is_some_and(|programme| programmes::rules::may_edit(actor, programme))
}

/// Whose note a recipient is told it is; without a recipient, what everybody may know. Every
/// page, stream and search asks here: a hidden name is for its author alone.
pub fn author_shown_to(writer: Writer, recipient: Option<PersonId>) -> Author {
    let Writer { id, name, position, name_hidden } = writer;
    match (name_hidden, recipient == Some(id)) {
        (false, _) => Author::Named { name, position },
        (true, true) => Author::HiddenSelf { name, position },
        (true, false) => Author::Hidden,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_text_is_counted_in_characters() {
        assert_eq!(check_text(&"ñ".repeat(20_000)), Ok(()));
        assert_eq!(check_text(&"ñ".repeat(20_001)), Err(TextProblem::TooLong(1)));
        assert_eq!(check_text(" \n\t"), Err(TextProblem::Empty));
        // A browser sends each new line as two characters; the person typed one.
        let lines = "a\r\n".repeat(10_000);
        assert_eq!(check_text(&clean(&lines)), Ok(()));
    }

    #[test]
    fn what_nobody_sees_is_gone() {
        assert_eq!(clean("\r\n  - uno\r\n\u{0}dos\u{7}\t \r\n"), "  - uno\ndos");
    }

    #[test]
    fn a_tag_counts_once_however_it_is_written() {
        let fold = |tag: &str| tag.to_lowercase();
        assert_eq!(
            tags(" #DNI, turno  tarde; dni\n,, cola#mesa ", fold),
            ["DNI", "turno tarde", "cola", "mesa"]
        );
        assert!(tags(" ,;# ", fold).is_empty());
    }

    fn session(state: SessionState, closed_at: Option<&str>) -> Session {
        let id = Uuid::nil();
        Session {
            id: id.into(),
            programme_id: None,
            stage_number: None,
            audience_id: id,
            topic: String::new(),
            agenda: String::new(),
            agenda_html: String::new(),
            prompt: String::new(),
            starts_at: at("2022-07-08T14:00:00Z"),
            ends_at: at("2022-07-08T15:45:00Z"),
            time_zone: "America/Lima".into(),
            branch_id: None,
            room: String::new(),
            link: String::new(),
            capacity: None,
            late_after_minutes: 10,
            state,
            opened_at: None,
            closed_at: closed_at.map(at),
            cancelled_at: None,
            cancel_reason: String::new(),
            job_training: None,
            plan_reason: String::new(),
            created_at: at("2022-06-20T15:00:00Z"),
            revision: 1,
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_room_takes_notes_until_a_week_after_its_end() {
        let invited = Standing { invited: true, ..Standing::default() };
        let planned = session(SessionState::Planned, None);
        let open = session(SessionState::Open, None);
        let closed = session(SessionState::Closed, Some("2022-07-08T16:00:00Z"));
        let cases = [
            (&planned, "2022-07-01T00:00:00Z", Sharing::Open),
            (&planned, "2022-07-15T15:45:00Z", Sharing::Open),
            (&planned, "2022-07-15T15:45:01Z", Sharing::Over),
            (&open, "2022-09-01T00:00:00Z", Sharing::Open),
            (&closed, "2022-07-15T16:00:00Z", Sharing::Open),
            (&closed, "2022-07-15T16:00:01Z", Sharing::Over),
        ];
        for (session, now, expected) in cases {
            assert_eq!(sharing(session, invited, at(now)), expected, "{:?} {now}", session.state);
        }
        let cancelled = session(SessionState::Cancelled, None);
        assert_eq!(sharing(&cancelled, invited, at("2022-07-01T00:00:00Z")), Sharing::Cancelled);
    }

    #[test]
    fn who_only_looks_on_does_not_share() {
        let open = session(SessionState::Open, None);
        let now = at("2022-07-08T14:30:00Z");
        assert_eq!(sharing(&open, Standing::default(), now), Sharing::NotTheirs);
        for standing in [
            Standing { invited: true, ..Standing::default() },
            Standing { attended: true, ..Standing::default() },
            Standing { facilitates: true, ..Standing::default() },
            Standing { reports: true, ..Standing::default() },
        ] {
            assert_eq!(sharing(&open, standing, now), Sharing::Open);
        }
    }

    /// Standing in for somebody is no seat in the room: it opens the wall and nothing else.
    #[test]
    fn who_reports_shares_within_the_same_days_and_does_not_belong() {
        let reports = Standing { reports: true, ..Standing::default() };
        assert!(!reports.belongs());
        let closed = session(SessionState::Closed, Some("2022-07-08T16:00:00Z"));
        assert_eq!(sharing(&closed, reports, at("2022-07-15T16:00:00Z")), Sharing::Open);
        assert_eq!(sharing(&closed, reports, at("2022-07-15T16:00:01Z")), Sharing::Over);
        let cancelled = session(SessionState::Cancelled, None);
        let now = at("2022-07-01T00:00:00Z");
        assert_eq!(sharing(&cancelled, reports, now), Sharing::Cancelled);
    }

    #[test]
    fn a_hidden_name_is_for_its_author_alone() {
        let (ana, luis) = (PersonId::from(Uuid::from_u128(1)), PersonId::from(Uuid::from_u128(2)));
        let (name, position) = (String::from("Ana"), String::from("Digitadora"));
        let writer = |name_hidden| Writer {
            id: ana,
            name: name.clone(),
            position: position.clone(),
            name_hidden,
        };
        let named = Author::Named { name: name.clone(), position: position.clone() };
        let own = Author::HiddenSelf { name: name.clone(), position: position.clone() };
        for recipient in [None, Some(ana), Some(luis)] {
            assert_eq!(author_shown_to(writer(false), recipient), named);
        }
        assert_eq!(author_shown_to(writer(true), Some(ana)), own);
        assert_eq!(author_shown_to(writer(true), Some(luis)), Author::Hidden);
        assert_eq!(author_shown_to(writer(true), None), Author::Hidden);
    }
}
