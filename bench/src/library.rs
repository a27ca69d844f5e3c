//! What a large company has written down in years: more than 100,000 notes, concepts, archetypes and
//! practices in Spanish, spread over all sessions, programmes and people.

use anyhow::{Context, Result};
use app::{
    archetypes::{self, ArchetypeId, Part, building::Written},
    concepts::{
        self, ConceptId,
        draft::{Draft as ConceptDraft, Typed},
        store::NewConcept,
    },
    db::{Db, Tx},
    demo::Demo,
    knowledge::{self, NoteId, draft::Draft, store::NewNote},
    practices::{self, PracticeId, PracticeState, Target, TargetKind, store::Step},
};
use chrono::{DateTime, Duration, Utc};

const NOTES: usize = 88_000;
const CONCEPTS: usize = 12_000;
const ARCHETYPES: usize = 2_000;
const PRACTICES: usize = 3_000;
/// All of them.
pub const THINGS: usize = NOTES + CONCEPTS + ARCHETYPES + PRACTICES;
/// So many are written in one transaction.
const BATCH: usize = 1_000;

const WHO: [&str; 10] = [
    "La recepcionista",
    "El técnico",
    "Quien digita",
    "La jefa de sede",
    "El equipo de la tarde",
    "El paciente",
    "La enfermera",
    "El laboratorio",
    "La empresa cliente",
    "Quien revisa",
];
const DOES: [&str; 14] = [
    "revisa",
    "confirma",
    "vuelve a digitar",
    "busca",
    "imprime",
    "firma",
    "anota",
    "compara",
    "pide",
    "entrega",
    "corrige",
    "archiva",
    "lee en voz alta",
    "reclama",
];
const WHAT: [&str; 18] = [
    "el informe médico",
    "los informes",
    "el DNI",
    "la fecha de nacimiento",
    "la audiometría",
    "la espirometría",
    "el resultado del examen",
    "los resultados",
    "la ficha del paciente",
    "la hoja de ruta",
    "el código del examen",
    "la radiografía",
    "el control de calidad",
    "la orden de la empresa",
    "el carné",
    "la historia clínica",
    "los errores del informe",
    "la lista de espera",
];
const WHEN: [&str; 10] = [
    "antes de guardar",
    "en la cola de la tarde",
    "cuando falta una persona",
    "los lunes temprano",
    "al cierre del turno",
    "después de la llamada",
    "en la sede",
    "con el sistema lento",
    "en menos de diez minutos",
    "sin que nadie lo note",
];
const WHY: [&str; 10] = [
    "y así no se cruzan los datos",
    "porque el apellido se parece",
    "y el error sale tarde",
    "porque nadie pregunta la letra del doctor",
    "y se pierde media hora",
    "para que no haya devoluciones",
    "porque el sistema se cierra solo",
    "y la empresa llama a reclamar",
    "para que salga el mismo día",
    "porque así se hizo siempre",
];
const TAGS: [&str; 8] =
    ["DNI", "turno tarde", "cola", "lector", "audiometría", "reclamos", "sistema", "entrega"];

/// The same numbers on every run and on both engines.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.roll(all.len())]
    }

    /// A few sentences, and now and then something that is said nowhere else.
    fn text(&mut self, sentences: usize) -> String {
        let mut text = Vec::new();
        for _ in 0..sentences {
            let parts =
                [self.of(&WHO), self.of(&DOES), self.of(&WHAT), self.of(&WHEN), self.of(&WHY)];
            text.push(format!("{}.", parts.join(" ")));
        }
        if self.roll(4) == 0 {
            text.push(format!("Caso EX{}.", self.roll(20_000)));
        }
        text.join(" ")
    }
}

/// Fills the sessions and programmes of some clinics.
pub async fn fill(db: &Db, clinics: &[Demo], now: DateTime<Utc>) -> Result<()> {
    let mut dice = Dice(2022);
    let notes = notes(db, clinics, &mut dice, now).await?;
    concepts(db, clinics, &notes, &mut dice, now).await?;
    archetypes(db, clinics, &mut dice, now).await?;
    practices(db, clinics, &mut dice, now).await
}

/// A moment of the last five years.
fn moment(dice: &mut Dice, now: DateTime<Utc>) -> DateTime<Utc> {
    now - Duration::seconds(dice.roll(5 * 365 * 24 * 3600) as i64)
}

/// Does something so often, in batches.
async fn in_batches(
    db: &Db,
    count: usize,
    mut write: impl AsyncFnMut(&mut Tx, usize) -> Result<()>,
) -> Result<()> {
    for start in (0..count).step_by(BATCH) {
        let mut tx = db.write().await?;
        for index in start..count.min(start + BATCH) {
            write(&mut tx, index).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Answers one note of each clinic.
async fn notes(
    db: &Db,
    clinics: &[Demo],
    dice: &mut Dice,
    now: DateTime<Utc>,
) -> Result<Vec<NoteId>> {
    let mut firsts = vec![NoteId::default(); clinics.len()];
    in_batches(db, NOTES, async |tx, index| {
        let place = index % clinics.len();
        let clinic = &clinics[place];
        let session = clinic.calendar.of_2022[dice.roll(clinic.calendar.of_2022.len())];
        let people = &clinic.cast.people;
        let author = people[dice.roll(people.len())];
        let kind = dice.of(&["experience", "idea", "knowhow", "feeling"]);
        let tags = if dice.roll(3) == 0 { dice.of(&TAGS) } else { "" };
        let sentences = 2 + dice.roll(4);
        let draft = Draft::of(&dice.text(sentences))?.about(kind, tags, "")?;
        let id = NoteId::new();
        firsts[place] = id;
        let sequence = knowledge::store::next_sequence(tx, session).await?;
        let (name_hidden, at) = (dice.roll(10) == 0, moment(dice, now));
        let draft = &draft;
        let note = NewNote { id, session, author, name_hidden, draft, sequence, at };
        Ok(knowledge::store::add(tx, note).await?)
    })
    .await?;
    Ok(firsts)
}

async fn concepts(
    db: &Db,
    clinics: &[Demo],
    notes: &[NoteId],
    dice: &mut Dice,
    now: DateTime<Utc>,
) -> Result<()> {
    in_batches(db, CONCEPTS, async |tx, index| {
        let place = index % clinics.len();
        let clinic = &clinics[place];
        let title = [dice.of(&DOES), dice.of(&WHAT), dice.of(&WHEN)].join(" ");
        let draft = ConceptDraft::of(Typed {
            title: &title,
            statement: &dice.text(3),
            method: "induction",
            ..Typed::default()
        })?;
        let by = clinic.cast.people[dice.roll(clinic.cast.people.len())];
        let concept = NewConcept {
            id: ConceptId::new(),
            programme: clinic.calendar.reports,
            draft: &draft,
            authors: &[by],
            sources: &[notes[place]],
            by,
            at: moment(dice, now),
        };
        Ok(concepts::store::add(tx, concept).await?)
    })
    .await
}

async fn archetypes(db: &Db, clinics: &[Demo], dice: &mut Dice, now: DateTime<Utc>) -> Result<()> {
    in_batches(db, ARCHETYPES, async |tx, index| {
        let clinic = &clinics[index % clinics.len()];
        let (id, at, by) = (ArchetypeId::new(), moment(dice, now), clinic.cast.manager);
        let name = [dice.of(&WHAT), dice.of(&WHEN)].join(" ");
        archetypes::store::add(tx, id, clinic.calendar.reports, &name, by, at).await?;
        let text = Written::of(&dice.text(12), "text")?;
        Ok(archetypes::store::save_part(tx, (id, Part::Steps), 0, &text, by, at).await?)
    })
    .await
}

/// All of the release of the first clinic, to so many clients.
async fn practices(db: &Db, clinics: &[Demo], dice: &mut Dice, now: DateTime<Utc>) -> Result<()> {
    let first = clinics.first().context("no clinic")?;
    let release = {
        let mut tx = db.read().await?;
        let releases = practices::store::releases(&mut tx, first.calendar.reports).await?;
        let release = releases.first().context("no release")?;
        (release.archetype_id, release.number)
    };
    in_batches(db, PRACTICES, async |tx, index| {
        let target = Target::Named(TargetKind::Client, format!("Empresa cliente {index}"));
        let (reason, at) = (dice.text(1), moment(dice, now));
        let step = Step {
            to: PracticeState::Offered,
            on: at.date_naive(),
            reason: &reason,
            evidence: "",
            note: None,
            by: first.cast.manager,
            at,
        };
        Ok(practices::store::offer(tx, PracticeId::new(), release, &target, &step).await?)
    })
    .await
}
