//! How the programme of 2022 went from what was told to concepts, and from phase to phase.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::{Calendar, Cast, photo, texts::Texts};
use crate::{
    concepts::{
        self, ConceptId, ConceptState,
        draft::{Draft, Typed},
        store::NewConcept,
    },
    db::Tx,
    error::Result,
    knowledge::{self, NoteId},
    phases::{self, store::NewMove},
    photos,
};

/// Of each concept its method, the kind of its image, the notes it comes from and its authors, by
/// their places.
type Line = (&'static str, &'static str, &'static [usize], &'static [usize]);

const CONCEPTS: [Line; 6] = [
    ("induction", "", &[1, 4], &[5, 8]),
    ("abduction", "metaphor", &[2], &[6]),
    ("deduction", "analogy", &[0, 3], &[10, 9]),
    ("abduction", "", &[5], &[4]),
    ("deduction", "", &[4], &[8]),
    ("induction", "", &[1], &[5]),
];

fn at(month: u32, day: u32, hour: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2022, month, day)
        .and_then(|date| date.and_hms_opt(hour, 0, 0))
        .map(|moment| moment.and_utc())
        .unwrap_or_default()
}

pub(super) async fn add(tx: &mut Tx, cast: &Cast, calendar: &Calendar, t: &Texts) -> Result<()> {
    let room = calendar.of_2022[0];
    let mut notes = knowledge::store::wall(tx, room, None, 10).await?;
    notes.reverse();
    let notes: Vec<NoteId> = notes.into_iter().map(|note| note.id).collect();
    photos::put(tx, notes[2], &[photo::photo(t.photo)?]).await?;
    group(tx, cast, calendar, t, &notes).await?;
    go_on(tx, cast, calendar, 1, t.went_on[0]).await?;
    add_concepts(tx, cast, calendar, t, &notes).await?;
    go_on(tx, cast, calendar, 2, t.went_on[1]).await
}

/// On to the fourth phase, when the concepts are decided on.
pub(super) async fn go_on_to_build(tx: &mut Tx, cast: &Cast, calendar: &Calendar) -> Result<()> {
    go_on(tx, cast, calendar, 3, "").await
}

/// On to the last phase, when a version is released.
pub(super) async fn go_on_to_spread(
    tx: &mut Tx,
    cast: &Cast,
    calendar: &Calendar,
    t: &Texts,
) -> Result<()> {
    go_on(tx, cast, calendar, 4, t.went_on[2]).await
}

/// Themes, and who said that it happens to them, too.
async fn group(
    tx: &mut Tx,
    cast: &Cast,
    calendar: &Calendar,
    t: &Texts,
    notes: &[NoteId],
) -> Result<()> {
    let room = calendar.of_2022[0];
    let after = at(7, 8, 15);
    for (title, places) in t.themes.into_iter().zip([[0, 2], [1, 4]]) {
        let theme = knowledge::store::add_theme(tx, room, title).await?;
        for place in places {
            knowledge::store::group(tx, room, notes[place], Some(theme)).await?;
        }
    }
    // To so many others it happens, too; nobody echoes what they wrote themselves.
    for (place, echoes) in [(0, 5), (3, 3), (5, 4)] {
        for person in cast.people_central.iter().skip(11).take(echoes) {
            knowledge::store::add_echo(tx, notes[place], *person, after).await?;
        }
    }
    Ok(())
}

/// The concepts of the workshop of 15 July. The last two became the first.
async fn add_concepts(
    tx: &mut Tx,
    cast: &Cast,
    calendar: &Calendar,
    t: &Texts,
    notes: &[NoteId],
) -> Result<()> {
    let programme = calendar.reports;
    let mut ids = Vec::new();
    for (index, (line, words)) in CONCEPTS.into_iter().zip(t.concepts).enumerate().rev() {
        let (method, figure_kind, from, by) = line;
        let (title, statement, figure) = words;
        let draft = Draft::of(Typed { title, statement, method, figure_kind, figure })?;
        let authors: Vec<_> = by.iter().map(|place| cast.people_central[*place]).collect();
        let sources: Vec<_> = from.iter().map(|place| notes[*place]).collect();
        let id = ConceptId::new();
        let at = at(7, 15, 14) + Duration::minutes(8 * (CONCEPTS.len() - index) as i64);
        let (draft, by) = (&draft, authors[0]);
        let (authors, sources) = (authors.as_slice(), sources.as_slice());
        let concept = NewConcept { id, programme, draft, authors, sources, by, at };
        concepts::store::add(tx, concept).await?;
        ids.insert(0, id);
    }
    for origin in [ids[4], ids[5]] {
        concepts::store::add_origin(tx, ids[0], origin, Some(ConceptState::Open)).await?;
        super::store::mark_concept(tx, origin, ConceptState::Merged).await?;
    }
    Ok(())
}

/// On the evening before the next session the programme goes on, with what it lacks then.
async fn go_on(
    tx: &mut Tx,
    cast: &Cast,
    calendar: &Calendar,
    from: i64,
    reason: &str,
) -> Result<()> {
    let programme = calendar.reports;
    let left = phases::store::left(tx, programme).await?;
    let gaps = phases::rules::gaps(from, &left);
    let day = [(7, 14), (7, 21), (7, 26), (8, 4)][(from - 1) as usize];
    phases::store::set_phase(tx, programme, from, from + 1).await?;
    phases::store::remember(
        tx,
        NewMove {
            programme,
            from,
            to: from + 1,
            gaps: &gaps,
            reason,
            by: cast.manager,
            at: at(day.0, day.1, 22),
        },
    )
    .await
}
