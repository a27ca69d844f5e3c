use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    people::{BranchId, PersonId},
    provenance::Kind,
};

crate::id!(
    /// That somebody vouches for a text.
    VerificationId
);
crate::id!(
    /// That something is not used any more.
    EndingId
);

/// What ties a person to a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tie {
    /// Wrote it, or is one of those who did.
    pub author: bool,
    /// Looks after it. As long as nobody is named, its authors do.
    pub owner: bool,
    /// Facilitates in its programme, or leads that.
    pub runs: bool,
    /// Leads its programme: manager, HR or administrator there.
    pub leads: bool,
    /// An instructor at the branch of its programme.
    pub teaches: bool,
}

/// Who looks after a thing, and by when it is to be looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Keeping {
    pub owner_id: Option<PersonId>,
    pub owner: Option<String>,
    pub review_on: Option<NaiveDate>,
    /// 0 when nothing was said about it yet.
    pub revision: i64,
}

/// The text that a thing has now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The revision of a concept or practice, the last version of an archetype.
    pub number: i64,
    /// The text has changed since that version.
    pub changed: bool,
}

/// Somebody vouches for a text.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Verification {
    pub id: VerificationId,
    pub mark: i64,
    pub person_id: PersonId,
    pub person: String,
    pub remark: String,
    pub at: DateTime<Utc>,
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// Somebody looked, and it is still right.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Review {
    pub mark: i64,
    pub person: String,
    pub remark: String,
    pub next_on: Option<NaiveDate>,
    pub at: DateTime<Utc>,
}

/// Why a thing is not used any more.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Ending {
    pub id: EndingId,
    pub subject_id: Uuid,
    /// What has taken its place; without one it is retired.
    pub successor_id: Option<Uuid>,
    pub reason: String,
    pub person: String,
    pub at: DateTime<Utc>,
    pub undone_by: Option<String>,
    pub undone_at: Option<DateTime<Utc>>,
}

/// A thing that somebody looks after.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Owned {
    pub kind: Kind,
    pub subject_id: Uuid,
    /// Of a practice: what its archetype is called.
    pub name: String,
    /// Of a practice: to whom it went.
    pub target: String,
    pub programme: String,
    /// The branch of the programme.
    pub branch_id: Option<BranchId>,
    /// Of a practice: the branch to which it went.
    pub went_to: Option<BranchId>,
    /// Whoever asks sees the programme.
    pub seen: bool,
    pub review_on: Option<NaiveDate>,
    /// Of who looks after it; 0 when nothing was said about that yet.
    pub revision: i64,
}

/// A thing in the list of what is to be reviewed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Due {
    pub kind: Kind,
    pub subject_id: Uuid,
    /// Of a practice: what its archetype is called.
    pub name: String,
    /// Of a practice: to whom it went.
    pub target: String,
    pub programme: String,
    pub owner_id: Option<PersonId>,
    pub owner: Option<String>,
    pub review_on: NaiveDate,
}
