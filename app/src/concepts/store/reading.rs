use std::collections::HashMap;

use uuid::Uuid;

use crate::{
    access::Scope,
    concept_came,
    concepts::{Concept, ConceptId, Named, Revision},
    db::{Tx, on},
    decided_on,
    error::Result,
    expected_in_programme,
    knowledge::NoteId,
    padded,
    people::{PersonBrief, PersonId, store::patterns},
    programme_visible,
    programmes::{self, ProgrammeId},
    twenty,
};

/// The columns of [`Concept`], in queries that name the table `k`.
macro_rules! columns {
    () => {
        concat!(
            "k.id, k.programme_id, k.title, k.statement, k.html, k.method, k.figure_kind, k.figure, \
             k.state, k.created_at, k.changed_at, k.revision, ",
            decided_on!("k")
        )
    };
}

/// Reads [`Named`]s of programmes that person `$1` sees from what follows, which names the table `k`.
macro_rules! named {
    ($from:literal, $where:literal) => {
        concat!(
            "SELECT k.id, k.title, k.state, k.revision, ",
            decided_on!("k"),
            " FROM ",
            $from,
            "JOIN programmes p ON p.id = k.programme_id WHERE ",
            programme_visible!(),
            " AND ",
            $where
        )
    };
}

/// A concept of a programme that the person may see.
pub async fn find(tx: &mut Tx, scope: &Scope, id: ConceptId) -> Result<Option<Concept>> {
    const FIND: &str = concat!("SELECT ", columns!(), " FROM concepts k WHERE k.id = $1");
    let found: Option<Concept> =
        on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?);
    let Some(concept) = found else { return Ok(None) };
    let seen = programmes::store::find(tx, scope, concept.programme_id).await?;
    Ok(seen.map(|_| concept))
}

/// A concept that came along with a practice that the person sees: to be read, and no more.
pub async fn came(tx: &mut Tx, scope: &Scope, id: ConceptId) -> Result<Option<Concept>> {
    const FIND: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM concepts k WHERE k.id = $3 AND ",
        concept_came!("k.id")
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(id)
        .fetch_optional(c)
        .await?))
}

/// Those of up to twenty concepts that the person may see, with the names of their authors.
pub async fn some(
    tx: &mut Tx,
    scope: &Scope,
    ids: &[ConceptId],
) -> Result<Vec<(Concept, Vec<String>)>> {
    const FIND: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM concepts k WHERE k.id IN (",
        twenty!(),
        ") AND EXISTS (SELECT 1 FROM programmes p WHERE p.id = k.programme_id AND ",
        programme_visible!(),
        ")"
    );
    const AUTHORS: &str = "SELECT x.concept_id, p.name FROM concept_authors x \
        JOIN people p ON p.id = x.person_id WHERE x.concept_id IN (";
    let found: Vec<Concept> = on!(tx, c => {
        let query = sqlx::query_as(FIND).bind(scope.person()).bind(scope.everything());
        padded!(query, ids).fetch_all(c).await?
    });
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let mut authors = by_concept(on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(AUTHORS);
        let mut list = query.separated(", ");
        for concept in &found {
            list.push_bind(concept.id);
        }
        query.push(") ORDER BY p.folded, p.id").build_query_as().fetch_all(c).await?
    }));
    let with_authors = |concept: Concept| {
        let names = authors.remove(&concept.id).unwrap_or_default();
        (concept, names)
    };
    Ok(found.into_iter().map(with_authors).collect())
}

/// A concept in the list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Listed {
    #[sqlx(flatten)]
    pub concept: Concept,
    /// How many notes it comes from.
    pub notes: i64,
}

/// The concepts of a programme whose title holds every word of `text`, the latest first; those
/// that became part of others come last. The caller has made sure that the programme may be seen.
pub async fn list(tx: &mut Tx, programme: ProgrammeId, text: &str) -> Result<Vec<Listed>> {
    const LIST: &str = concat!(
        "SELECT ",
        columns!(),
        ", (SELECT COUNT(*) FROM concept_sources x WHERE x.concept_id = k.id) AS notes \
         FROM concepts k WHERE k.programme_id = $1 \
         AND k.folded LIKE $2 ESCAPE '\\' AND k.folded LIKE $3 ESCAPE '\\' \
         AND k.folded LIKE $4 ESCAPE '\\' AND k.folded LIKE $5 ESCAPE '\\' \
         ORDER BY CASE WHEN k.state IN ('merged', 'split') THEN 1 ELSE 0 END, \
                  k.created_at DESC, k.id DESC"
    );
    let [one, two, three, four] = patterns(text);
    Ok(on!(tx, c => sqlx::query_as(LIST)
        .bind(programme)
        .bind(one)
        .bind(two)
        .bind(three)
        .bind(four)
        .fetch_all(c)
        .await?))
}

/// The names of the authors of all concepts of a programme.
pub async fn authors_of(
    tx: &mut Tx,
    programme: ProgrammeId,
) -> Result<HashMap<ConceptId, Vec<String>>> {
    const FIND: &str = "SELECT x.concept_id, p.name FROM concept_authors x \
        JOIN concepts k ON k.id = x.concept_id JOIN people p ON p.id = x.person_id \
        WHERE k.programme_id = $1 ORDER BY p.folded, p.id";
    let found = on!(tx, c => sqlx::query_as(FIND).bind(programme).fetch_all(c).await?);
    Ok(by_concept(found))
}

fn by_concept(found: Vec<(ConceptId, String)>) -> HashMap<ConceptId, Vec<String>> {
    let mut authors: HashMap<ConceptId, Vec<String>> = HashMap::new();
    for (id, name) in found {
        authors.entry(id).or_default().push(name);
    }
    authors
}

/// The concepts of a programme of which somebody is an author.
pub async fn written_by(
    tx: &mut Tx,
    programme: ProgrammeId,
    person: PersonId,
) -> Result<Vec<ConceptId>> {
    const FIND: &str = "SELECT x.concept_id FROM concept_authors x \
        JOIN concepts k ON k.id = x.concept_id WHERE k.programme_id = $1 AND x.person_id = $2";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(programme).bind(person).fetch_all(c).await?))
}

/// The authors of a concept, by name.
pub async fn authors(tx: &mut Tx, id: ConceptId) -> Result<Vec<PersonBrief>> {
    const FIND: &str = "SELECT p.id, p.name, COALESCE(t.name, '') AS position, b.name AS branch \
        FROM concept_authors x JOIN people p ON p.id = x.person_id \
        JOIN branches b ON b.id = p.branch_id LEFT JOIN positions t ON t.id = p.position_id \
        WHERE x.concept_id = $1 ORDER BY p.folded, p.id";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_all(c).await?))
}

/// The notes that a concept comes from, also those that were taken back.
pub async fn sources(tx: &mut Tx, id: ConceptId) -> Result<Vec<NoteId>> {
    const FIND: &str = "SELECT note_id FROM concept_sources WHERE concept_id = $1 ORDER BY note_id";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_all(c).await?))
}

/// How a concept read, the latest first.
pub async fn revisions(tx: &mut Tx, id: ConceptId) -> Result<Vec<Revision>> {
    const FIND: &str = "SELECT r.revision, r.title, r.statement, r.method, r.figure_kind, \
        r.figure, p.name AS editor, r.at FROM concept_revisions r \
        JOIN people p ON p.id = r.editor_id WHERE r.concept_id = $1 ORDER BY r.revision DESC";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_all(c).await?))
}

/// How a concept read at one revision.
pub async fn revision(tx: &mut Tx, id: ConceptId, number: i64) -> Result<Option<Revision>> {
    Ok(revisions(tx, id).await?.into_iter().find(|kept| kept.revision == number))
}

/// The concepts that a concept was made from, as far as the person sees them.
pub async fn origins(tx: &mut Tx, scope: &Scope, id: ConceptId) -> Result<Vec<Named>> {
    const FIND: &str = named!(
        "concept_origins x JOIN concepts k ON k.id = x.origin_id ",
        "x.concept_id = $3 ORDER BY k.id"
    );
    named(tx, scope, FIND, id.into()).await
}

/// The concepts that were made from a concept, as far as the person sees them.
pub async fn results(tx: &mut Tx, scope: &Scope, id: ConceptId) -> Result<Vec<Named>> {
    const FIND: &str = named!(
        "concept_origins x JOIN concepts k ON k.id = x.concept_id ",
        "x.origin_id = $3 ORDER BY k.id"
    );
    named(tx, scope, FIND, id.into()).await
}

/// The concepts that come from a note, as far as the person sees them, the latest first.
pub async fn from_note(tx: &mut Tx, scope: &Scope, note: NoteId) -> Result<Vec<Named>> {
    const FIND: &str = named!(
        "concept_sources x JOIN concepts k ON k.id = x.concept_id ",
        "x.note_id = $3 ORDER BY k.created_at DESC, k.id DESC"
    );
    named(tx, scope, FIND, note.into()).await
}

async fn named(tx: &mut Tx, scope: &Scope, find: &'static str, id: Uuid) -> Result<Vec<Named>> {
    Ok(on!(tx, c => sqlx::query_as(find)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(id)
        .fetch_all(c)
        .await?))
}

/// A concept that another turn had left open, and what a programme made of it.
#[derive(sqlx::FromRow)]
pub struct TakenUp {
    pub left: ConceptId,
    pub by: ConceptId,
    pub title: String,
}

/// What the programme took up of concepts that another turn had left open.
pub async fn taken_up(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<TakenUp>> {
    const FIND: &str = "SELECT x.origin_id AS \"left\", k.id AS \"by\", k.title FROM concept_origins x \
        JOIN concepts k ON k.id = x.concept_id JOIN concepts o ON o.id = x.origin_id \
        WHERE k.programme_id = $1 AND o.programme_id <> k.programme_id";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(programme).fetch_all(c).await?))
}

/// Active people who are expected in a programme and are authors of none of its concepts, by name.
pub async fn without(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<PersonBrief>> {
    const FIND: &str = concat!(
        "SELECT p.id, p.name, COALESCE(t.name, '') AS position, b.name AS branch \
        FROM people p JOIN branches b ON b.id = p.branch_id \
        LEFT JOIN positions t ON t.id = p.position_id \
        WHERE p.active AND ",
        expected_in_programme!(),
        " AND NOT EXISTS (SELECT 1 FROM concept_authors x JOIN concepts k ON k.id = x.concept_id \
                          WHERE k.programme_id = $1 AND x.person_id = p.id) \
        ORDER BY p.folded, p.id LIMIT 200"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(programme).fetch_all(c).await?))
}
