//! Copies of a database as files: written beside their place, verified, then named.

pub mod postgres;
pub mod sqlite;

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use anyhow::Context;

/// A file that is not complete yet; it goes away unless it is kept.
pub struct Part {
    path: PathBuf,
    kept: bool,
}

impl Part {
    /// An empty file in the folder of `target`, readable by its owner only: a database holds
    /// personal data.
    pub fn beside(target: &Path) -> anyhow::Result<Part> {
        let name = target.file_name().context("name a file, not a folder")?;
        let name = format!(".{}.{}.part", name.to_string_lossy(), std::process::id());
        let path = target.with_file_name(name);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path).with_context(|| format!("cannot write to {}", path.display()))?;
        Ok(Part { path, kept: false })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name once it is safely on disk. What had that name before is replaced.
    pub fn keep(mut self, target: &Path) -> anyhow::Result<()> {
        let named = || -> io::Result<()> {
            File::open(&self.path)?.sync_all()?;
            fs::rename(&self.path, target)?;
            let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
        };
        named().with_context(|| format!("cannot write {}", target.display()))?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.kept {
            fs::remove_file(&self.path).ok();
        }
    }
}
