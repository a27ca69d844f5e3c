use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{lang::Lang, people::PersonId};

crate::id!(
    /// A letter, waiting or sent.
    LetterId
);

crate::text_enum! {
    /// Why somebody gets a letter.
    pub enum LetterKind {
        Invitation => "invitation",
        Change => "change",
        /// Somebody need not come any more. It holds whatever becomes of the thing afterwards.
        Farewell => "farewell",
        /// The only kind that people can do without.
        Reminder => "reminder",
        /// Leads to a one-time link, which is made as the letter is sent.
        Access => "access",
        Test => "test",
    }
}

crate::text_enum! {
    /// What has become of a letter.
    pub enum LetterState {
        /// To be sent, or being sent.
        Waiting => "waiting",
        /// The server has accepted it.
        Sent => "sent",
        /// Refused for good, or tried too often.
        Failed => "failed",
        /// It came too late to be of use, or there is nobody to send it to.
        Over => "over",
        /// It goes with others in one letter, which says what it would say.
        Within => "within",
    }
}

crate::text_enum! {
    /// How the connection to the server is encrypted.
    pub enum Security {
        /// Begins in clear and is encrypted before anything is said; usually port 587.
        StartTls => "starttls",
        /// Encrypted from the first byte; usually port 465.
        Tls => "tls",
        /// Not at all: for a server on the same machine or in one's own network.
        None => "none",
    }
}

crate::text_enum! {
    /// What went wrong with a letter, as far as one can tell.
    pub enum Fault {
        /// No address belongs to the server's name.
        UnknownHost => "unknown-host",
        /// Nobody listens there, or no way leads there.
        Unreachable => "unreachable",
        /// The certificate is not for this server, or not from anybody we trust.
        Certificate => "certificate",
        /// It offers no encryption.
        NoEncryption => "no-encryption",
        /// It does not accept user and password.
        SignIn => "sign-in",
        /// It takes too long.
        Slow => "slow",
        /// The connection broke while the letter was being handed over.
        Broken => "broken",
        /// It refuses the letter for now.
        RefusedForNow => "refused-for-now",
        /// It refuses the letter for good.
        Refused => "refused",
        /// The letter cannot be written: an address that is none.
        Unwritable => "unwritable",
    }
}

/// How letters leave.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Setup {
    pub host: String,
    pub port: i64,
    pub security: Security,
    /// Empty when the server wants no name.
    pub user_name: String,
    pub password: String,
    /// The address that letters come from.
    pub sender: String,
    /// Where answers go; empty when to the sender.
    pub reply_to: String,
    /// How often in a row the server could not be talked to.
    pub failures: i64,
    /// Nobody tries again before.
    pub retry_at: Option<DateTime<Utc>>,
    /// Why it could not be talked to, and in its own words.
    pub fault: Option<Fault>,
    pub answer: String,
    pub revision: i64,
}

impl std::fmt::Debug for Setup {
    /// Without the password, wherever it may be written.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Setup({}:{} {})", self.host, self.port, self.security)
    }
}

/// What a letter says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Of one line.
    pub subject: String,
    /// Paragraphs, before the facts.
    pub lines: Vec<String>,
    /// Labels and values.
    pub facts: Vec<(String, String)>,
    /// What the link says, and the path it leads to: `/sessions/…`. A letter that gives access has
    /// an empty path.
    pub link: Option<(String, String)>,
    /// What became of what, when a letter about several things has a line for it: "Planned" and "Visit
    /// to the northern branch · Wednesday 11 March, 09:00".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_short: Option<(String, String)>,
}

/// Somebody who can get a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Recipient {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    /// The one they chose, else the organisation's.
    pub language: Lang,
}

/// A letter in the list of those that were sent or not.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Listed {
    pub id: LetterId,
    pub person_id: PersonId,
    pub person: String,
    pub kind: LetterKind,
    pub state: LetterState,
    pub attempts: i64,
    pub created_at: DateTime<Utc>,
    /// When it is tried, or tried again.
    pub due_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    pub fault: Option<Fault>,
    pub answer: String,
}
