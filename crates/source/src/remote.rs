//! Files that lie elsewhere: in an object store or on a web server, named by an address.

mod client;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::error::{DataFusionError, Result as FusionResult};
use datafusion::prelude::SessionContext;
use futures::{StreamExt, TryStreamExt};
use object_store::path::Path as Location;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};
use tempfile::NamedTempFile;
use url::Url;

use crate::error::SourceError;
use crate::format::FileFormat;
use crate::log_files::{self, LogFile, escaped};

/// A file elsewhere, or a folder of them.
#[derive(Debug)]
pub(crate) struct Remote {
    /// As it was given.
    address: PathBuf,
    store: Arc<dyn ObjectStore>,
    location: Location,
}

/// What the store is called among those that plans read from.
const STORE: &str = "whyshelf://store/";

impl Remote {
    /// What lies at an address; none if it is a path of this machine.
    ///
    /// # Errors
    /// [`SourceError::Address`] if the address or the environment make no sense.
    pub(crate) fn at(address: &Path) -> Result<Option<Remote>, SourceError> {
        let text = address.to_str().unwrap_or_default();
        if !text.contains("://") {
            return Ok(None);
        }
        let wrong = |why: &dyn std::fmt::Display| SourceError::Address {
            address: text.to_owned(),
            why: why.to_string(),
        };
        let url = Url::parse(text).map_err(|error| wrong(&error))?;
        if url.query().is_some() {
            return Err(wrong(&"it has a query"));
        }
        let (store, location) = client::open(&url).map_err(|error| wrong(&error))?;
        Ok(Some(Remote {
            address: address.to_owned(),
            store,
            location,
        }))
    }

    /// How many bytes the file has.
    ///
    /// # Errors
    /// If it is not there or cannot be asked for.
    pub(crate) async fn length(&self) -> Result<u64, SourceError> {
        let found = self.store.head(&self.location).await;
        Ok(found.map_err(|error| self.failed(&error))?.size)
    }

    /// Lets `context` read the file, and gives back what it is called there.
    pub(crate) fn offer(&self, context: &SessionContext) -> FusionResult<String> {
        let root = Url::parse(STORE).map_err(|error| DataFusionError::External(error.into()))?;
        context.register_object_store(&root, self.store.clone());
        Ok(format!("{STORE}{}", escaped(self.location.as_ref())))
    }

    /// The file, or all files below it, in the order of their names, as of a folder of this machine.
    ///
    /// # Errors
    /// If there are none, or the store does not list them.
    pub(crate) async fn below(&self) -> Result<Vec<LogFile>, SourceError> {
        // Web servers know no folders, and what a folder is called may look like a file.
        if FileFormat::of(&self.address).is_ok() && self.store.head(&self.location).await.is_ok() {
            return Ok(vec![LogFile {
                path: self.address.clone(),
                keys: Vec::new(),
            }]);
        }
        let found = self.store.list(Some(&self.location)).try_collect();
        let mut found: Vec<ObjectMeta> = found.await.map_err(|error| self.failed(&error))?;
        found.sort_by(|a, b| a.location.cmp(&b.location));
        let files: Vec<LogFile> = found.iter().filter_map(|file| self.member(file)).collect();
        if files.is_empty() {
            return Err(SourceError::NoSuchFile {
                path: self.address.clone(),
            });
        }
        Ok(files)
    }

    /// A file of this folder, unless it is not part of the log.
    fn member(&self, file: &ObjectMeta) -> Option<LogFile> {
        let parts = file.location.prefix_match(&self.location)?;
        let parts: Vec<String> = parts.map(|part| part.as_ref().to_owned()).collect();
        let (name, folders) = parts.split_last()?;
        // Some stores have empty objects that stand for folders.
        let stands_for_folder = file.size == 0 && FileFormat::of(Path::new(name)).is_err();
        if stands_for_folder || parts.iter().any(|part| log_files::is_hidden(part)) {
            return None;
        }
        let folder = self.address.to_str()?.trim_end_matches('/');
        Some(LogFile {
            path: format!("{folder}/{}", escaped(&parts.join("/"))).into(),
            keys: folders
                .iter()
                .filter_map(|part| log_files::key(part))
                .collect(),
        })
    }

    /// A copy of the file that goes away with the value.
    ///
    /// # Errors
    /// If it cannot be fetched, or there is no room for it.
    pub(crate) async fn copy(&self) -> Result<NamedTempFile, SourceError> {
        let no_room = |error: std::io::Error| SourceError::unreadable(&self.address, &error);
        let name = self.location.filename().unwrap_or_default();
        let file = tempfile::Builder::new().suffix(name).tempfile();
        let mut file = file.map_err(no_room)?;
        let got = self.store.get(&self.location).await;
        let mut bytes = got.map_err(|error| self.failed(&error))?.into_stream();
        while let Some(some) = bytes.next().await {
            let some = some.map_err(|error| self.failed(&error))?;
            file.write_all(&some).map_err(no_room)?;
        }
        Ok(file)
    }

    fn failed(&self, error: &object_store::Error) -> SourceError {
        match error {
            object_store::Error::NotFound { .. } => SourceError::NoSuchFile {
                path: self.address.clone(),
            },
            error => SourceError::Remote {
                address: self.address.display().to_string(),
                why: error.to_string(),
            },
        }
    }
}

#[cfg(test)]
mod tests;
