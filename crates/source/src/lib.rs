//! Event logs, read through DataFusion (CSV, TSV, JSON Lines and Parquet), and catalogs in the
//! formats that shops have at hand.
//!
//! What leaves this module no longer depends on the order of the rows, on file types or on
//! column names.

mod catalog;
mod columns;
mod content;
mod engine;
mod error;
mod events;
mod form;
mod format;
mod frame;
mod interner;
mod locate;
mod log_files;
mod normal;
mod pair_plan;
pub mod parse;
mod price;
mod problems;
mod records;
#[cfg(feature = "object-store")]
mod remote;
#[cfg(not(feature = "object-store"))]
#[path = "remote/absent.rs"]
mod remote;
mod repair;
mod table;
#[cfg(test)]
mod tests;
mod time;
mod write;

pub use catalog::{Availability, Catalog, CatalogItem, CatalogOptions, MarginBand};
pub use columns::ColumnMap;
pub use engine::{Engine, Resources};
pub use error::SourceError;
pub use events::EventLog;
pub use pair_plan::PairPlan;
pub use problems::{Problem, Problems, TOLERATED_PERCENT};
pub use write::{TableFormat, TableWriter, Texts, Values, WriteError};

use indicatif::ProgressBar;
use std::path::PathBuf;

/// Where rows come from and how they are to be understood.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Files, read as if they were one.
    pub files: &'a [PathBuf],
    /// The shop's column names.
    pub map: &'a ColumnMap,
    /// Shown the number of rows as they come.
    pub progress: &'a ProgressBar,
}
