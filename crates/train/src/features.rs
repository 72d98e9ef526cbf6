//! What the catalog says of items, and which items it says much the same of: neighbours for a
//! new item, a rare item, and a shop without any log.
//!
//! An item is described by tokens of four kinds (category path, title words, brand, attributes),
//! rare tokens weighing most; likeness within a kind is the cosine of the two descriptions
//! (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988). Price
//! makes no items alike, but those that are alike go together better at a similar price.

mod catalog;
mod describe;
mod index;
mod similar;

pub use catalog::CatalogFacts;
pub(crate) use similar::{Scratch, similar};

use std::collections::HashMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use describe::Descriptions;
use index::Index;

/// Kinds of tokens.
const TOKEN_KINDS: usize = 4;

/// Kinds of likeness: those of the tokens, and price.
pub(crate) const KINDS: usize = TOKEN_KINDS + 1;

/// Likeness of two items in category, title, brand, attributes (each 0 to 1) and price (at most
/// half of what the others amount to).
pub(crate) type Similarity = [f32; KINDS];

/// Weights of the kinds of tokens where items are looked for and chosen; what a kind counts for
/// in the model is fitted.
const CHOICE: [f32; TOKEN_KINDS] = [1.0, 1.0, 0.3, 0.5];

/// Weight of the price in the choice.
const CHOICE_PRICE: f32 = 1.0;

/// Descriptions of all items and where to find those that share a token.
pub(crate) struct Features {
    descriptions: Descriptions,
    index: Index,
    remembered: OnceLock<HashMap<u32, Vec<(u32, Similarity)>>>,
}

impl Features {
    /// The features of a catalog with one entry an item; of none if there is no catalog.
    pub(crate) fn of(catalog: &[CatalogFacts]) -> Features {
        let descriptions = Descriptions::of(catalog);
        Features {
            index: Index::of(&descriptions),
            descriptions,
            remembered: OnceLock::new(),
        }
    }

    /// Finds the items like each of `items` once and for all: a fit asks for the same ones again
    /// under every way of counting. Only the first call has an effect.
    pub(crate) fn remember(&self, items: &[u32]) {
        if self.is_empty() {
            return;
        }
        self.remembered.get_or_init(|| {
            let items = items.par_iter();
            items
                .map_init(
                    || Scratch::of(self),
                    |scratch, &item| (item, similar(self, item, scratch)),
                )
                .collect()
        });
    }

    /// Whether the catalog says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.descriptions.token_count() == 0
    }
}
