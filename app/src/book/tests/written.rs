//! Any book survives being written and read.

mod talk;

use chrono::{DateTime, NaiveDate, Utc};
use proptest::{collection::vec, option, prelude::*};

use crate::{
    archetypes::Part,
    book::{
        Book,
        folder::{Leaf, read, write},
        fronts::*,
        pack::{Unpacked, pack, unpack},
    },
    concepts::{ConceptState, FigureKind, Method},
    judging::{CriterionKind, Direction, Group, Scores, Spread, Total, Verdict},
    knowledge::{NoteKind, rules::clean},
    onboarding::JobTraining,
    phases::Gap,
    practices::{PracticeState, TargetKind},
    programmes::Framework,
};

fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

/// Lines that people write, and lines that the format itself uses.
fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("+++".to_owned()),
        Just("## Pasos <!-- steps -->".to_owned()),
        Just("\\## Pasos <!-- revision 1 -->".to_owned()),
        Just("'''\"\"\" \\ \t#".to_owned()),
        "\\PC{0,20}",
    ];
    vec(line, 0..5).prop_map(|lines| clean(&lines.join("\n")))
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{1,15}", "[A-Za-zñÑ' \"\\\\]{1,12}"]
}

fn at() -> impl Strategy<Value = DateTime<Utc>> {
    (0i64..4_000_000_000_000)
        .prop_map(|millis| DateTime::from_timestamp_millis(millis).expect("a moment"))
}

fn day() -> impl Strategy<Value = NaiveDate> {
    at().prop_map(|at| at.date_naive())
}

fn leaf<Front: std::fmt::Debug>(
    folder: &'static str,
    front: impl Strategy<Value = Front>,
) -> impl Strategy<Value = Leaf<Front>> {
    (0..1_000u32, front, text(), vec(("[a-z]{1,8} [0-9]", text()), 0..3)).prop_map(
        move |(number, front, body, parts)| Leaf {
            key: format!("{folder}/{number:03}"),
            front,
            body,
            parts,
        },
    )
}

/// Several leaves, each with an address of its own, as they are read.
fn leaves<Front: std::fmt::Debug>(
    folder: &'static str,
    front: impl Strategy<Value = Front>,
) -> impl Strategy<Value = Vec<Leaf<Front>>> {
    vec(leaf(folder, front), 0..3).prop_map(|mut leaves| {
        leaves.sort_by(|one, other| one.key.cmp(&other.key));
        leaves.dedup_by(|one, other| one.key == other.key);
        leaves
    })
}

fn session() -> impl Strategy<Value = SessionFront> {
    let names = (line(), line(), vec(line(), 0..3), text(), vec(line(), 0..3));
    (at(), option::of(at()), option::of(line()), option::of(1i64..9), names).prop_map(
        |(starts, ends, zone, stage, (topic, place, facilitators, prompt, themes))| SessionFront {
            topic,
            starts,
            ends,
            zone,
            stage,
            place,
            facilitators,
            prompt,
            themes,
        },
    )
}

fn note() -> impl Strategy<Value = NoteFront> {
    let photos = vec(talk::photo(), 0..3);
    let place = (line(), line());
    let about = (any_of(NoteKind::ALL), vec(line(), 0..3), place, text(), 0i64..99, photos);
    (line(), at(), option::of(line()), about).prop_map(
        |(session, said, author, (kind, tags, (step, branch), theme, me_too, photos))| NoteFront {
            session,
            said,
            author,
            kind,
            tags,
            step,
            branch,
            theme,
            me_too,
            photos,
        },
    )
}

fn concept() -> impl Strategy<Value = ConceptFront> {
    let revision = (option::of(line()), at(), option::of(line()), text()).prop_map(
        |(by, at, title, figure)| RevisionFront {
            by,
            at,
            title,
            method: Some(Method::Deduction),
            figure_kind: None,
            figure,
        },
    );
    let links = (vec(line(), 0..3), vec(line(), 0..3), vec(line(), 0..3), vec(revision, 0..3));
    let kind = option::of(any_of(FigureKind::ALL));
    (line(), any_of(Method::ALL), kind, text(), any_of(ConceptState::ALL), links).prop_map(
        |(title, method, figure_kind, figure, state, (authors, notes, made_of, revisions))| {
            ConceptFront {
                title,
                method,
                figure_kind,
                figure,
                state,
                authors,
                notes,
                made_of,
                revisions,
            }
        },
    )
}

fn scores() -> impl Strategy<Value = Scores> {
    (1i64..9, any::<i64>(), any::<bool>()).prop_map(|(round, points, tied)| Scores {
        round,
        revision: 1,
        concepts: 4,
        weighted: Some(Total { points, rank: Some(1), tied, criteria: 3, weight: 100 }),
        plain: None,
    })
}

fn decision() -> impl Strategy<Value = DecisionFront> {
    let who = (option::of(line()), option::of(line()), vec("\\PC{0,9}", 0..3));
    let words = (text(), text(), option::of(scores()));
    (line(), 1i64..9, any_of(Verdict::ALL), at(), day(), who, words).prop_map(
        |(concept, revision, verdict, at, review_on, (by, owner, dissent), words)| DecisionFront {
            concept,
            revision,
            verdict,
            by,
            at,
            owner,
            review_on,
            options: words.0,
            change_reason: words.1,
            scores: words.2,
            dissent,
        },
    )
}

fn written() -> impl Strategy<Value = WrittenFront> {
    (any_of(Part::ALL), option::of(line()), at()).prop_map(|(section, by, at)| WrittenFront {
        section,
        by,
        at,
    })
}

fn archetype() -> impl Strategy<Value = ArchetypeFront> {
    let links = (vec(line(), 0..3), vec(line(), 0..3), vec(written(), 0..3), vec(written(), 0..3));
    (line(), option::of(line()), at(), links).prop_map(
        |(name, owner, begun, (concepts, notes, revisions, contributions))| ArchetypeFront {
            name,
            owner,
            begun,
            concepts,
            notes,
            revisions,
            contributions,
        },
    )
}

fn version() -> impl Strategy<Value = VersionFront> {
    let frozen = (any_of(Part::ALL), 0i64..9)
        .prop_map(|(section, revision)| FrozenFront { section, revision });
    let trial = (line(), day(), option::of(line()), at(), (text(), text(), text())).prop_map(
        |(place, held_on, by, at, (measured, result, to_change))| TrialFront {
            place,
            held_on,
            by,
            at,
            measured,
            result,
            to_change,
        },
    );
    let more = (option::of(line()), option::of(at()), vec(frozen, 0..3), vec(trial, 0..3));
    (line(), 1i64..9, line(), text(), option::of(line()), at(), more).prop_map(
        |(archetype, number, name, summary, by, made, more)| VersionFront {
            archetype,
            number,
            name,
            summary,
            by,
            made,
            released_by: more.0,
            released: more.1,
            frozen: more.2,
            trials: more.3,
        },
    )
}

fn practice() -> impl Strategy<Value = PracticeFront> {
    let words = (text(), text(), option::of(line()));
    let step = (any_of(PracticeState::ALL), day(), option::of(line()), at(), words).prop_map(
        |(to, on, by, at, (reason, evidence, note))| MoveFront {
            to,
            on,
            by,
            at,
            reason,
            evidence,
            note,
        },
    );
    (line(), any_of(TargetKind::ALL), line(), vec(step, 0..3)).prop_map(
        |(version, target_kind, target, moves)| PracticeFront {
            version,
            target_kind,
            target,
            moves,
        },
    )
}

fn spread() -> impl Strategy<Value = Spread> {
    (vec(-900i64..900, 5), vec(0i64..9, 5)).prop_map(|(mut values, counts)| {
        values.sort_unstable();
        let [min, q1, median, q3, max] = values[..] else { unreachable!("five values") };
        Spread { min, q1, median, q3, max, counts }
    })
}

fn round() -> impl Strategy<Value = RoundFront> {
    let kind = any_of(CriterionKind::ALL);
    let words = (line(), text(), option::of(line()));
    let criterion = (kind, any_of(Direction::ALL), 1i64..101, words).prop_map(
        |(kind, direction, weight, (name, low, department))| CriterionFront {
            name,
            kind,
            weight,
            unit: String::new(),
            direction,
            low,
            middle: String::new(),
            high: String::new(),
            department,
            part_of: None,
        },
    );
    let group = (line(), 3i64..9, spread()).prop_map(|(department, n, spread)| Group {
        department,
        n,
        spread,
    });
    let cell = (0i64..9, option::of(spread()), vec(group, 0..2))
        .prop_map(|(n, spread, groups)| CellFront { n, spread, groups });
    let judged =
        (line(), 1i64..4, line(), vec(cell, 0..3)).prop_map(|(concept, revision, title, cells)| {
            JudgedFront { concept, revision, title, cells }
        });
    let by = (option::of(line()), option::of(line()));
    (at(), at(), by, vec(criterion, 0..3), vec(judged, 0..3)).prop_map(
        |(opened, revealed, (opened_by, revealed_by), criteria, concepts)| RoundFront {
            opened,
            opened_by,
            revealed,
            revealed_by,
            judges: 3,
            participants: 5,
            criteria,
            concepts,
        },
    )
}

fn book() -> impl Strategy<Value = Book> {
    let kinds = (option::of(any_of(Framework::ALL)), option::of(any_of(JobTraining::ALL)));
    let gaps = prop_oneof![
        Just(Gap::NoArchetype),
        (1i64..9, 9i64..20).prop_map(|(missing, of)| Gap::NotShared { missing, of }),
    ];
    let moves = (1i64..6, at(), option::of(line()), line(), vec(gaps, 0..3)).prop_map(
        |(from, at, by, reason, gaps)| PhaseMoveFront { from, to: from + 1, at, by, reason, gaps },
    );
    let programme = (line(), kinds, option::of(1i64..6), text(), vec(moves, 0..3));
    let programme = programme.prop_map(|(name, (framework, job_training), phase, body, moves)| {
        let front = ProgrammeFront {
            espiral: FORMAT,
            name,
            framework,
            job_training,
            phase,
            taken_out: None,
            moves,
        };
        Leaf { key: "programme".into(), front, body, parts: Vec::new() }
    });
    let person = (line(), option::of(line()), option::of(line()))
        .prop_map(|(name, key, email)| PersonFront { name, key, email });
    let said = (leaves("sessions", session()), leaves("notes", note()));
    let made =
        (leaves("concepts", concept()), leaves("rounds", round()), leaves("decisions", decision()));
    let built = (
        leaves("archetypes", archetype()),
        leaves("versions", version()),
        leaves("practices", practice()),
    );
    let talk = (leaves("comments", talk::thread()), leaves("upkeep", talk::upkeep()));
    let said = (said.0, said.1, leaves("polls", talk::poll()));
    (programme, vec(person, 0..3), said, made, built, talk).prop_map(
        |(
            programme,
            people,
            (sessions, notes, polls),
            (concepts, rounds, decisions),
            built,
            talk,
        )| Book {
            programme,
            people,
            sessions,
            notes,
            polls,
            concepts,
            rounds,
            decisions,
            archetypes: built.0,
            versions: built.1,
            practices: built.2,
            comments: talk.0,
            upkeep: talk.1,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_book_comes_back(book in book()) {
        let files = write(&book).expect("files");
        let packed = pack(&files, &[]).expect("a zip");
        let Unpacked { files: unpacked, .. } = unpack(&packed).expect("files");
        prop_assert_eq!(&unpacked, &files);
        let (again, aside) = read(&unpacked).map_err(|wrong| TestCaseError::fail(format!("{wrong:?}")))?;
        prop_assert_eq!(again, book);
        prop_assert!(aside.is_empty());
    }
}
