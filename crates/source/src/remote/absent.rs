//! In a program without object stores: every address is refused.

use std::path::Path;

use datafusion::error::Result as FusionResult;
use datafusion::prelude::SessionContext;
use tempfile::NamedTempFile;

use crate::error::SourceError;
use crate::log_files::LogFile;

/// There is none.
pub(crate) enum Remote {}

impl Remote {
    pub(crate) fn at(address: &Path) -> Result<Option<Remote>, SourceError> {
        let text = address.to_str().unwrap_or_default();
        if !text.contains("://") {
            return Ok(None);
        }
        Err(SourceError::NoObjectStores {
            address: text.to_owned(),
        })
    }

    pub(crate) async fn length(&self) -> Result<u64, SourceError> {
        match *self {}
    }

    pub(crate) fn offer(&self, _: &SessionContext) -> FusionResult<String> {
        match *self {}
    }

    pub(crate) async fn below(&self) -> Result<Vec<LogFile>, SourceError> {
        match *self {}
    }

    pub(crate) async fn copy(&self) -> Result<NamedTempFile, SourceError> {
        match *self {}
    }
}
