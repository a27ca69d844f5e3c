//! What must hold of the data, each as a query that counts what violates it.
//!
//! Most of it the product never lets happen; a check finds what got in another way: by hand, by a
//! damaged disk, by a fault of ours.

mod onboarding;
mod spiral;
mod visits;

use crate::db::Engine;
pub use onboarding::ONBOARDING;
pub use spiral::SPIRAL;
pub use visits::VISITS;

/// Everything that is checked.
pub fn all() -> impl Iterator<Item = &'static Check> {
    SOUND.iter().chain(INVARIANTS).chain(SPIRAL).chain(ONBOARDING).chain(VISITS)
}

/// One thing that must hold.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// What holds, in a few words.
    pub name: &'static str,
    sqlite: Option<&'static str>,
    postgres: Option<&'static str>,
}

impl Check {
    /// Counts violations on this engine; `None` when it has no meaning there.
    pub fn on(&self, engine: Engine) -> Option<&'static str> {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

const fn check(name: &'static str, query: &'static str) -> Check {
    Check { name, sqlite: Some(query), postgres: Some(query) }
}

/// Whether the database itself is whole; a copy that fails one of these is no copy.
pub const SOUND: &[Check] = &[
    Check {
        name: "pages and indexes are whole",
        sqlite: Some("SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
        postgres: Some("SELECT COUNT(*) FROM pg_index WHERE NOT indisvalid"),
    },
    Check {
        name: "references lead somewhere",
        sqlite: Some("SELECT COUNT(*) FROM pragma_foreign_key_check"),
        postgres: Some("SELECT COUNT(*) FROM pg_constraint WHERE NOT convalidated"),
    },
    // On PostgreSQL an index belongs to its table; on SQLite triggers keep the two together.
    Check {
        name: "the search index follows the words",
        sqlite: Some(
            "SELECT (SELECT COUNT(*) FROM findable \
                     WHERE number NOT IN (SELECT rowid FROM findable_index)) \
                  + (SELECT COUNT(*) FROM findable_index \
                     WHERE rowid NOT IN (SELECT number FROM findable))",
        ),
        postgres: None,
    },
];

/// What the domain promises of people, sessions, notes, concepts and polls.
pub const INVARIANTS: &[Check] = &[
    check(
        "attendance is what its history ends with",
        "SELECT COUNT(*) FROM attendance a WHERE a.state <> COALESCE(\
            (SELECT h.to_state FROM attendance_history h \
             WHERE h.session_id = a.session_id AND h.person_id = a.person_id \
             ORDER BY h.at DESC, h.id DESC LIMIT 1), '')",
    ),
    check(
        "a history belongs to an attendance",
        "SELECT COUNT(*) FROM attendance_history h WHERE NOT EXISTS \
            (SELECT 1 FROM attendance a \
             WHERE a.session_id = h.session_id AND a.person_id = h.person_id)",
    ),
    check(
        "a history goes from state to state without a gap",
        "SELECT COUNT(*) FROM (\
            SELECT from_state, LAG(to_state) OVER \
                (PARTITION BY session_id, person_id ORDER BY at, id) AS previous \
            FROM attendance_history) h \
         WHERE COALESCE(from_state, '') <> COALESCE(previous, '')",
    ),
    check(
        "a session's state has its times",
        "SELECT COUNT(*) FROM sessions WHERE NOT CASE state \
            WHEN 'planned' THEN cancelled_at IS NULL AND closed_at IS NULL \
            WHEN 'open' THEN opened_at IS NOT NULL AND cancelled_at IS NULL \
            WHEN 'closed' THEN opened_at IS NOT NULL AND closed_at IS NOT NULL \
                AND closed_at >= opened_at \
            WHEN 'cancelled' THEN cancelled_at IS NOT NULL \
            ELSE FALSE END",
    ),
    check(
        "nobody attends beyond the places",
        "SELECT COUNT(*) FROM sessions s WHERE s.capacity < \
            (SELECT COUNT(*) FROM attendance a \
             WHERE a.session_id = s.id AND a.state IN ('present', 'late'))",
    ),
    check(
        "the time of those who facilitate is booked",
        "SELECT COUNT(*) FROM facilitators f JOIN sessions s ON s.id = f.session_id \
         WHERE s.state <> 'cancelled' AND NOT EXISTS \
            (SELECT 1 FROM bookings b \
             WHERE b.session_id = f.session_id AND b.person_id = f.person_id \
               AND b.starts_at = s.starts_at AND b.ends_at = s.ends_at)",
    ),
    check(
        "only the time of those who facilitate is booked",
        "SELECT COUNT(*) FROM bookings b WHERE NOT EXISTS \
            (SELECT 1 FROM facilitators f JOIN sessions s ON s.id = f.session_id \
             WHERE f.session_id = b.session_id AND f.person_id = b.person_id \
               AND s.state <> 'cancelled')",
    ),
    check(
        "nobody facilitates in two places at once",
        "SELECT COUNT(*) FROM bookings a JOIN bookings b \
            ON b.person_id = a.person_id AND b.session_id > a.session_id \
           AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at",
    ),
    check(
        "a session belongs to a stage of its programme",
        "SELECT COUNT(*) FROM sessions s WHERE s.stage_number IS NOT NULL AND NOT EXISTS \
            (SELECT 1 FROM stages t \
             WHERE t.programme_id = s.programme_id AND t.number = s.stage_number)",
    ),
    check(
        "a session invites its own audience or its programme's",
        "SELECT COUNT(*) FROM sessions \
         WHERE audience_id <> id AND audience_id <> COALESCE(programme_id, id)",
    ),
    check(
        "an audience belongs to a programme or a session",
        "SELECT COUNT(*) FROM audiences a \
         WHERE NOT EXISTS (SELECT 1 FROM programmes p WHERE p.id = a.owner_id) \
           AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.id = a.owner_id)",
    ),
    check(
        "an audience names what there is",
        "SELECT COUNT(*) FROM audiences a WHERE NOT CASE a.kind \
            WHEN 'everyone' THEN TRUE \
            WHEN 'branch' THEN EXISTS (SELECT 1 FROM branches x WHERE x.id = a.target_id) \
            WHEN 'department' THEN EXISTS (SELECT 1 FROM departments x WHERE x.id = a.target_id) \
            WHEN 'position' THEN EXISTS (SELECT 1 FROM positions x WHERE x.id = a.target_id) \
            WHEN 'person' THEN EXISTS (SELECT 1 FROM people x WHERE x.id = a.target_id) \
            ELSE FALSE END",
    ),
    check(
        "everything that can be found is in the index",
        "SELECT COUNT(*) FROM ( \
            SELECT 'note' AS kind, id FROM notes \
            WHERE deleted_at IS NULL AND taken_at IS NULL AND session_id IS NOT NULL \
            UNION ALL SELECT 'concept', id FROM concepts \
            UNION ALL SELECT 'archetype', id FROM archetypes \
            UNION ALL SELECT 'practice', id FROM practices) AS things \
         WHERE NOT EXISTS (SELECT 1 FROM findable f \
            WHERE f.kind = things.kind AND f.subject_id = things.id)",
    ),
    check(
        "nothing else is in the index",
        "SELECT COUNT(*) FROM findable f WHERE NOT CASE f.kind \
            WHEN 'note' THEN EXISTS (SELECT 1 FROM notes x \
                WHERE x.id = f.subject_id AND x.deleted_at IS NULL AND x.taken_at IS NULL) \
            WHEN 'concept' THEN EXISTS (SELECT 1 FROM concepts x WHERE x.id = f.subject_id) \
            WHEN 'archetype' THEN EXISTS (SELECT 1 FROM archetypes x WHERE x.id = f.subject_id) \
            WHEN 'practice' THEN EXISTS (SELECT 1 FROM practices x WHERE x.id = f.subject_id) \
            ELSE FALSE END",
    ),
    // A name that was hidden once is in the index for its author alone.
    check(
        "the index names no hidden author",
        "SELECT COUNT(*) FROM findable f JOIN findable_texts x ON x.number = f.number \
            JOIN notes n ON n.id = f.subject_id \
         WHERE f.kind = 'note' AND n.name_hidden \
           AND (' ' || x.facts || ' ') NOT LIKE '% h%'",
    ),
    check(
        "a concept is found by its state",
        "SELECT COUNT(*) FROM findable f JOIN findable_texts x ON x.number = f.number \
            JOIN concepts k ON k.id = f.subject_id \
         WHERE f.kind = 'concept' \
           AND (' ' || x.facts || ' ') NOT LIKE ('% s' || k.state || ' %')",
    ),
    check(
        "notes are numbered within their session",
        "SELECT COUNT(*) FROM notes n JOIN sessions s ON s.id = n.session_id \
         WHERE n.sequence > s.note_sequence OR EXISTS \
            (SELECT 1 FROM notes m WHERE m.session_id = n.session_id \
               AND m.sequence = n.sequence AND m.id > n.id)",
    ),
    check(
        "nobody echoes a note of their own",
        "SELECT COUNT(*) FROM note_echoes e JOIN notes n ON n.id = e.note_id \
         WHERE n.author_id = e.person_id",
    ),
    check(
        "a photo belongs to a note that is there",
        "SELECT COUNT(*) FROM photos p WHERE NOT EXISTS \
            (SELECT 1 FROM notes n WHERE n.id = p.note_id AND n.deleted_at IS NULL)",
    ),
    // The three bytes with which every JPEG begins.
    Check {
        name: "a photo is a picture",
        sqlite: Some(
            "SELECT COUNT(*) FROM photos WHERE substr(large, 1, 3) <> x'FFD8FF' \
                OR substr(small, 1, 3) <> x'FFD8FF'",
        ),
        postgres: Some(
            "SELECT COUNT(*) FROM photos WHERE substring(large FROM 1 FOR 3) <> '\\xFFD8FF' \
                OR substring(small FROM 1 FOR 3) <> '\\xFFD8FF'",
        ),
    },
    check(
        "a programme is in the phase to which it moved last",
        "SELECT COUNT(*) FROM programmes p WHERE p.framework = 'phases' AND p.phase <> COALESCE(\
            (SELECT m.to_phase FROM phase_moves m WHERE m.programme_id = p.id \
             ORDER BY m.at DESC, m.id DESC LIMIT 1), 1)",
    ),
    check(
        "a concept has authors and comes from notes",
        "SELECT COUNT(*) FROM concepts k \
         WHERE NOT EXISTS (SELECT 1 FROM concept_authors x WHERE x.concept_id = k.id) \
            OR (NOT EXISTS (SELECT 1 FROM concept_sources x WHERE x.concept_id = k.id) \
                AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject_id = k.programme_id \
                                  AND a.action = 'programme.carried-in'))",
    ),
    check(
        "a concept reads as its last version",
        "SELECT COUNT(*) FROM concepts k WHERE NOT EXISTS \
            (SELECT 1 FROM concept_revisions r WHERE r.concept_id = k.id \
               AND r.revision = k.revision AND r.title = k.title AND r.statement = k.statement)",
    ),
    // Of what was answered elsewhere nobody is known.
    Check {
        name: "as many have answered a poll as answers are counted",
        sqlite: Some(
            "SELECT COUNT(*) FROM poll_tallies t JOIN polls p ON p.id = t.poll_id \
             LEFT JOIN poll_turnout u ON u.poll_id = t.poll_id \
             WHERE t.answers <> COALESCE(json_array_length(u.people), -1) \
               AND NOT (COALESCE(json_array_length(u.people), -1) = 0 AND EXISTS \
                   (SELECT 1 FROM carried_sessions c WHERE c.session_id = p.session_id))",
        ),
        postgres: Some(
            "SELECT COUNT(*) FROM poll_tallies t JOIN polls p ON p.id = t.poll_id \
             LEFT JOIN poll_turnout u ON u.poll_id = t.poll_id \
             WHERE t.answers <> COALESCE(jsonb_array_length(u.people), -1) \
               AND NOT (COALESCE(jsonb_array_length(u.people), -1) = 0 AND EXISTS \
                   (SELECT 1 FROM carried_sessions c WHERE c.session_id = p.session_id))",
        ),
    },
    // Of several choices there may be any number.
    Check {
        name: "a poll counts its answers, and keeps none of too few",
        sqlite: Some(
            "SELECT COUNT(*) FROM polls p JOIN poll_tallies t ON t.poll_id = p.id WHERE CASE \
                WHEN p.state = 'closed' AND t.answers < 5 \
                    THEN json_array_length(t.counts) + json_array_length(t.words) > 0 \
                WHEN p.kind = 'words' THEN json_array_length(t.words) <> t.answers \
                WHEN p.kind = 'several' THEN FALSE \
                ELSE (SELECT SUM(value) FROM json_each(t.counts)) <> t.answers END",
        ),
        postgres: Some(
            "SELECT COUNT(*) FROM polls p JOIN poll_tallies t ON t.poll_id = p.id WHERE CASE \
                WHEN p.state = 'closed' AND t.answers < 5 \
                    THEN jsonb_array_length(t.counts) + jsonb_array_length(t.words) > 0 \
                WHEN p.kind = 'words' THEN jsonb_array_length(t.words) <> t.answers \
                WHEN p.kind = 'several' THEN FALSE \
                ELSE (SELECT SUM(CAST(c AS BIGINT)) FROM jsonb_array_elements_text(t.counts) c) \
                    <> t.answers END",
        ),
    },
    check(
        "an answer is about what its thread is about",
        "SELECT COUNT(*) FROM comments a JOIN comments f ON f.id = a.thread_id \
         WHERE a.kind <> f.kind OR a.subject_id <> f.subject_id OR f.thread_id IS NOT NULL",
    ),
    check(
        "links lead from something to something",
        "SELECT COUNT(*) FROM links l WHERE NOT CASE l.to_kind \
            WHEN 'concept' THEN EXISTS (SELECT 1 FROM concepts x WHERE x.id = l.to_id) \
            WHEN 'archetype' THEN EXISTS (SELECT 1 FROM archetypes x WHERE x.id = l.to_id) \
            WHEN 'practice' THEN EXISTS (SELECT 1 FROM practices x WHERE x.id = l.to_id) \
            ELSE FALSE END \
          OR NOT CASE l.from_kind \
            WHEN 'note' THEN EXISTS (SELECT 1 FROM notes x WHERE x.id = l.from_id) \
            WHEN 'concept' THEN EXISTS (SELECT 1 FROM concepts x WHERE x.id = l.from_id) \
            WHEN 'archetype' THEN EXISTS (SELECT 1 FROM archetypes x WHERE x.id = l.from_id) \
            ELSE FALSE END",
    ),
    check(
        "nobody inactive is signed in",
        "SELECT COUNT(*) FROM sign_ins i JOIN people p ON p.id = i.person_id WHERE NOT p.active",
    ),
    check(
        "somebody can give access",
        "SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM people WHERE password_hash IS NOT NULL) \
            AND NOT EXISTS (SELECT 1 FROM people p JOIN grants g ON g.person_id = p.id \
                WHERE p.active AND p.password_hash IS NOT NULL AND g.role = 'admin') \
            THEN 1 ELSE 0 END AS BIGINT)",
    ),
    check(
        "people work for an organisation",
        "SELECT COUNT(*) FROM people WHERE NOT EXISTS (SELECT 1 FROM organisation)",
    ),
];
