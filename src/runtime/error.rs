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

impl RuntimeError {
    /// What to tell. Put together by hand: what formats would be a part of every first shelf.
    pub(crate) fn words(&self) -> String {
        match self {
            RuntimeError::NoPack(cause) => cause.clone(),
            RuntimeError::UnknownItem(item) => [
                "the pack does not know the item \"",
                item,
                "\"; use the identifiers of the catalog it was built from",
            ]
            .concat(),
            RuntimeError::Storage(cause) => cause.words(),
        }
    }
}

impl fmt::Display for RuntimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

impl From<StorageError> for RuntimeError {
    fn from(cause: StorageError) -> Self {
        RuntimeError::Storage(cause)
    }
}
