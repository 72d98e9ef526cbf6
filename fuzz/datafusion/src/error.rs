//! See `datafusion::error`.

use std::io;

use arrow_schema::ArrowError;
use parquet::errors::ParquetError;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum DataFusionError {
    /// A file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Rows cannot be read or turned into another type.
    #[error(transparent)]
    Arrow(#[from] ArrowError),
    /// A file is no Parquet.
    #[error(transparent)]
    Parquet(#[from] ParquetError),
    /// There is no such column.
    #[error("no field named {0}")]
    NoField(String),
    /// Anything else.
    #[error(transparent)]
    External(Box<dyn std::error::Error + Send + Sync>),
}

impl DataFusionError {
    /// What went wrong first.
    pub fn find_root(&self) -> &Self {
        self
    }
}

/// What may go wrong.
pub type Result<T> = std::result::Result<T, DataFusionError>;
