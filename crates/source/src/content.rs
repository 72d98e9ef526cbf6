//! Where a file's bytes are: here, or elsewhere until they are asked for.

use std::path::{Path, PathBuf};

use datafusion::error::Result as FusionResult;
use datafusion::prelude::SessionContext;
use tempfile::NamedTempFile;

use crate::error::SourceError;
use crate::log_files::escaped;
use crate::remote::Remote;

/// The bytes of a file.
pub(crate) struct Content {
    path: PathBuf,
    elsewhere: Option<Remote>,
    /// What lies elsewhere, once it was needed here; goes away with this value.
    copy: Option<NamedTempFile>,
}

impl Content {
    /// What `path` leads to, which may be an address.
    ///
    /// # Errors
    /// If it is an address that makes no sense.
    pub(crate) fn of(path: &Path) -> Result<Content, SourceError> {
        Ok(Content {
            elsewhere: Remote::at(path)?,
            ..Content::here(path)
        })
    }

    /// A file of this machine.
    pub(crate) fn here(path: &Path) -> Content {
        Content {
            path: path.to_owned(),
            elsewhere: None,
            copy: None,
        }
    }

    /// Whether it is a folder of this machine.
    pub(crate) fn is_folder(&self) -> bool {
        self.elsewhere.is_none() && self.path.is_dir()
    }

    /// How many bytes there are.
    ///
    /// # Errors
    /// If there is no such file.
    pub(crate) async fn length(&self) -> Result<u64, SourceError> {
        if let Some(remote) = &self.elsewhere {
            return remote.length().await;
        }
        let found = std::fs::metadata(&self.path).map_err(|_| SourceError::NoSuchFile {
            path: self.path.clone(),
        });
        Ok(found?.len())
    }

    /// The file on this machine, brought here if need be: who counts lines reads it once more.
    ///
    /// # Errors
    /// If it cannot be fetched.
    pub(crate) async fn at_hand(&mut self) -> Result<&Path, SourceError> {
        if let (Some(remote), None) = (&self.elsewhere, &self.copy) {
            self.copy = Some(remote.copy().await?);
        }
        let copy = self.copy.as_ref();
        Ok(copy.map_or(self.path.as_path(), |copy| copy.path()))
    }

    /// Lets `context` read it, and gives back what it is called there: always an address, because in
    /// a bare path `*`, `?` and `[` are patterns.
    pub(crate) fn offer(&self, context: &SessionContext) -> FusionResult<String> {
        if let Some(remote) = &self.elsewhere {
            return remote.offer(context);
        }
        let full = std::fs::canonicalize(&self.path)?;
        Ok(format!("file://{}", escaped(&full.to_string_lossy())))
    }
}
