//! The pieces a score is made of.

use whyshelf_pack::{ItemIndex, Relation};

use crate::EventKind;

/// Where a contribution comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// An event about another item that goes with the recommended one.
    Related {
        /// Sequence number of the event.
        event: u32,
        /// What the shopper did.
        kind: EventKind,
        /// The item of the event.
        item: ItemIndex,
        /// How the two items are related.
        relation: Relation,
    },
    /// An event about the recommended item itself.
    Seen {
        /// Sequence number of the event.
        event: u32,
        /// What the shopper did.
        kind: EventKind,
        /// The recommended item.
        item: ItemIndex,
    },
    /// The item that the page shows goes with the recommended one.
    Page {
        /// The page's item.
        item: ItemIndex,
        /// How the two items are related.
        relation: Relation,
    },
    /// The recommended item is popular in the shop, whoever looks.
    Popularity,
}

impl Source {
    /// The event this contribution would vanish with.
    #[must_use]
    pub fn event(self) -> Option<u32> {
        match self {
            Source::Related { event, .. } | Source::Seen { event, .. } => Some(event),
            Source::Page { .. } | Source::Popularity => None,
        }
    }
}

/// A part of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Where it comes from.
    pub source: Source,
    /// How much it adds, in score units; never 0.
    pub value: u64,
}
