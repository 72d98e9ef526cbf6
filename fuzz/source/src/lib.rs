//! The readers of text of `crates/source`, by links to its files: all but those that read through
//! DataFusion, in whose place stand [`content`], [`table`] and the package `datafusion` beside this one.
#![allow(dead_code, unused_imports, async_fn_in_trait, missing_docs)]

mod catalog;
mod columns;
mod content;
mod error;
mod format;
mod locate;
pub mod parse;
mod price;
mod problems;
mod records;
mod table;
mod time;

pub use catalog::{Availability, Catalog, CatalogItem, CatalogOptions, MarginBand};
pub use columns::ColumnMap;
pub use error::SourceError;
pub use problems::{Problem, Problems, TOLERATED_PERCENT};

use indicatif::ProgressBar;
use std::path::PathBuf;

/// As in `crates/source`.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Files.
    pub files: &'a [PathBuf],
    /// Column names.
    pub map: &'a ColumnMap,
    /// Progress.
    pub progress: &'a ProgressBar,
}
