//! Phase 3 of the clinic's programme of 2022: its concepts judged, revealed and decided on.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::{
    Cast,
    texts::{Decided, Texts},
};
use crate::{
    concepts::{
        self, ConceptId,
        draft::{Draft, Typed},
        store::NewConcept,
    },
    db::Tx,
    error::Result,
    judging::{
        Criterion, CriterionId, DecisionId, Verdict, deciding, library,
        rules::{self, scoring},
        store::{self, NewDecision, Place},
    },
    lang::Lang,
    people::{self, DepartmentId, PersonId},
    phases::{self, store::NewMove},
    programmes::ProgrammeId,
};

/// Key in the library and weight.
const CRITERIA: [(&str, i64); 4] =
    [("impact", 40), ("cost", 20), ("customer", 25), ("feasible", 10)];
/// What the department of the reports looks at more closely, as part of the last of these.
const PART_WEIGHT: i64 = 5;

/// What is judged of each concept on average, by the criteria above and the part, what was decided,
/// and whether whoever disagrees hides their name; in the order in which they were made.
const JUDGED: [([i64; 5], Verdict, bool); 4] = [
    ([1_500, 200, 4, 3, 3], Verdict::Rework, false),
    ([6_000, 2_800, 4, 3, 2], Verdict::Accept, false),
    ([7_500, 12_000, 5, 2, 2], Verdict::Aside, false),
    ([4_500, 300, 4, 5, 4], Verdict::Accept, true),
];

pub(super) async fn add(tx: &mut Tx, cast: &Cast, programme: ProgrammeId, t: &Texts) -> Result<()> {
    let (opened, revealed) = (at(14), at(15));
    let round =
        store::add_round(tx, programme, 1, "", cast.manager, opened - Duration::days(1)).await?;
    for (key, weight) in CRITERIA {
        if let Some(criterion) = of_library(t.lang, key, weight) {
            store::add_criterion(tx, round, &criterion).await?;
        }
    }
    if let Some(whole) = store::criteria(tx, round).await?.pop() {
        store::add_criterion(tx, round, &part(t, whole, cast.reports)).await?;
    }
    let criteria = store::criteria(tx, round).await?;
    let concepts: Vec<(ConceptId, i64)> = store::undecided(tx, programme)
        .await?
        .into_iter()
        .take(JUDGED.len())
        .map(|one| (one.concept, one.revision))
        .collect();
    store::put_up(tx, round, &concepts).await?;
    store::open(tx, round, cast.manager, opened).await?;
    let judges: Vec<PersonId> =
        cast.people_central.iter().copied().filter(|person| *person != cast.newhire).collect();
    for (number, person) in judges.iter().enumerate() {
        let found = people::store::by_id(tx, *person).await?;
        let department = found.and_then(|found| found.department_id);
        for (index, (concept, _)) in concepts.iter().enumerate() {
            for (place, criterion) in criteria.iter().enumerate() {
                // Somebody always leaves something open.
                let asked = rules::judges(criterion, department);
                if !asked || (number + 2 * index + 5 * place) % 13 == 7 {
                    continue;
                }
                let value = around(JUDGED[index].0[place], criterion, number + index + 3 * place);
                let criterion = criterion.id;
                let place = Place { round, concept: *concept, criterion, person: *person };
                store::judge(tx, place, Some(value)).await?;
            }
        }
    }
    let departments = people::store::departments(tx, false).await?;
    let (_, participants) = store::turnout(tx, programme, round).await?;
    let snapshot = scoring::snapshot(scoring::Round {
        criteria,
        concepts: store::put_up_titles(tx, round).await?,
        given: store::given(tx, round).await?,
        departments: departments.into_iter().map(|named| (named.id, named.name)).collect(),
        judges: judges.len() as i64,
        participants,
    });
    store::reveal(tx, round, &snapshot, cast.manager, revealed).await?;
    for (index, (concept, revision)) in concepts.iter().enumerate() {
        let (_, verdict, hidden) = JUDGED[index];
        let Decided { options, reasons, dissent } = t.decided[index];
        let decision = NewDecision {
            id: DecisionId::new(),
            programme,
            concept: *concept,
            concept_revision: *revision,
            number: 1,
            verdict,
            options,
            scores: deciding::scores(&snapshot, 1, *concept),
            reasons,
            change_reason: "",
            owner: cast.employee,
            review_on: NaiveDate::from_ymd_opt(2022, 10, 21).unwrap_or_default(),
            by: cast.manager,
            at: revealed + Duration::minutes(20),
        };
        let id = decision.id;
        store::add_decision(tx, decision).await?;
        store::set_state(tx, *concept, verdict).await?;
        if !dissent.is_empty() {
            let person = if hidden { judges[judges.len() - 1] } else { cast.instructor };
            store::add_dissent(tx, id, person, hidden, dissent).await?;
        }
    }
    Ok(())
}

/// Brings a programme from its first phase to its third, with three concepts that nobody has
/// judged: what tests of judging start from.
pub async fn ready_to_judge(
    tx: &mut Tx,
    cast: &Cast,
    programme: ProgrammeId,
    now: DateTime<Utc>,
) -> Result<Vec<ConceptId>> {
    for from in 1..3 {
        phases::store::set_phase(tx, programme, from, from + 1).await?;
        let (to, by) = (from + 1, cast.manager);
        let step = NewMove { programme, from, to, gaps: &[], reason: "", by, at: now };
        phases::store::remember(tx, step).await?;
    }
    let mut ids = Vec::new();
    for (index, title) in
        ["Leer en voz alta", "Dos pares de ojos", "Un aviso a tiempo"].into_iter().enumerate()
    {
        let by = cast.people_central[index + 4];
        let typed =
            Typed { title, statement: title, method: "induction", figure_kind: "", figure: "" };
        let concept = NewConcept {
            id: ConceptId::new(),
            programme,
            draft: &Draft::of(typed)?,
            authors: &[by],
            sources: &[],
            by,
            at: now + Duration::minutes(10 * index as i64),
        };
        ids.push(concept.id);
        concepts::store::add(tx, concept).await?;
    }
    Ok(ids)
}

fn at(hour: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2022, 7, 22)
        .and_then(|date| date.and_hms_opt(hour, 30, 0))
        .map(|moment| moment.and_utc())
        .unwrap_or_default()
}

fn of_library(lang: Lang, key: &str, weight: i64) -> Option<Criterion> {
    let entry = library::entry(key)?;
    let words = entry.words(lang);
    Some(Criterion {
        id: CriterionId::new(),
        name: words.name.into(),
        kind: entry.kind,
        unit: words.unit.into(),
        direction: entry.direction,
        low: words.low.into(),
        middle: words.middle.into(),
        high: words.high.into(),
        department_id: None,
        department: None,
        part_of: None,
        whole: None,
        weight,
    })
}

/// A department's own criterion, as part of one that all judge by.
fn part(t: &Texts, whole: Criterion, department: DepartmentId) -> Criterion {
    let [name, low, middle, high] = t.sub_criterion.map(str::to_owned);
    Criterion {
        id: CriterionId::new(),
        name,
        low,
        middle,
        high,
        department_id: Some(department),
        part_of: Some(whole.id),
        weight: PART_WEIGHT,
        ..whole
    }
}

/// A fixed pattern around a middle: on the scale one more or less, of a quantity up to a third.
fn around(middle: i64, criterion: &Criterion, turn: usize) -> i64 {
    let step = [0, 1, -1, 0, 1, 0, -1][turn % 7];
    match criterion.unit.is_empty() {
        true => (middle + step).clamp(1, 5) * 100,
        false => (middle + step * middle / 3 + [0, 50, 100][turn % 3]) * 100,
    }
}
