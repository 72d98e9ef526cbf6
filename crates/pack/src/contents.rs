//! What a pack says, as plain values: the writer's input.

/// Position of an item in a pack: dense, from 0, below [`Pack::len`](crate::Pack::len) of the
/// pack it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemIndex(pub u32);

impl ItemIndex {
    /// As an index into arrays with one entry an item.
    #[must_use]
    pub fn slot(self) -> usize {
        self.0 as usize
    }
}

/// What two items share when the log puts them together: the word a reason uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The log is made of purchases: items of one basket.
    BoughtTogether,
    /// The log is made of views: items of one session.
    ViewedTogether,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// In the currency's hundredths (2.55 is 255), whatever its customary number of decimals.
    pub minor: u64,
    /// ISO 4217, for example `GBP`.
    pub currency: String,
}

/// What a shelf shows of an item. An empty string is a fact the catalog does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Name of the product.
    pub title: String,
    /// Address of the product page, absolute or relative to the shop's origin.
    pub url: String,
    /// Address of the picture, likewise.
    pub image: String,
    /// Price, where the catalog has one.
    pub price: Option<Price>,
    /// Display name of the category.
    pub category: String,
    /// Brand.
    pub brand: String,
}

/// An item of the catalog or the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The merchant's own identifier.
    pub id: String,
    /// What a shelf shows; empty for an item that only the log knows.
    pub card: Card,
}

/// An entry of a row: an item that goes with the row's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The other item.
    pub item: ItemIndex,
    /// How strongly, 1 to 255.
    pub weight: u8,
    /// Whether enough shoppers had the two together. Otherwise they only keep the same company:
    /// each was often had with the same third items. The two need different sentences.
    pub met: bool,
}

/// What an item recommends: the non-zero entries of its row of the item-to-item matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Factor of every weight of the row.
    pub scale: u16,
    /// Neighbours by strictly ascending index, never the item itself.
    pub neighbours: Vec<Neighbour>,
}

/// The learned numbers that all items share. Scores are integers, so that native code and wasm
/// agree to the bit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// What the rows were counted from.
    pub relation: Relation,
    /// `distance[d]`: weight of the event `d` steps before the session's end; 0 beyond the table.
    pub distance: Vec<u16>,
    /// `seen[d]`: score of the item itself when it was seen `d` steps ago, in score units; the
    /// last entry holds for everything older. Used only where repeats are allowed.
    pub seen: Vec<u64>,
    /// Score of one step of popularity.
    pub popularity_weight: u64,
}

/// Everything a pack holds; `popularity` and `rows` have one entry an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackContents {
    /// The shared numbers.
    pub model: Model,
    /// Items, most popular first: an equal score is decided by the index.
    pub items: Vec<Item>,
    /// Popularity in steps, 0 (unknown) to 255.
    pub popularity: Vec<u8>,
    /// Neighbours.
    pub rows: Vec<Row>,
}
