//! Phase 3 of the clinic's programme of 2022: three concepts judged, revealed and decided on.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::{Cast, store as history};
use crate::{
    db::Tx,
    error::Result,
    judging::{
        ConceptId, Criterion, CriterionId, DecisionId, Verdict, deciding, library,
        rules::scoring,
        store::{self, NewDecision, Place},
    },
    lang::Lang,
    people::{self, PersonId},
    programmes::ProgrammeId,
};

/// Key in the library, weight, and the department that judges it alone, by the demo's number.
const CRITERIA: [(&str, i64); 4] =
    [("impact", 40), ("cost", 20), ("customer", 25), ("feasible", 15)];

/// Title and statement of a concept, and what is judged of it on average, by the criteria above.
const CONCEPTS: [(&str, &str, [i64; 4]); 3] = [
    (
        "Leer en voz alta antes de guardar",
        "Antes de guardar un informe, quien digita lee en voz alta el DNI, la fecha de nacimiento \
         y el código del examen. Lo que suena raro se revisa en ese momento.",
        [4_500, 300, 4, 5],
    ),
    (
        "Dos pares de ojos para lo que se parece",
        "Audiometría y espirometría se confunden. Los informes de ambas los revisa una segunda \
         persona antes de salir.",
        [6_000, 2_800, 4, 3],
    ),
    (
        "El sistema avisa antes de cerrarse",
        "Un aviso a los ocho minutos y un borrador guardado solo: nadie digita dos veces el mismo \
         informe porque atendió el teléfono.",
        [7_500, 12_000, 5, 2],
    ),
];

pub(super) async fn add(tx: &mut Tx, cast: &Cast, programme: ProgrammeId) -> Result<()> {
    let (opened, revealed) = (at(14), at(15));
    if store::concepts(tx, programme).await?.is_empty() {
        add_concepts(tx, cast, programme, opened - Duration::days(7)).await?;
    }
    let round =
        store::add_round(tx, programme, 1, "", cast.manager, opened - Duration::days(1)).await?;
    let mut criteria = Vec::new();
    for (key, weight) in CRITERIA {
        if let Some(criterion) = of_library(key, weight) {
            store::add_criterion(tx, round, &criterion).await?;
            criteria.push(criterion);
        }
    }
    let concepts: Vec<(ConceptId, i64)> =
        store::undecided(tx, programme).await?.into_iter().take(CONCEPTS.len()).collect();
    store::put_up(tx, round, &concepts).await?;
    store::open(tx, round, cast.manager, opened).await?;
    let judges: Vec<PersonId> =
        cast.people_central.iter().copied().filter(|person| *person != cast.newhire).collect();
    for (number, person) in judges.iter().enumerate() {
        for (index, (concept, _)) in concepts.iter().enumerate() {
            for (place, criterion) in criteria.iter().enumerate() {
                // Somebody always leaves something open.
                if (number + 2 * index + 5 * place) % 13 == 7 {
                    continue;
                }
                let value = around(CONCEPTS[index].2[place], criterion, number + index + 3 * place);
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
    for ((concept, revision), decided) in concepts.iter().zip(DECISIONS) {
        let decision = NewDecision {
            id: DecisionId::new(),
            programme,
            concept: *concept,
            concept_revision: *revision,
            number: 1,
            verdict: decided.verdict,
            options: decided.options,
            scores: deciding::scores(&snapshot, 1, *concept),
            reasons: decided.reasons,
            change_reason: "",
            owner: cast.employee,
            review_on: NaiveDate::from_ymd_opt(2022, 10, 21).unwrap_or_default(),
            by: cast.manager,
            at: revealed + Duration::minutes(20),
        };
        let id = decision.id;
        store::add_decision(tx, decision).await?;
        store::set_state(tx, *concept, decided.verdict).await?;
        if let Some((hidden, body)) = decided.dissent {
            let person = if hidden { judges[judges.len() - 1] } else { cast.instructor };
            store::add_dissent(tx, id, person, hidden, body).await?;
        }
    }
    history::reach_phase(tx, programme, 5).await
}

async fn add_concepts(
    tx: &mut Tx,
    cast: &Cast,
    programme: ProgrammeId,
    first: DateTime<Utc>,
) -> Result<Vec<ConceptId>> {
    let mut ids = Vec::new();
    for (index, (title, statement, _)) in CONCEPTS.into_iter().enumerate() {
        let author = cast.people_central[(index + 4) % cast.people_central.len()];
        let made = first + Duration::minutes(10 * index as i64);
        ids.push(history::add_concept(tx, programme, author, title, statement, made).await?);
    }
    Ok(ids)
}

/// Brings a programme to its third phase, with three concepts that nobody has judged: what tests
/// of judging start from.
pub async fn ready_to_judge(
    tx: &mut Tx,
    cast: &Cast,
    programme: ProgrammeId,
    now: DateTime<Utc>,
) -> Result<Vec<ConceptId>> {
    history::reach_phase(tx, programme, 3).await?;
    add_concepts(tx, cast, programme, now).await
}

struct Decided {
    verdict: Verdict,
    options: &'static str,
    reasons: &'static str,
    dissent: Option<(bool, &'static str)>,
}

const DECISIONS: [Decided; 3] = [
    Decided {
        verdict: Verdict::Accept,
        options: "Empezar en todas las sedes a la vez, o primero en la Central.",
        reasons: "No cuesta casi nada y se puede empezar mañana. Quienes ya lo hacen casi no tienen \
                  devoluciones.",
        dissent: Some((
            true,
            "Leer en voz alta un DNI delante de otros pacientes no me parece bien. Habría que \
             hacerlo en voz baja o con la puerta cerrada.",
        )),
    },
    Decided {
        verdict: Verdict::Rework,
        options: "Revisar todos los informes, solo los que se parecen, o ninguno.",
        reasons: "Ahorra bastante, pero en la tarde no hay una segunda persona. Falta decir quién \
                  revisa cuando hay cola.",
        dissent: None,
    },
    Decided {
        verdict: Verdict::Accept,
        options: "Pedirlo al proveedor del sistema, o guardar a mano cada cinco minutos.",
        reasons: "Es lo que más pérdidas evita. El costo se recupera en dos meses.",
        dissent: Some((
            false,
            "El proveedor demoró un año con el último cambio. No contaría con esto.",
        )),
    },
];

fn at(hour: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2022, 7, 22)
        .and_then(|date| date.and_hms_opt(hour, 30, 0))
        .map(|moment| moment.and_utc())
        .unwrap_or_default()
}

fn of_library(key: &str, weight: i64) -> Option<Criterion> {
    let entry = library::entry(key)?;
    let words = entry.words(Lang::Es);
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
        weight,
    })
}

/// A fixed pattern around a middle: on the scale one more or less, of a quantity up to a third.
fn around(middle: i64, criterion: &Criterion, turn: usize) -> i64 {
    let step = [0, 1, -1, 0, 1, 0, -1][turn % 7];
    match criterion.unit.is_empty() {
        true => (middle + step).clamp(1, 5) * 100,
        false => (middle + step * middle / 3 + [0, 50, 100][turn % 3]) * 100,
    }
}
