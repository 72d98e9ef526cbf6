//! Event logs and catalogs, read through DataFusion: CSV, TSV, JSON Lines and Parquet.
//!
//! What leaves this module no longer depends on the order of the rows, on file types or on
//! column names.

mod catalog;
mod columns;
mod error;
mod events;
mod form;
mod format;
mod interner;
mod locate;
mod price;
mod table;
#[cfg(test)]
mod tests;
mod time;

pub(crate) use catalog::Catalog;
pub(crate) use columns::ColumnMap;
pub(crate) use error::SourceError;
pub(crate) use events::EventLog;

use indicatif::ProgressBar;
use std::path::PathBuf;

/// Where rows come from and how they are to be understood.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'a> {
    /// Files, read as if they were one.
    pub(crate) files: &'a [PathBuf],
    /// The shop's column names.
    pub(crate) map: &'a ColumnMap,
    /// Shown the number of rows as they come.
    pub(crate) progress: &'a ProgressBar,
}
