//! An archetype on one sheet, for paper and as Markdown.

use serde::Deserialize;

use super::{Archetype, ArchetypeId, Part, Source, Version, pages::day, store, texts::texts};
use crate::{
    concepts::ConceptState,
    error::{Error, Result},
    practices,
    programmes::Programme,
    request::{Look, query, services},
    routes,
};

/// What stands on the sheet.
pub struct Sheet {
    pub archetype: Archetype,
    /// None for those who see the sheet because it was offered to them, not its programme.
    pub programme: Option<Programme>,
    pub name: String,
    /// None for the text of today.
    pub number: Option<i64>,
    version: Option<Version>,
    /// Each section with its Markdown and its HTML.
    pub parts: Vec<(Part, String, String)>,
    pub concepts: Vec<String>,
    zone: String,
}

#[derive(Default, Deserialize)]
struct Ask {
    version: Option<String>,
}

/// The version that the address asks for.
pub fn asked() -> Option<i64> {
    query::<Ask>().version.and_then(|number| number.parse().ok())
}

/// The sheet of a version, or of the text of today. Whoever was offered a version sees its sheet
/// also without seeing the programme.
pub async fn load(look: &mut Look, id: ArchetypeId, number: Option<i64>) -> Result<Sheet> {
    let scope = look.actor.scope();
    let (archetype, programme) = match store::find(&mut look.tx, &scope, id).await? {
        Some(found) => (found.archetype, Some(found.programme)),
        None => {
            let version = number.ok_or(Error::NotFound)?;
            if !practices::store::offered_to(&mut look.tx, &scope, id, version).await? {
                return Err(Error::NotFound);
            }
            (store::by_id(&mut look.tx, id).await?.ok_or(Error::NotFound)?, None)
        }
    };
    let version = match number {
        Some(number) => {
            Some(store::version(&mut look.tx, id, number).await?.ok_or(Error::NotFound)?)
        }
        None => None,
    };
    let parts = match number {
        Some(number) => {
            let copy = store::copy(&mut look.tx, id, number).await?;
            copy.into_iter().map(|text| (text.part, text.body, text.html)).collect()
        }
        None => {
            let now = store::parts(&mut look.tx, id).await?;
            now.into_iter().map(|text| (text.part, text.body, text.html)).collect()
        }
    };
    let mut concepts = store::concepts(&mut look.tx, id).await?;
    if programme.is_none() {
        concepts = accepted(concepts);
    }
    Ok(Sheet {
        name: version.as_ref().map_or(&archetype.name, |version| &version.name).clone(),
        programme,
        number,
        version,
        parts,
        concepts: concepts.into_iter().map(|source| source.title).collect(),
        zone: look.actor.zone.clone(),
        archetype,
    })
}

/// Those concepts that whoever was offered a release may read, too.
pub fn accepted(mut concepts: Vec<Source>) -> Vec<Source> {
    concepts.retain(|source| source.state == ConceptState::Accepted);
    concepts
}

impl Sheet {
    /// Which text this is: a released version, one that is not, or a draft.
    pub fn state(&self) -> String {
        let t = texts();
        match &self.version {
            None => t.draft.to_owned(),
            Some(version) => {
                let number = (t.version_number)(version.number);
                match version.released_at {
                    Some(at) => format!("{number} · {} {}", t.released, day(at, &self.zone)),
                    None => format!("{number} · {}", t.not_released),
                }
            }
        }
    }

    /// The sheet as Markdown.
    fn markdown(&self) -> String {
        let t = texts();
        let address =
            format!("{}{}", services().public_url, routes::handout(self.archetype.id, self.number));
        let mut text = format!("# {}\n\n{}  \n<{address}>\n", self.name, self.state());
        for (part, body, _) in self.parts.iter().filter(|(_, body, _)| !body.is_empty()) {
            text.push_str(&format!("\n## {}\n\n{body}\n", (t.part)(*part)));
        }
        if !self.concepts.is_empty() {
            text.push_str(&format!("\n## {}\n\n", t.made_of));
            for concept in &self.concepts {
                text.push_str(&format!("- {concept}\n"));
            }
        }
        text
    }
}

/// The sheet as a file: its name and its text.
pub async fn export(id: ArchetypeId) -> Result<(String, String)> {
    let mut look = Look::begin().await?;
    let sheet = load(&mut look, id, asked()).await?;
    let number = sheet.number.map(|number| format!("-v{number}")).unwrap_or_default();
    Ok((format!("archetype{number}.md"), sheet.markdown()))
}
