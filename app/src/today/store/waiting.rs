//! What waits for somebody, of whatever kind it is: one query, because the page has few.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    db::{Tx, on},
    error::Result,
    people::PersonId,
    provenance::Kind,
    reviews::store::kept_things,
    today::rules,
};

crate::text_enum! {
    /// What waits for somebody.
    pub enum What {
        /// A session that they run, whose time is over, and that was not opened or not closed.
        Session => "session",
        /// A comment that names them.
        Mention => "mention",
        /// A review of what they look after.
        Review => "review",
        /// Their own onboarding day.
        OwnDay => "own-day",
        /// An onboarding day that they hold.
        HeldDay => "held-day",
        /// People of one day of hire whose onboarding is not finished.
        Newcomers => "newcomers",
        /// An onboarding day of somebody that has to be planned, or planned again.
        DayNeed => "day-need",
        /// Somebody who was hired again, and HR has not said what that means.
        HiredAgain => "hired-again",
        /// A planned sit-in of theirs or with them; one's own also when it waits to be written down.
        SitIn => "sit-in",
        /// A sit-in with them of which they have said nothing yet.
        SitInToConfirm => "sit-in-to-confirm",
        /// A visit of theirs that others have planned, changed or called off.
        Visit => "visit",
        /// A visit to which somebody else has to go.
        Cover => "cover",
        /// A practice that was offered to a branch that they lead, without an outcome.
        Practice => "practice",
        /// A programme whose concepts they can judge and have not judged all.
        Judging => "judging",
        /// A note of theirs that was taken away lately, and that they have not corrected yet.
        Taken => "taken",
    }
}

/// Something that waits for a person.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Waiting {
    pub what: What,
    /// Of what kind the thing is; none for a session.
    pub kind: Option<Kind>,
    pub subject_id: Uuid,
    /// The comment, for a mention; who was to go, of a visit that cannot be held.
    pub comment_id: Option<Uuid>,
    /// Who wrote the comment; empty when that name is hidden. Who holds one's own onboarding day, or
    /// who comes to one that one holds; with whom a sit-in is; who makes a visit that was one's own.
    pub who: String,
    /// What it is called. A mention tells nothing of its thing: who may not see that any more
    /// would read it here. Of an onboarding day in need, why: a [`Need`](crate::onboarding::Need).
    pub name: String,
    /// Of a visit that cannot be held: why, a [`Gap`](crate::visits::Gap), or nothing when its branch
    /// is closed. Of one that has changed: how, an [`EventKind`](crate::visits::EventKind). Of a practice:
    /// to whom it went. Of an onboarding day: the branch.
    pub target: String,
    /// When the session or the day begins, or the comment was written.
    pub at: Option<DateTime<Utc>>,
    /// By when a review is due; when newcomers were hired, or somebody again; since when a practice
    /// waits; when a sit-in was.
    pub day: Option<NaiveDate>,
    /// The session's or the onboarding day's.
    pub time_zone: String,
    /// A session was opened; a practice is in trial; a sit-in is one's own.
    pub opened: bool,
    /// Which onboarding day it is; after how many days newcomers are late; how many visits cannot be
    /// held, in all.
    pub number: i64,
    /// How many newcomers they are.
    pub people: i64,
}

/// How much of each kind stands on the page.
const WAITING: i64 = 5;

/// For whom and around when something waits.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    pub person: PersonId,
    /// Whether newcomers are their business.
    pub keeps_onboarding: bool,
    /// Whether visits without an instructor are.
    pub keeps_rota: bool,
    pub since: DateTime<Utc>,
    pub now: DateTime<Utc>,
    /// Until when onboarding days are told to those who hold them.
    pub until: DateTime<Utc>,
    /// The date of now where the person is.
    pub day: NaiveDate,
}

impl Around {
    /// Around now, on this day, for somebody whose business neither newcomers nor the rota are.
    pub fn of(person: PersonId, now: DateTime<Utc>, day: NaiveDate) -> Around {
        let (since, until) = (now - rules::AHEAD, now + rules::REMIND);
        let (keeps_onboarding, keeps_rota) = (false, false);
        Around { person, keeps_onboarding, keeps_rota, since, now, until, day }
    }
}

/// What waits for a person: sessions to finish that began lately, mentions that were not read,
/// reviews that are due, onboarding days ahead, visits that others have changed, for those who keep
/// the rota visits without an instructor, and for those who lead a branch the practices that were
/// offered to it, those that wait longest first; open judging in which they have not judged all; their notes that
/// were taken away.
pub async fn waiting(tx: &mut Tx, around: Around) -> Result<Vec<Waiting>> {
    const FIND: &str = concat!(
        "SELECT * FROM (SELECT 'session' AS what, CAST(NULL AS TEXT) AS kind, s.id AS subject_id, \
                CAST(NULL AS UUID) AS comment_id, '' AS who, s.topic AS name, '' AS target, \
                s.starts_at AS at, CAST(NULL AS DATE) AS day, s.time_zone, \
                s.opened_at IS NOT NULL AS opened, CAST(0 AS BIGINT) AS number, \
                CAST(0 AS BIGINT) AS people \
         FROM facilitators f JOIN sessions s ON s.id = f.session_id \
         WHERE f.person_id = $1 AND s.state IN ('planned', 'open') \
           AND s.ends_at <= $2 AND s.starts_at > $3 \
         ORDER BY s.starts_at DESC, s.id LIMIT $5) AS sessions_to_finish \
         UNION ALL SELECT * FROM (SELECT 'mention', c.kind, c.subject_id, c.id, \
                CASE WHEN n.id IS NULL THEN w.name ELSE '' END, '', '', c.at, CAST(NULL AS DATE), '', \
                FALSE, 0, 0 \
         FROM mentions m JOIN comments c ON c.id = m.comment_id \
         JOIN people w ON w.id = c.author_id \
         LEFT JOIN notes n ON c.kind = 'note' AND n.id = c.subject_id AND n.name_hidden \
                          AND n.author_id = c.author_id \
         WHERE m.person_id = $1 AND m.read_at IS NULL AND c.deleted_at IS NULL \
         ORDER BY c.at DESC, c.id LIMIT $5) AS unread \
         UNION ALL SELECT * FROM (SELECT 'review', q.kind, q.subject_id, CAST(NULL AS UUID), '', \
                COALESCE(k.title, v.name, h.name), COALESCE(b.name, d.name, r.name, ''), \
                CAST(NULL AS TIMESTAMPTZ), \
                q.review_on, '', FALSE, 0, 0 ",
        kept_things!(),
        "AND q.owner_id = $1 AND q.review_on <= $4 \
         ORDER BY q.review_on, q.subject_id LIMIT $5) AS reviews_due \
         UNION ALL SELECT * FROM (SELECT 'own-day', CAST(NULL AS TEXT), o.id, CAST(NULL AS UUID), \
                CASE WHEN ",
        crate::day_need!(),
        " IS NULL THEN COALESCE(i.name, '') ELSE '' END, d.place, COALESCE(b.name, ''), \
                CASE WHEN d.attendance IS NULL THEN d.starts_at END, \
                CAST(NULL AS DATE), d.time_zone, FALSE, d.number, 0 \
         FROM onboardings o JOIN onboarding_days d ON d.onboarding_id = o.id \
         LEFT JOIN branches b ON b.id = d.branch_id LEFT JOIN people i ON i.id = d.instructor_id \
         WHERE o.person_id = $1 AND o.current AND o.finished_at IS NULL AND d.done_at IS NULL \
           AND COALESCE(d.attendance, 'absent') = 'absent' \
           AND (o.released_at IS NULL OR (d.attendance IS NULL AND d.starts_at > $3)) \
         ORDER BY d.number LIMIT 1) AS own_day \
         UNION ALL SELECT * FROM (SELECT 'held-day', CAST(NULL AS TEXT), o.id, CAST(NULL AS UUID), \
                p.name, d.place, COALESCE(b.name, ''), d.starts_at, \
                CAST(NULL AS DATE), d.time_zone, FALSE, d.number, 0 \
         FROM onboarding_days d JOIN onboardings o ON o.id = d.onboarding_id \
         JOIN people p ON p.id = o.person_id LEFT JOIN branches b ON b.id = d.branch_id \
         WHERE d.instructor_id = $1 AND d.starts_at > $3 AND d.starts_at < $7 \
           AND d.done_at IS NULL AND o.current AND p.active \
           AND COALESCE(d.attendance, 'present') = 'present' \
         ORDER BY d.starts_at, p.folded, o.id LIMIT 40) AS held_days \
         UNION ALL SELECT * FROM (SELECT 'newcomers', CAST(NULL AS TEXT), $1, CAST(NULL AS UUID), \
                '', '', '', CAST(NULL AS TIMESTAMPTZ), o.hired_on, '', FALSE, \
                MAX(z.onboarding_late_days), COUNT(*) \
         FROM onboardings o JOIN people p ON p.id = o.person_id CROSS JOIN organisation z \
         WHERE $6 AND ",
        crate::on_the_way!(),
        " GROUP BY o.hired_on) AS newcomers \
         UNION ALL SELECT * FROM (SELECT 'day-need', CAST(NULL AS TEXT), o.id, CAST(NULL AS UUID), \
                p.name, ",
        crate::day_need!(),
        " AS need, COALESCE(b.name, ''), d.starts_at, \
                CAST(NULL AS DATE), d.time_zone, FALSE, d.number, 0 \
         FROM onboarding_days d JOIN onboardings o ON o.id = d.onboarding_id \
         JOIN people p ON p.id = o.person_id LEFT JOIN branches b ON b.id = d.branch_id \
         LEFT JOIN people i ON i.id = d.instructor_id \
         WHERE $6 AND ",
        crate::day_counts!(),
        " AND ",
        crate::day_need!(),
        " IS NOT NULL \
         ORDER BY d.day IS NULL, d.day, p.folded, o.id, d.number LIMIT 40) AS days_in_need \
         UNION ALL SELECT * FROM (SELECT 'hired-again', CAST(NULL AS TEXT), o.id, CAST(NULL AS UUID), \
                p.name, '', '', CAST(NULL AS TIMESTAMPTZ), p.hired_on, '', FALSE, 0, 0 \
         FROM onboardings o JOIN people p ON p.id = o.person_id \
         WHERE $6 AND ",
        crate::hired_again!(),
        " ORDER BY p.hired_on, p.folded, o.id LIMIT $5) AS hired_again \
         UNION ALL SELECT * FROM (SELECT 'sit-in', CAST(NULL AS TEXT), o.id, CAST(NULL AS UUID), \
                CASE WHEN o.person_id = $1 THEN h.name ELSE p.name END, '', b.name, s.starts_at, \
                CAST(NULL AS DATE), b.time_zone, o.person_id = $1, 0, 0 \
         FROM sit_ins s JOIN onboardings o ON o.id = s.onboarding_id \
         JOIN people p ON p.id = o.person_id JOIN people h ON h.id = s.host_id \
         JOIN branches b ON b.id = p.branch_id \
         WHERE (o.person_id = $1 OR s.host_id = $1) AND p.active AND s.observed = '' \
           AND s.starts_at < $7 AND (o.person_id = $1 OR s.ends_at > $2) \
         ORDER BY s.starts_at, s.id LIMIT $5) AS sit_ins_ahead \
         UNION ALL SELECT * FROM (SELECT 'sit-in-to-confirm', CAST(NULL AS TEXT), o.id, \
                CAST(NULL AS UUID), p.name, '', '', CAST(NULL AS TIMESTAMPTZ), s.held_on, '', FALSE, 0, 0 \
         FROM sit_ins s JOIN onboardings o ON o.id = s.onboarding_id \
         JOIN people p ON p.id = o.person_id \
         WHERE s.host_id = $1 AND s.observed <> '' AND s.confirmed_at IS NULL \
           AND s.denied_at IS NULL ORDER BY s.held_on, s.id LIMIT $5) AS sit_ins_to_confirm \
         UNION ALL SELECT * FROM (SELECT 'visit', CAST(NULL AS TEXT), s.id, CAST(NULL AS UUID), \
                CASE WHEN v.instructor_id = $1 THEN '' ELSE i.name END, s.topic, \
                CASE WHEN s.state = 'cancelled' THEN s.state ELSE COALESCE((SELECT y.kind \
                    FROM visit_events y WHERE y.session_id = s.id \
                      AND y.kind NOT IN ('opened', 'finished', 'reopened') \
                    ORDER BY y.at DESC, y.id DESC LIMIT 1), '') END, \
                s.starts_at, CAST(NULL AS DATE), s.time_zone, FALSE, 0, 0 \
         FROM visits v JOIN sessions s ON s.id = v.session_id JOIN people i ON i.id = v.instructor_id \
         WHERE s.ends_at > $2 AND v.session_id IN ( \
                SELECT w.session_id FROM visits w WHERE w.instructor_id = $1 \
                UNION SELECT x.session_id FROM visit_events x \
                WHERE x.from_instructor = $1 AND x.at > $3) \
           AND EXISTS (SELECT 1 FROM visit_events e \
            WHERE e.session_id = v.session_id AND e.at > $3 \
              AND e.kind NOT IN ('opened', 'finished', 'reopened') \
              AND (e.actor_id IS NULL OR e.actor_id <> $1) \
              AND (v.instructor_id = $1 OR e.from_instructor = $1) \
              AND NOT EXISTS (SELECT 1 FROM visit_reads r \
                    WHERE r.person_id = $1 AND r.seen_at >= e.at)) \
         ORDER BY s.starts_at, s.id LIMIT $5) AS visit_news \
         UNION ALL SELECT * FROM (SELECT 'cover', CAST(NULL AS TEXT), s.id, v.instructor_id, \
                p.name, s.topic, CASE WHEN b.active THEN ",
        crate::visit_gap!(),
        " ELSE '' END, s.starts_at, CAST(NULL AS DATE), s.time_zone, FALSE, \
                COUNT(*) OVER (), 0 \
         FROM visits v JOIN sessions s ON s.id = v.session_id \
         JOIN people p ON p.id = v.instructor_id JOIN branches b ON b.id = v.branch_id \
         WHERE $8 AND v.live AND s.state = 'planned' AND s.ends_at > $2 \
           AND (NOT b.active OR ",
        crate::visit_gap!(),
        " IS NOT NULL) ORDER BY s.starts_at, s.id LIMIT $5) AS to_cover \
         UNION ALL SELECT * FROM (SELECT 'practice', 'practice', p.id, CAST(NULL AS UUID), '', \
                v.name, b.name, CAST(NULL AS TIMESTAMPTZ), \
                (SELECT l.moved_on FROM practice_moves l WHERE l.practice_id = p.id \
                 ORDER BY l.at DESC, l.id DESC LIMIT 1), '', p.state = 'in-trial', 0, 0 \
         FROM practices p JOIN branches b ON b.id = p.branch_id \
         JOIN archetype_versions v ON v.archetype_id = p.archetype_id AND v.number = p.number \
         JOIN archetypes a ON a.id = p.archetype_id JOIN programmes z ON z.id = a.programme_id \
         WHERE p.branch_id IN (SELECT g.branch_id FROM grants g \
                               WHERE g.person_id = $1 AND g.role = 'manager' \
                                 AND g.department_id IS NULL) \
           AND p.state IN ('offered', 'in-trial') AND z.state = 'active' AND z.phase = 5 \
           AND NOT EXISTS (SELECT 1 FROM endings e \
                WHERE (e.kind = 'practice' AND e.subject_id = p.id) \
                   OR (e.kind = 'archetype' AND e.subject_id = a.id)) \
         ORDER BY p.changed_at, p.id LIMIT $5) AS practices_open \
         UNION ALL SELECT * FROM (SELECT 'judging', CAST(NULL AS TEXT), z.id, CAST(NULL AS UUID), '', \
                z.name, '', r.opened_at, CAST(NULL AS DATE), '', FALSE, 0, 0 FROM ",
        crate::rounds_to_judge!(),
        " ORDER BY r.opened_at, z.id LIMIT $5) AS to_judge \
         UNION ALL SELECT * FROM (SELECT 'taken', 'note', n.id, CAST(NULL AS UUID), '', s.topic, '', \
                n.taken_at, CAST(NULL AS DATE), s.time_zone, FALSE, 0, 0 \
         FROM notes n JOIN sessions s ON s.id = n.session_id \
         WHERE n.author_id = $1 AND n.deleted_at IS NULL AND n.taken_at > $3 \
           AND (n.edited_at IS NULL OR n.edited_at < n.taken_at) \
         ORDER BY n.taken_at DESC, n.id LIMIT $5) AS taken_away"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(around.person)
        .bind(around.now)
        .bind(around.since)
        .bind(around.day)
        .bind(WAITING)
        .bind(around.keeps_onboarding)
        .bind(around.until)
        .bind(around.keeps_rota)
        .fetch_all(c)
        .await?))
}
