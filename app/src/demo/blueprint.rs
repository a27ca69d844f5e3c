//! How the run of 2022 ended: an archetype, tried twice and released, and where it went since.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::{Calendar, Cast};
use crate::{
    access,
    archetypes::{
        self, ArchetypeId, Part,
        building::Written,
        store::{
            NewTrial, add, add_input, add_trial, make_version, release, save_part, set_sources,
        },
    },
    db::Tx,
    error::Result,
    knowledge::{self, NoteId},
    links::Named,
    people::PersonId,
    practices::{
        self, PracticeId, PracticeState, Target, TargetKind,
        store::{Step, offer, take_on},
    },
};

/// Each section: who wrote it (place at the central branch) and what.
const PARTS: [(Part, usize, &str); 7] = [
    (
        Part::Purpose,
        0,
        "Que ningún informe médico se devuelva por un **dato cruzado**, y que todos salgan el mismo día.",
    ),
    (
        Part::Steps,
        4,
        "1. Tomar un solo informe de la bandeja.\n2. Leer en voz alta DNI, apellido y código del examen.\n3. Digitar y comparar la fecha de nacimiento con la edad.\n4. Guardar **antes** de contestar el teléfono.\n5. Pasarlo a la bandeja de revisión cruzada.",
    ),
    (
        Part::Roles,
        5,
        "- Quien digita: pasos 1 a 4.\n- Quien revisa: otra persona, nunca la misma.\n- Jefatura de sede: mira el tablero al mediodía.",
    ),
    (
        Part::Tools,
        6,
        "- Lector de código de barras en cada puesto.\n- Aviso del sistema a los ocho minutos sin guardar.\n- Dos bandejas de color por puesto: [[La bandeja es un semáforo]].",
    ),
    (
        Part::Checklist,
        4,
        "- ¿DNI leído en voz alta?\n- ¿Fecha de nacimiento y edad cuadran?\n- ¿Código de audiometría o espirometría confirmado?\n- ¿Guardado antes de atender?",
    ),
    (
        Part::Measures,
        7,
        "Informes devueltos por cada 1000, cada semana. Era 31; es bueno con menos de 10.",
    ),
    (
        Part::Risks,
        8,
        "En la tarde, con cola, se salta la lectura en voz alta. Entonces: una caja más abierta hasta las 18 h.",
    ),
];

const INPUTS: [(Part, usize, &str); 3] = [
    (
        Part::Steps,
        9,
        "En Enfermería el código viene escrito a mano. ¿Quién lo confirma si no se lee?",
    ),
    (Part::Tools, 10, "El lector falla con los carnés viejos; hay que dejar el teclado a la mano."),
    (
        Part::Risks,
        11,
        "Si falta una persona, la revisión cruzada se queda sin hacer. Propongo turnos entre sedes.",
    ),
];

/// A moment of 2022, by the clock of Lima.
fn at(month: u32, day: u32, hour: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2022, month, day)
        .and_then(|date| date.and_hms_opt(hour + 5, 0, 0))
        .map(|moment| moment.and_utc())
        .unwrap_or_default()
}

/// The run as it ended, told by those who took part.
pub(super) async fn add_all(tx: &mut Tx, cast: &Cast, calendar: &Calendar) -> Result<()> {
    let archetype = build(tx, cast, calendar).await?;
    try_out(tx, cast, archetype).await?;
    spread(tx, cast, calendar, archetype).await?;
    // The programme of today goes on where that one ended.
    practices::turn::carry(tx, calendar.reports, calendar.current).await?;
    Ok(())
}

/// Concepts, sections and what members added.
async fn build(tx: &mut Tx, cast: &Cast, calendar: &Calendar) -> Result<ArchetypeId> {
    let notes: Vec<NoteId> = knowledge::store::wall(tx, calendar.of_2022[0], None, 20)
        .await?
        .into_iter()
        .map(|note| note.id)
        .collect();
    let accepted = archetypes::store::accepted(tx, calendar.reports).await?;
    let id = ArchetypeId::new();
    let name = "Doble control de informes";
    add(tx, id, calendar.reports, name, cast.manager, at(7, 27, 9)).await?;
    let concepts: Vec<_> = accepted.iter().map(|concept| concept.id).collect();
    let known: Vec<NoteId> = notes.last().copied().into_iter().collect();
    set_sources(tx, id, &concepts, &known).await?;
    let scope = access::store::scope_of(tx, cast.manager).await?;
    for (index, (part, person, text)) in PARTS.into_iter().enumerate() {
        let named = Named::for_scope(tx, &scope, &[text]).await?;
        let text = Written::of(text, "text")?.linked(&named);
        let when = at(7, 27, 9) + Duration::minutes(8 * index as i64);
        save_part(tx, (id, part), 0, &text, central(cast, person), when).await?;
    }
    for (index, (part, person, text)) in INPUTS.into_iter().enumerate() {
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
async fn try_out(tx: &mut Tx, cast: &Cast, id: ArchetypeId) -> Result<()> {
    make_version(tx, id, "Primera versión, para probar", cast.manager, at(7, 27, 11)).await?;
    let first = NewTrial {
        branch: Some(cast.central),
        place: "",
        held_on: at(7, 29, 9).date_naive(),
        measured: "Informes devueltos en tres días, de 212 digitados",
        result: "5 devueltos (24 por 1000). Antes eran 31 por 1000.",
        to_change: "Nadie sabía quién revisa cuando falta una persona: escribirlo en los roles.",
    };
    add_trial(tx, (id, 1), first, cast.instructor, at(7, 30, 9)).await?;
    let roles = "- Quien digita: pasos 1 a 4.\n- Quien revisa: otra persona, nunca la misma. Si falta, la sede más cercana revisa por el sistema.\n- Jefatura de sede: mira el tablero al mediodía.";
    let roles = Written::of(roles, "text")?;
    save_part(tx, (id, Part::Roles), 1, &roles, cast.instructor, at(8, 1, 9)).await?;
    make_version(tx, id, "Quién revisa cuando falta alguien", cast.manager, at(8, 1, 10)).await?;
    let second = NewTrial {
        branch: None,
        place: "Turno tarde, Sede Central",
        held_on: at(8, 3, 9).date_naive(),
        measured: "Informes devueltos en el turno con más cola, de 118 digitados",
        result: "1 devuelto (8 por 1000). Todos salieron el mismo día.",
        to_change: "",
    };
    add_trial(tx, (id, 2), second, cast.instructor, at(8, 3, 18)).await?;
    release(tx, id, 2, cast.manager, at(8, 4, 9)).await
}

/// A way of a release: the target, who answers for it, and its steps (day of 2022, state, reason,
/// evidence).
type Way<'a> = (Target, &'a [(u32, u32, PracticeState, &'a str, &'a str)]);

async fn spread(tx: &mut Tx, cast: &Cast, calendar: &Calendar, id: ArchetypeId) -> Result<()> {
    use PracticeState::{Adopted, Declined, InTrial, Offered};
    let ways: [Way<'_>; 5] = [
        (
            Target::Branch(cast.central),
            &[
                (8, 5, Offered, "Aquí se construyó y aquí se probó.", ""),
                (8, 8, InTrial, "Empieza en los dos turnos.", ""),
                (
                    9,
                    5,
                    Adopted,
                    "El mes salió bien y el equipo lo pide.",
                    "9 devueltos por 1000 en agosto",
                ),
            ],
        ),
        (
            Target::Branch(cast.north),
            &[
                (8, 5, Offered, "Tiene la misma cola en la tarde.", ""),
                (8, 15, InTrial, "La jefa de sede quiere verlo con su gente.", ""),
                (
                    9,
                    9,
                    Adopted,
                    "La gente del turno tarde lo pidió.",
                    "De 28 a 9 devueltos por 1000",
                ),
            ],
        ),
        (
            Target::Branch(cast.south),
            &[
                (8, 5, Offered, "Sus devoluciones son las más altas.", ""),
                (9, 12, InTrial, "Esperan los lectores; empiezan con dos puestos.", ""),
            ],
        ),
        (
            Target::Department(cast.service),
            &[(8, 5, Offered, "Recepción lee los mismos carnés.", "")],
        ),
        (
            Target::Named(TargetKind::Client, "Minera Los Andes".into()),
            &[
                (8, 19, Offered, "Su área de salud digita los mismos formatos.", ""),
                (9, 2, Declined, "Este año cambian de sistema.", ""),
            ],
        ),
    ];
    for (target, steps) in ways {
        let practice = PracticeId::new();
        for (index, (month, day, to, reason, evidence)) in steps.iter().enumerate() {
            let (when, to) = (at(*month, *day, 9), *to);
            let by = if target == Target::Branch(cast.north) && index > 0 {
                cast.manager_north
            } else {
                cast.manager
            };
            let on = when.date_naive();
            let step = Step { to, on, reason, evidence, note: None, by, at: when };
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
