//! What the page tells, turned into signals. Reading is total: a malformed fact is passed over,
//! never thrown.

mod data_layer;
mod page;
mod reading;

pub(crate) use data_layer::signals_of;
pub(crate) use page::{Product, product};

use whyshelf_engine::EventKind;

/// Something that happened to an item, as a source reported it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Signal {
    /// What happened.
    pub(crate) kind: EventKind,
    /// The merchant's identifier, as reported.
    pub(crate) item: String,
}
