//! Why the runtime cannot do as asked.

use std::fmt;

use crate::storage::StorageError;

/// See the module.
#[derive(Debug)]
pub(crate) enum RuntimeError {
    /// There is no pack to rank with.
    NoPack(String),
    /// The pack does not know the item.
    UnknownItem(String),
    /// The device did not do as asked.
    Storage(StorageError),
}

impl fmt::Display for RuntimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RuntimeError::NoPack(cause) => f.write_str(cause),
            RuntimeError::UnknownItem(item) => write!(
                f,
                "the pack does not know the item {item:?}; use the identifiers of the catalog it was built from"
            ),
            RuntimeError::Storage(cause) => write!(f, "{cause}"),
        }
    }
}

impl From<StorageError> for RuntimeError {
    fn from(cause: StorageError) -> Self {
        RuntimeError::Storage(cause)
    }
}
