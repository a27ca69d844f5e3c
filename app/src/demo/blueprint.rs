//! How the run of 2022 ended: an archetype, tried twice and released, and where it went since.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::{
    Calendar, Cast,
    texts::{self, Texts},
};
use crate::{
    archetypes::{
        self, ArchetypeId, Part,
        building::Written,
        store::{
            NewTrial, add, add_input, add_trial, make_version, release, save_part, set_sources,
        },
    },
    db::Tx,
    error::Result,
    knowledge::{self, NoteId, draft::Draft, store::NewNote},
    people::PersonId,
    practices::{
        self, PracticeId, PracticeState, Target, TargetKind,
        store::{Step, offer, take_on},
    },
};

/// Each section, and who wrote it, by their place at the central branch.
const PARTS: [(Part, usize); 7] = [
    (Part::Purpose, 0),
    (Part::Steps, 4),
    (Part::Roles, 5),
    (Part::Tools, 6),
    (Part::Checklist, 4),
    (Part::Measures, 7),
    (Part::Risks, 8),
];

/// What others added to a section, and who.
const INPUTS: [(Part, usize); 3] = [(Part::Steps, 9), (Part::Tools, 10), (Part::Risks, 11)];

/// A moment of 2022, by the clock of Lima.
fn at(month: u32, day: u32, hour: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2022, month, day)
        .and_then(|date| date.and_hms_opt(hour + 5, 0, 0))
        .map(|moment| moment.and_utc())
        .unwrap_or_default()
}

/// The run as it ended, told by those who took part.
pub(super) async fn add_all(
    tx: &mut Tx,
    cast: &Cast,
    calendar: &Calendar,
    t: &Texts,
) -> Result<()> {
    let archetype = build(tx, cast, calendar, t).await?;
    try_out(tx, cast, t, archetype).await?;
    spread(tx, cast, calendar, t, archetype).await?;
    // The programme of today is the next turn: it goes on where that one ended.
    practices::turn::carry(tx, calendar.reports, calendar.current).await?;
    Ok(())
}

/// Concepts, sections and what members added.
async fn build(tx: &mut Tx, cast: &Cast, calendar: &Calendar, t: &Texts) -> Result<ArchetypeId> {
    let notes: Vec<NoteId> = knowledge::store::wall(tx, calendar.of_2022[0], None, 20)
        .await?
        .into_iter()
        .map(|note| note.id)
        .collect();
    let accepted = archetypes::store::accepted(tx, calendar.reports).await?;
    let id = ArchetypeId::new();
    add(tx, id, calendar.reports, t.archetype, cast.manager, at(7, 27, 9)).await?;
    let concepts: Vec<_> = accepted.iter().map(|concept| concept.id).collect();
    let known: Vec<NoteId> = notes.last().copied().into_iter().collect();
    set_sources(tx, id, &concepts, &known).await?;
    for (index, ((part, person), text)) in PARTS.into_iter().zip(t.parts).enumerate() {
        let text = Written::of(text, "text")?;
        let when = at(7, 27, 9) + Duration::minutes(8 * index as i64);
        save_part(tx, (id, part), 0, &text, central(cast, person), when).await?;
    }
    for (index, ((part, person), text)) in INPUTS.into_iter().zip(t.inputs).enumerate() {
        let text = Written::of(text, "input")?;
        let when = at(7, 27, 10) + Duration::minutes(5 * index as i64);
        add_input(tx, (id, part), &text, central(cast, person), when).await?;
    }
    Ok(id)
}

fn central(cast: &Cast, place: usize) -> PersonId {
    cast.people_central[place % cast.people_central.len()]
}

/// Two versions, each tried; the second is released.
async fn try_out(tx: &mut Tx, cast: &Cast, t: &Texts, id: ArchetypeId) -> Result<()> {
    make_version(tx, id, t.versions[0], cast.manager, at(7, 27, 11)).await?;
    let first = NewTrial {
        branch: Some(cast.central),
        place: "",
        held_on: at(7, 29, 9).date_naive(),
        measured: t.trials[0].measured,
        result: t.trials[0].result,
        to_change: t.trials[0].to_change,
    };
    add_trial(tx, (id, 1), first, cast.instructor, at(7, 30, 9)).await?;
    let roles = Written::of(t.roles_with_stand_in, "text")?;
    save_part(tx, (id, Part::Roles), 1, &roles, cast.instructor, at(8, 1, 9)).await?;
    make_version(tx, id, t.versions[1], cast.manager, at(8, 1, 10)).await?;
    let second = NewTrial {
        branch: None,
        place: t.afternoon,
        held_on: at(8, 3, 9).date_naive(),
        measured: t.trials[1].measured,
        result: t.trials[1].result,
        to_change: t.trials[1].to_change,
    };
    add_trial(tx, (id, 2), second, cast.instructor, at(8, 3, 18)).await?;
    release(tx, id, 2, cast.manager, at(8, 4, 9)).await
}

/// A way of a release: the target, the days of 2022 on which it went on and how, and the words.
type Way<'a> = (Target, &'a [(u32, u32, PracticeState)], &'a [texts::Step]);

async fn spread(
    tx: &mut Tx,
    cast: &Cast,
    calendar: &Calendar,
    t: &Texts,
    id: ArchetypeId,
) -> Result<()> {
    use PracticeState::{Adapted, Adopted, Declined, InTrial, Offered};
    let client = Target::Named(TargetKind::Client, t.client.into());
    let ways: [Way<'_>; 6] = [
        (
            Target::Branch(cast.central),
            &[(8, 5, Offered), (8, 8, InTrial), (9, 5, Adopted)],
            &t.central,
        ),
        (
            Target::Branch(cast.north),
            &[(8, 5, Offered), (8, 15, InTrial), (9, 9, Adopted)],
            &t.north,
        ),
        (Target::Branch(cast.south), &[(8, 5, Offered), (9, 12, InTrial)], &t.south),
        (
            Target::Branch(cast.callao),
            &[(8, 5, Offered), (8, 16, InTrial), (9, 14, Adapted)],
            &t.callao,
        ),
        (Target::Department(cast.service), &[(8, 5, Offered)], &t.service),
        (client, &[(8, 19, Offered), (9, 2, Declined)], &t.outside),
    ];
    for (target, days, words) in ways {
        let practice = PracticeId::new();
        for (index, ((month, day, to), (reason, evidence))) in days.iter().zip(words).enumerate() {
            let (when, to) = (at(*month, *day, 9), *to);
            let by = if target == Target::Branch(cast.north) && index > 0 {
                cast.manager_north
            } else {
                cast.manager
            };
            let note = match to {
                Adapted => Some(bring_back(tx, calendar, t, by, when).await?),
                _ => None,
            };
            let on = when.date_naive();
            let step = Step { to, on, reason, evidence, note, by, at: when };
            if index == 0 {
                offer(tx, practice, (id, 2), &target, &step).await?;
                continue;
            }
            let board = practices::store::board(tx, calendar.reports).await?;
            for before in board.iter().filter(|before| before.id == practice) {
                take_on(tx, before, before.revision, &step).await?;
            }
        }
    }
    Ok(())
}

/// What was adapted comes back as a note: the next turn begins with it.
async fn bring_back(
    tx: &mut Tx,
    calendar: &Calendar,
    t: &Texts,
    author: PersonId,
    at: DateTime<Utc>,
) -> Result<NoteId> {
    let session = calendar.of_2022[4];
    let (id, draft) = (NoteId::new(), Draft::of(t.adapted)?);
    let sequence = knowledge::store::next_sequence(tx, session).await?;
    let note = NewNote { id, session, author, name_hidden: false, draft: &draft, sequence, at };
    knowledge::store::add(tx, note).await?;
    Ok(id)
}
