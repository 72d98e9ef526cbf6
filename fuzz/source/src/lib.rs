//! The readers of `crates/source`, by links to its files. In place of DataFusion stands the package
//! `datafusion` beside this one, in place of the files and plans on the way [`engine`] and [`normal`].
#![allow(dead_code, unused_imports, async_fn_in_trait, missing_docs)]

mod catalog;
mod columns;
mod engine;
mod error;
mod events;
mod form;
mod format;
mod interner;
mod locate;
mod log_files;
mod normal;
pub mod parse;
mod price;
mod problems;
mod records;
mod repair;
mod table;
mod time;

pub use catalog::{Availability, Catalog, CatalogItem, CatalogOptions, MarginBand};
pub use columns::ColumnMap;
pub use engine::Engine;
pub use error::SourceError;
pub use events::EventLog;
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
