//! Files of this machine alone.

use std::path::{Path, PathBuf};

use crate::error::SourceError;

pub(crate) struct Content(PathBuf);

impl Content {
    pub(crate) fn of(path: &Path) -> Result<Content, SourceError> {
        Ok(Content(path.to_owned()))
    }

    pub(crate) fn is_folder(&self) -> bool {
        self.0.is_dir()
    }

    pub(crate) async fn length(&self) -> Result<u64, SourceError> {
        let found = std::fs::metadata(&self.0);
        let found = found.map_err(|error| SourceError::unreadable(&self.0, &error))?;
        Ok(found.len())
    }

    pub(crate) async fn at_hand(&mut self) -> Result<&Path, SourceError> {
        Ok(&self.0)
    }
}
