use uuid::Uuid;

use super::{Mark, Tie, rules, store};
use crate::{
    access::{Actor, Role},
    archetypes, concepts,
    db::Tx,
    error::{Error, Result},
    knowledge,
    people::{BranchId, PersonId},
    phases, practices,
    programmes::{self, ProgrammeId},
    provenance::{self, Kind, Node, Thing},
    request::{Change, Work},
};

/// A thing as somebody sees it, and what ties them to it.
#[derive(Clone, Debug)]
pub struct Subject {
    pub thing: Thing,
    pub node: Node,
    pub programme: Option<ProgrammeId>,
    pub tie: Tie,
    /// The text it has now. Notes: their revision.
    pub mark: Mark,
}

impl Subject {
    /// Lets the open pages of its programme know that something about it has changed.
    pub fn tell(&self, work: &mut Work) {
        if let Some(programme) = self.programme {
            work.tell(Change::Programme(programme));
        }
    }
}

/// A thing that the person may see; `None` when they may not, or read it and no more.
pub async fn subject(tx: &mut Tx, actor: &Actor, thing: Thing) -> Result<Option<Subject>> {
    let (kind, id) = thing;
    let Some(node) = provenance::store::node(tx, &actor.scope(), kind, id).await? else {
        return Ok(None);
    };
    if node.only_read {
        return Ok(None);
    }
    let known = match kind {
        Kind::Note => note(tx, actor, id).await?,
        Kind::Concept => concept(tx, actor, id).await?,
        Kind::Archetype => archetype(tx, id).await?,
        Kind::Practice => practice(tx, actor, id).await?,
    };
    let Known { programme, authors, owner, went_to, facilitates, mark } = known;
    let mut tie = Tie { runs: facilitates, ..Tie::default() };
    if let Some(programme) = programme {
        let branch = branch(tx, actor, programme).await?;
        let part = phases::store::part(tx, programme, actor.id).await?;
        tie.leads = rules::leads(actor, branch, went_to);
        tie.runs |= part.facilitates;
        tie.teaches = actor.is_at(Role::Instructor, branch);
    }
    tie.runs |= tie.leads;
    tie.author = authors.contains(&actor.id);
    let named = store::keeping(tx, thing).await?.owner_id.or(owner);
    tie.owner = named.map_or(tie.author, |owner| owner == actor.id);
    Ok(Some(Subject { thing, node, programme, tie, mark }))
}

/// What the domain of a thing knows of it.
#[derive(Default)]
struct Known {
    programme: Option<ProgrammeId>,
    authors: Vec<PersonId>,
    /// Whom it belongs to, as long as nobody else is named.
    owner: Option<PersonId>,
    /// The branch to which it went.
    went_to: Option<BranchId>,
    facilitates: bool,
    mark: Mark,
}

async fn note(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Known> {
    let note = knowledge::store::find(tx, &actor.scope(), id.into()).await?;
    let note = note.ok_or(Error::NotFound)?;
    let standing = knowledge::store::standing(tx, note.origin.session, actor.id).await?;
    Ok(Known {
        programme: note.origin.programme.map(|(id, _)| id),
        // Nobody else is told whose it is.
        authors: note.own.then_some(actor.id).into_iter().collect(),
        facilitates: standing.facilitates,
        mark: Mark { number: note.revision, changed: false },
        ..Known::default()
    })
}

async fn concept(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Known> {
    let concept = concepts::store::find(tx, &actor.scope(), id.into()).await?;
    let concept = concept.ok_or(Error::NotFound)?;
    let authors = concepts::store::authors(tx, concept.id).await?;
    Ok(Known {
        programme: Some(concept.programme_id),
        authors: authors.into_iter().map(|person| person.id).collect(),
        mark: Mark { number: concept.revision, changed: false },
        ..Known::default()
    })
}

async fn archetype(tx: &mut Tx, id: Uuid) -> Result<Known> {
    let archetype = archetypes::store::by_id(tx, id.into()).await?.ok_or(Error::NotFound)?;
    let parts = archetypes::store::parts(tx, archetype.id).await?;
    let copy = archetypes::store::copy(tx, archetype.id, archetype.versions).await?;
    let changed = archetypes::rules::changed(&parts, &copy);
    Ok(Known {
        programme: Some(archetype.programme_id),
        owner: Some(archetype.owner_id),
        mark: Mark { number: archetype.versions, changed },
        ..Known::default()
    })
}

async fn practice(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Known> {
    let practice = practices::store::find(tx, &actor.scope(), id.into()).await?;
    let practice = practice.ok_or(Error::NotFound)?;
    Ok(Known {
        programme: Some(practice.programme_id),
        went_to: practice.branch_id,
        mark: Mark { number: practice.revision, changed: false },
        ..Known::default()
    })
}

/// The branch of a programme, if it has one and the person sees it.
async fn branch(tx: &mut Tx, actor: &Actor, id: ProgrammeId) -> Result<Option<BranchId>> {
    match phases::store::standing(tx, id).await? {
        Some(standing) => Ok(standing.branch_id),
        None => {
            let found = programmes::store::find(tx, &actor.scope(), id).await?;
            Ok(found.and_then(|found| found.programme.branch_id))
        }
    }
}
