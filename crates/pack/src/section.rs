//! The sections of a pack, writer beside reader.

pub(crate) mod items;
pub(crate) mod model;
pub(crate) mod names;
pub(crate) mod rows;

/// The sections in the order they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Section {
    Model = 1,
    Items = 2,
    Rows = 3,
}

impl Section {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Section::Model => "model",
            Section::Items => "items",
            Section::Rows => "rows",
        }
    }
}
