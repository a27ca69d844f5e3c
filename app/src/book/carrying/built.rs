//! Archetypes, versions and practices of a book, built again step by step: a version freezes
//! what its sections had become by then, and the database keeps it from then on.

use std::collections::HashMap;

use super::{Carrying, whole};
use crate::{
    archetypes::{self, ArchetypeId, Part, store::NewTrial},
    book::{
        check::Blueprint,
        folder::Leaf,
        fronts::{ArchetypeFront, PracticeFront, VersionFront},
    },
    error::{Error, Result},
    knowledge::rules::clean,
    people::{self, Directory, fold},
    practices::{self, PracticeId, Target, TargetKind, store::Step},
    writing::one_line,
};

impl<'a> Carrying<'a> {
    pub(super) async fn built(&mut self) -> Result<()> {
        let checked = self.checked;
        let mut versions: HashMap<&str, (ArchetypeId, i64)> = HashMap::new();
        let blueprints = checked.blueprints.iter().zip(&checked.archetype_ids);
        for (leaf, (blueprint, id)) in checked.book.archetypes.iter().zip(blueprints) {
            let id = *id;
            self.archetype(id, leaf, blueprint).await?;
            self.archetypes.insert(&leaf.key, id);
            for (number, (place, _)) in (1..).zip(&blueprint.versions) {
                versions.insert(&checked.book.versions[*place].key, (id, number));
            }
        }
        let directory = people::store::directory(self.tx).await?;
        for leaf in &checked.book.practices {
            let release = *versions.get(leaf.front.version.as_str()).ok_or(Error::Stale)?;
            let id = self.practice(leaf, release, &directory).await?;
            self.practices.insert(&leaf.key, id);
        }
        Ok(())
    }

    async fn archetype(
        &mut self,
        id: ArchetypeId,
        leaf: &Leaf<ArchetypeFront>,
        blueprint: &Blueprint,
    ) -> Result<()> {
        let front = &leaf.front;
        let owner = self.by(front.owner.as_deref());
        let (programme, begun) = (self.programme.id, whole(front.begun));
        let name = one_line(&front.name);
        archetypes::store::add(self.tx, id, programme, &name, owner, begun).await?;
        let concepts = front.concepts.iter().filter_map(|key| self.concepts.get(key.as_str()));
        let concepts: Vec<_> = concepts.map(|id| (*id).into()).collect();
        let notes = self.note_ids(&front.notes);
        archetypes::store::set_sources(self.tx, id, &concepts, &notes).await?;
        for (part, text) in &blueprint.contributions {
            let (by, at) = (self.by(text.by.as_deref()), whole(text.at));
            archetypes::store::add_input(self.tx, (id, *part), &text.written, by, at).await?;
        }
        let mut written: HashMap<Part, usize> = HashMap::new();
        let mut naming = (1, name.clone());
        for (place, frozen) in &blueprint.versions {
            for (part, upto) in frozen {
                self.write(id, *part, blueprint, &mut written, *upto).await?;
            }
            let version = &self.checked.book.versions[*place];
            self.rename(id, &mut naming, &one_line(&version.front.name)).await?;
            self.version(id, version).await?;
        }
        self.rename(id, &mut naming, &name).await?;
        for (part, texts) in &blueprint.sections {
            self.write(id, *part, blueprint, &mut written, texts.len()).await?;
        }
        Ok(())
    }

    /// Writes the revisions of a section up to one of them.
    async fn write(
        &mut self,
        id: ArchetypeId,
        part: Part,
        blueprint: &Blueprint,
        written: &mut HashMap<Part, usize>,
        upto: usize,
    ) -> Result<()> {
        let before = written.entry(part).or_default();
        let texts = blueprint.sections.get(&part).map_or(&[][..], Vec::as_slice);
        for text in texts.iter().take(upto).skip(*before) {
            let (by, at) = (self.by(text.by.as_deref()), whole(text.at));
            let (section, revision) = ((id, part), *before as i64);
            archetypes::store::save_part(self.tx, section, revision, &text.written, by, at).await?;
            *before += 1;
        }
        Ok(())
    }

    /// Gives the archetype the name that it had then.
    async fn rename(
        &mut self,
        id: ArchetypeId,
        (revision, known): &mut (i64, String),
        name: &str,
    ) -> Result<()> {
        if known != name {
            archetypes::store::rename(self.tx, id, *revision, name).await?;
            *revision += 1;
            name.clone_into(known);
        }
        Ok(())
    }

    async fn version(&mut self, id: ArchetypeId, leaf: &Leaf<VersionFront>) -> Result<()> {
        let front = &leaf.front;
        let (by, made) = (self.by(front.by.as_deref()), whole(front.made));
        let summary = one_line(&front.summary);
        let number = archetypes::store::make_version(self.tx, id, &summary, by, made).await?;
        for trial in &front.trials {
            let new = NewTrial {
                branch: None,
                place: &one_line(&trial.place),
                held_on: trial.held_on,
                measured: &clean(&trial.measured),
                result: &clean(&trial.result),
                to_change: &clean(&trial.to_change),
            };
            let (by, at) = (self.by(trial.by.as_deref()), whole(trial.at));
            archetypes::store::add_trial(self.tx, (id, number), new, by, at).await?;
        }
        if let Some(released) = front.released {
            let by = self.by(front.released_by.as_deref());
            archetypes::store::release(self.tx, id, number, by, whole(released)).await?;
        }
        Ok(())
    }

    async fn practice(
        &mut self,
        leaf: &Leaf<PracticeFront>,
        release: (ArchetypeId, i64),
        directory: &Directory,
    ) -> Result<PracticeId> {
        let front = &leaf.front;
        let target = target(front.target_kind, &one_line(&front.target), directory);
        let id = PracticeId::new();
        for (revision, moved) in (0i64..).zip(&front.moves) {
            let note = moved.note.as_deref().and_then(|key| self.notes.get(key).copied());
            let step = Step {
                to: moved.to,
                on: moved.on,
                reason: &clean(&moved.reason),
                evidence: &clean(&moved.evidence),
                note,
                by: self.by(moved.by.as_deref()),
                at: whole(moved.at),
            };
            if revision == 0 {
                practices::store::offer(self.tx, id, release, &target, &step).await?;
                continue;
            }
            let scope = self.actor.scope();
            let practice = practices::store::find(self.tx, &scope, id).await?;
            let practice = practice.ok_or(Error::Stale)?;
            practices::store::take_on(self.tx, &practice, revision, &step).await?;
        }
        Ok(id)
    }
}

/// The branch or department of this name; a name when there is none.
fn target(kind: TargetKind, name: &str, directory: &Directory) -> Target {
    let folded = fold(name);
    let branch = directory.branches.iter().find(|branch| fold(&branch.name) == folded);
    let departments = directory.departments.iter();
    let department = departments.clone().find(|department| fold(&department.name) == folded);
    match (kind, branch, department) {
        (TargetKind::Branch, Some(branch), _) => Target::Branch(branch.id),
        (TargetKind::Department, _, Some(department)) => Target::Department(department.id),
        _ => Target::Named(kind, name.to_owned()),
    }
}
