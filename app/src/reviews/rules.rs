//! Who may vouch for a text, look after a thing and end it, and what follows from a review's day.

use chrono::{Days, Months, NaiveDate};

use super::{Mark, Tie, Verification};
use crate::{
    access::{Actor, Role},
    people::{BranchId, PersonId},
    phases,
    provenance::Kind,
};

pub const REMARK_MAX: usize = 2_000;
/// A review is proposed this many months ahead.
const MONTHS: Months = Months::new(6);
/// No review lies further ahead than this.
const FURTHEST: Months = Months::new(60);
/// A review that is due within these days is soon.
const SOON: Days = Days::new(14);

/// Notes are told as they were lived; nobody vouches for them or retires them.
pub fn is_kept(kind: Kind) -> bool {
    kind != Kind::Note
}

/// May vouch for a text: instructors, who teach it, and those who run its programme. An author may
/// only as one of them.
pub fn may_verify(tie: Tie) -> bool {
    tie.teaches || tie.runs
}

/// May take a verification back: whoever gave it, and those who lead the programme.
pub fn may_withdraw(tie: Tie, given_by: PersonId, person: PersonId) -> bool {
    given_by == person || tie.leads
}

/// May name the owner and the day of the next review, say that it is still right, retire it, have
/// another take its place, and undo that: the owner, and those who lead the programme.
pub fn may_keep(tie: Tie) -> bool {
    tie.owner || tie.leads
}

/// Leads the programme of a thing, or the branch it went to.
pub fn leads(actor: &Actor, branch: Option<BranchId>, went_to: Option<BranchId>) -> bool {
    phases::rules::leads(actor, branch)
        || (went_to.is_some() && actor.is_at(Role::Manager, went_to))
}

/// Which text a verification is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody vouches for any text.
    Unverified,
    Verified,
    /// Only for the text with this number, which has changed since.
    Older(i64),
}

/// What the verifications say about the text of now; the latest counts that was not withdrawn.
pub fn standing(verifications: &[Verification], now: Mark) -> Standing {
    let valid = verifications.iter().filter(|given| given.withdrawn_at.is_none());
    match valid.map(|given| given.mark).max() {
        None => Standing::Unverified,
        Some(mark) if mark == now.number && !now.changed => Standing::Verified,
        Some(mark) => Standing::Older(mark),
    }
}

/// When a review is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    Overdue,
    Soon,
    Later,
}

/// A review is due on its day; the day after, it is overdue.
pub fn is_overdue(review_on: NaiveDate, today: NaiveDate) -> bool {
    review_on < today
}

/// How near the day of a review is.
pub fn urgency(review_on: NaiveDate, today: NaiveDate) -> Urgency {
    if is_overdue(review_on, today) {
        Urgency::Overdue
    } else if review_on <= today + SOON {
        Urgency::Soon
    } else {
        Urgency::Later
    }
}

/// The day that is proposed for the next review.
pub fn next_review(today: NaiveDate) -> NaiveDate {
    today + MONTHS
}

/// Whether a day can be that of the next review.
pub fn is_ahead(day: NaiveDate, today: NaiveDate) -> bool {
    day > today && day <= today + FURTHEST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reviews::VerificationId;

    /// Person by operation: verify, keep.
    #[test]
    fn what_each_may_do() {
        let none = Tie::default();
        let table = [
            ("a reader", none, [false, false]),
            ("an author of what has an owner", Tie { author: true, ..none }, [false, false]),
            ("an owner", Tie { owner: true, ..none }, [false, true]),
            ("who facilitates", Tie { runs: true, ..none }, [true, false]),
            ("an instructor there", Tie { teaches: true, ..none }, [true, false]),
            ("who leads", Tie { runs: true, leads: true, ..none }, [true, true]),
        ];
        for (who, tie, expected) in table {
            assert_eq!([may_verify(tie), may_keep(tie)], expected, "{who}");
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_verification_is_taken_back_by_who_gave_it_or_leads() {
        let person = |n| PersonId::from(uuid::Uuid::from_u128(n));
        let leads = Tie { leads: true, ..Tie::default() };
        assert!(may_withdraw(Tie::default(), person(1), person(1)));
        assert!(!may_withdraw(Tie { owner: true, ..Tie::default() }, person(1), person(2)));
        assert!(may_withdraw(leads, person(1), person(2)));
    }

    fn given(mark: i64, withdrawn: bool) -> Verification {
        Verification {
            id: VerificationId::default(),
            mark,
            person_id: PersonId::default(),
            person: String::new(),
            remark: String::new(),
            at: chrono::DateTime::UNIX_EPOCH,
            withdrawn_at: withdrawn.then_some(chrono::DateTime::UNIX_EPOCH),
        }
    }

    #[test]
    fn a_verification_is_for_one_text() {
        let now = |number, changed| Mark { number, changed };
        assert_eq!(standing(&[], now(3, false)), Standing::Unverified);
        assert_eq!(standing(&[given(3, false)], now(3, false)), Standing::Verified);
        assert_eq!(standing(&[given(3, false)], now(4, false)), Standing::Older(3));
        assert_eq!(standing(&[given(3, false)], now(3, true)), Standing::Older(3));
        let both = [given(3, false), given(4, true)];
        assert_eq!(standing(&both, now(4, false)), Standing::Older(3));
        assert_eq!(standing(&[given(4, true)], now(4, false)), Standing::Unverified);
    }

    #[test]
    fn a_review_is_overdue_the_day_after() {
        let today = day("2026-03-04");
        assert_eq!(urgency(day("2026-03-03"), today), Urgency::Overdue);
        assert_eq!(urgency(today, today), Urgency::Soon);
        assert_eq!(urgency(day("2026-03-18"), today), Urgency::Soon);
        assert_eq!(urgency(day("2026-03-19"), today), Urgency::Later);
        assert_eq!(next_review(day("2026-08-31")), day("2027-02-28"));
        assert!(!is_ahead(today, today) && is_ahead(day("2026-03-05"), today));
        assert!(is_ahead(day("2031-03-04"), today) && !is_ahead(day("2031-03-05"), today));
    }
}
