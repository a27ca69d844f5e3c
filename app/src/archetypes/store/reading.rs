use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    access::{Actor, Scope},
    archetypes::{
        Archetype, ArchetypeId, Input, Listed, Member, Part, PartText, Revision, Shown, Source,
        Standing, Version,
    },
    db::{Tx, on},
    decided_on,
    error::Result,
    expected_in_programme, padded,
    people::PersonId,
    phases, practices, programme_visible,
    programmes::{self, Programme, ProgrammeId},
    twenty,
};

/// The columns of [`Archetype`], in queries that name the tables `a` and, for its owner, `o`.
macro_rules! columns {
    () => {
        "a.id, a.programme_id, a.name, a.owner_id, o.name AS owner, a.created_at, a.versions, \
         a.revision"
    };
}

/// Reads [`Source`]s from what follows, which names the table `c`.
macro_rules! sources {
    ($from:literal) => {
        concat!("SELECT c.id, c.title, c.state, c.revision, ", decided_on!("c"), " FROM ", $from)
    };
}

/// An archetype with its programme.
#[derive(Clone, Debug)]
pub struct Found {
    pub archetype: Archetype,
    pub programme: Programme,
}

/// An archetype of a programme that the person may see.
pub async fn find(tx: &mut Tx, scope: &Scope, id: ArchetypeId) -> Result<Option<Found>> {
    let Some(archetype) = by_id(tx, id).await? else { return Ok(None) };
    let programme = programmes::store::find(tx, scope, archetype.programme_id).await?;
    Ok(programme.map(|found| Found { archetype, programme: found.programme }))
}

/// The version of an archetype that came to the branch or department of the person: to be read by
/// whoever does not see its programme.
pub async fn came(tx: &mut Tx, scope: &Scope, id: ArchetypeId) -> Result<Option<Version>> {
    match practices::store::version_for(tx, scope, id).await? {
        Some(number) => super::version(tx, id, number).await,
        None => Ok(None),
    }
}

/// An archetype whatever the scope: for those whose right to see it was checked already.
pub async fn by_id(tx: &mut Tx, id: ArchetypeId) -> Result<Option<Archetype>> {
    const FIND: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM archetypes a JOIN people o ON o.id = a.owner_id WHERE a.id = $1"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}

/// The archetypes of a programme, the oldest first. The programme is one that the person may see.
pub async fn list(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Listed>> {
    const LIST: &str = "\
        SELECT a.id, a.name, o.name AS owner, a.versions, \
               (SELECT MAX(v.number) FROM archetype_versions v \
                WHERE v.archetype_id = a.id AND v.released_at IS NOT NULL) AS released, \
               (SELECT COUNT(*) FROM archetype_parts t \
                WHERE t.archetype_id = a.id AND t.body <> '') AS written, \
               (SELECT COUNT(*) FROM archetype_concepts c WHERE c.archetype_id = a.id) AS concepts, \
               (SELECT COUNT(*) FROM ( \
                   SELECT r.editor_id FROM archetype_part_revisions r WHERE r.archetype_id = a.id \
                   UNION SELECT i.person_id FROM archetype_inputs i \
                   WHERE i.archetype_id = a.id AND i.taken_back_at IS NULL \
                ) AS givers) AS people \
        FROM archetypes a JOIN people o ON o.id = a.owner_id WHERE a.programme_id = $1 \
        ORDER BY a.created_at, a.id";
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(programme).fetch_all(c).await?))
}

/// Those of up to twenty archetypes that the person may see, each with its text.
pub async fn some(
    tx: &mut Tx,
    scope: &Scope,
    ids: &[ArchetypeId],
) -> Result<Vec<(Shown, Vec<String>)>> {
    const FIND: &str = concat!(
        "SELECT a.id, a.programme_id, a.name, o.name AS owner, \
         (SELECT MAX(v.number) FROM archetype_versions v \
          WHERE v.archetype_id = a.id AND v.released_at IS NOT NULL) AS released \
         FROM archetypes a JOIN people o ON o.id = a.owner_id WHERE a.id IN (",
        twenty!(),
        ") AND EXISTS (SELECT 1 FROM programmes p WHERE p.id = a.programme_id AND ",
        programme_visible!(),
        ")"
    );
    const PARTS: &str = "SELECT archetype_id, part, body FROM archetype_parts \
                         WHERE body <> '' AND archetype_id IN (";
    let found: Vec<Shown> = on!(tx, c => {
        let query = sqlx::query_as(FIND).bind(scope.person()).bind(scope.everything());
        padded!(query, ids).fetch_all(c).await?
    });
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let mut parts: Vec<(ArchetypeId, Part, String)> = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(PARTS);
        let mut list = query.separated(", ");
        for shown in &found {
            list.push_bind(shown.id);
        }
        query.push(")").build_query_as().fetch_all(c).await?
    });
    parts.sort_by_key(|(_, part, _)| *part);
    let with_text = |shown: Shown| {
        let of_it = parts.iter().filter(|(id, ..)| *id == shown.id);
        let text = of_it.map(|(.., body)| body.clone()).collect();
        (shown, text)
    };
    Ok(found.into_iter().map(with_text).collect())
}

/// What ties a person to a programme and, when it is given, to an archetype of it.
pub async fn standing(
    tx: &mut Tx,
    actor: &Actor,
    programme: &Programme,
    archetype: Option<&Archetype>,
) -> Result<Standing> {
    let phases::Part { invited, facilitates } =
        phases::store::part(tx, programme.id, actor.id).await?;
    let leads = programmes::rules::may_edit(actor, programme);
    let owns = archetype.is_some_and(|archetype| archetype.owner_id == actor.id);
    Ok(Standing { invited, facilitates, leads, owns })
}

/// The sections of an archetype in their order, with who wrote last.
pub async fn parts(tx: &mut Tx, id: ArchetypeId) -> Result<Vec<PartText>> {
    const FIND: &str = "\
        SELECT t.part, t.body, t.html, t.revision, p.name AS editor, r.at \
        FROM archetype_parts t \
        LEFT JOIN archetype_part_revisions r ON r.archetype_id = t.archetype_id \
             AND r.part = t.part AND r.revision = t.revision \
        LEFT JOIN people p ON p.id = r.editor_id \
        WHERE t.archetype_id = $1";
    let mut parts: Vec<PartText> = on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_all(c).await?);
    parts.sort_by_key(|text| text.part);
    Ok(parts)
}

/// The texts that a section had, the latest first.
pub async fn revisions(
    tx: &mut Tx,
    id: ArchetypeId,
    part: Part,
    limit: i64,
) -> Result<Vec<Revision>> {
    const FIND: &str = "SELECT r.revision, r.body, p.name AS editor, r.at \
        FROM archetype_part_revisions r JOIN people p ON p.id = r.editor_id \
        WHERE r.archetype_id = $1 AND r.part = $2 ORDER BY r.revision DESC LIMIT $3";
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(id)
        .bind(part)
        .bind(limit)
        .fetch_all(c)
        .await?))
}

/// One text that a section had.
pub async fn revision(
    tx: &mut Tx,
    id: ArchetypeId,
    part: Part,
    number: i64,
) -> Result<Option<Revision>> {
    const FIND: &str = "SELECT r.revision, r.body, p.name AS editor, r.at \
        FROM archetype_part_revisions r JOIN people p ON p.id = r.editor_id \
        WHERE r.archetype_id = $1 AND r.part = $2 AND r.revision = $3";
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(id)
        .bind(part)
        .bind(number)
        .fetch_optional(c)
        .await?))
}

/// What members added and took back, the oldest first.
pub async fn inputs(tx: &mut Tx, id: ArchetypeId) -> Result<Vec<Input>> {
    const FIND: &str = "SELECT i.id, i.part, i.person_id, p.name, i.html, i.at, i.taken_back_at \
        FROM archetype_inputs i JOIN people p ON p.id = i.person_id \
        WHERE i.archetype_id = $1 ORDER BY i.at, i.id";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_all(c).await?))
}

/// Everybody who is expected in the programme or gave something to the archetype, by name.
pub async fn members(tx: &mut Tx, archetype: &Archetype) -> Result<Vec<Member>> {
    const PEOPLE: &str = concat!(
        "SELECT p.id, p.name, COALESCE(t.name, ''), b.name FROM people p \
        JOIN branches b ON b.id = p.branch_id LEFT JOIN positions t ON t.id = p.position_id \
        WHERE (p.active AND ",
        expected_in_programme!(),
        ") \
           OR p.id IN (SELECT r.editor_id FROM archetype_part_revisions r WHERE r.archetype_id = $2) \
           OR p.id IN (SELECT i.person_id FROM archetype_inputs i \
                      WHERE i.archetype_id = $2 AND i.taken_back_at IS NULL) \
        ORDER BY p.folded, p.id"
    );
    const GIVEN: &str = "\
        SELECT r.editor_id, r.part FROM archetype_part_revisions r WHERE r.archetype_id = $1 \
        UNION SELECT i.person_id, i.part FROM archetype_inputs i \
        WHERE i.archetype_id = $1 AND i.taken_back_at IS NULL";
    let people: Vec<(PersonId, String, String, String)> = on!(tx, c => sqlx::query_as(PEOPLE)
        .bind(archetype.programme_id)
        .bind(archetype.id)
        .fetch_all(c)
        .await?);
    let given: Vec<(PersonId, Part)> =
        on!(tx, c => sqlx::query_as(GIVEN).bind(archetype.id).fetch_all(c).await?);
    let mut by_person: BTreeMap<PersonId, BTreeSet<Part>> = BTreeMap::new();
    for (person, part) in given {
        by_person.entry(person).or_default().insert(part);
    }
    let member = |(id, name, position, branch)| {
        let parts = by_person.remove(&id).unwrap_or_default().into_iter().collect();
        Member { id, name, position, branch, parts }
    };
    Ok(people.into_iter().map(member).collect())
}

/// The concepts that an archetype is made of.
pub async fn concepts(tx: &mut Tx, id: ArchetypeId) -> Result<Vec<Source>> {
    const FIND: &str = sources!(
        "archetype_concepts l \
        JOIN concepts c ON c.id = l.concept_id WHERE l.archetype_id = $1 ORDER BY c.folded, c.id"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_all(c).await?))
}

/// The concepts of a programme that were accepted.
pub async fn accepted(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Source>> {
    const FIND: &str = sources!(
        "concepts c \
        WHERE c.programme_id = $1 AND c.state = 'accepted' ORDER BY c.folded, c.id"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(programme).fetch_all(c).await?))
}

/// The notes that an archetype leads back to, by id. What a reader sees of them the domain of
/// notes decides.
pub async fn notes(tx: &mut Tx, id: ArchetypeId) -> Result<Vec<Uuid>> {
    const FIND: &str =
        "SELECT note_id FROM archetype_notes WHERE archetype_id = $1 ORDER BY note_id";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_all(c).await?))
}

/// How many concepts were accepted, archetypes begun and versions released, and when the last.
#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
pub struct Counts {
    pub accepted: i64,
    pub archetypes: i64,
    pub released: i64,
    pub last_release: Option<DateTime<Utc>>,
}

/// What there is of a programme around this phase.
pub async fn counts(tx: &mut Tx, programme: ProgrammeId) -> Result<Counts> {
    const COUNT: &str = "SELECT \
        (SELECT COUNT(*) FROM concepts \
         WHERE programme_id = $1 AND state = 'accepted') AS accepted, \
        (SELECT COUNT(*) FROM archetypes WHERE programme_id = $1) AS archetypes, \
        (SELECT COUNT(*) FROM archetype_versions v JOIN archetypes a ON a.id = v.archetype_id \
         WHERE a.programme_id = $1 AND v.released_at IS NOT NULL) AS released, \
        (SELECT MAX(v.released_at) FROM archetype_versions v \
         JOIN archetypes a ON a.id = v.archetype_id WHERE a.programme_id = $1) AS last_release";
    Ok(on!(tx, c => sqlx::query_as(COUNT).bind(programme).fetch_one(c).await?))
}
