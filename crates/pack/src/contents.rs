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

/// How a neighbour is related to the row's item: it decides the sentence of a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Relation {
    /// Enough shoppers bought the two in one basket.
    BoughtTogether = 0,
    /// Enough shoppers viewed the two in one session.
    ViewedTogether = 1,
    /// Each was often bought with the same third items; of the two together nothing is said.
    BoughtAlike = 2,
    /// Each was often viewed with the same third items.
    ViewedAlike = 3,
    /// The catalog says much the same of both: kind, brand, words, price.
    Similar = 4,
}

impl Relation {
    /// Every relation, by its number in the format.
    pub const ALL: [Relation; 5] = [
        Relation::BoughtTogether,
        Relation::ViewedTogether,
        Relation::BoughtAlike,
        Relation::ViewedAlike,
        Relation::Similar,
    ];
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// In the currency's hundredths (2.55 is 255), whatever its customary number of decimals.
    pub minor: u64,
    /// ISO 4217, for example `GBP`.
    pub currency: String,
}

/// What buyers think of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rating {
    /// On average, in tenths of a star: 0 to 50.
    pub tenths: u8,
    /// How many have said so; 0 where the catalog does not tell.
    pub count: u32,
}

impl Rating {
    /// Most that can be had: five stars.
    pub const MOST: u8 = 50;
}

/// Whether an item can be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Availability {
    /// The catalog does not say.
    #[default]
    Unknown = 0,
    /// Now.
    InStock = 1,
    /// Later: by order in advance, or again after a while.
    PreOrder = 2,
    /// Not.
    OutOfStock = 3,
}

impl Availability {
    /// Every value, by its number in the format.
    pub const ALL: [Availability; 4] = [
        Availability::Unknown,
        Availability::InStock,
        Availability::PreOrder,
        Availability::OutOfStock,
    ];
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
    /// The price before a reduction, in hundredths of the same currency. Not shown unless it is
    /// above the price.
    pub regular_price: Option<u64>,
    /// What buyers think of it, where the catalog knows.
    pub rating: Option<Rating>,
    /// Path of the category, its steps parted by ` > `.
    pub category: String,
    /// Brand.
    pub brand: String,
    /// Whether it can be had.
    pub availability: Availability,
}

/// An item of the catalog or the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The merchant's own identifier.
    pub id: String,
    /// What a shelf shows; empty for an item that only the log knows.
    pub card: Card,
    /// Popularity in steps, 0 (unknown) to 255.
    pub popularity: u8,
    /// Days from its arrival in the shop to the newest event, plus one; 0 where that is not known.
    pub arrived: u16,
    /// What else pages may call it: none of them the identifier or another name of any item.
    pub aliases: Vec<String>,
    /// Shopify's numbers, none of them given twice: none, or that of the product (0 where it is not
    /// known) and those of its variants, ascending. The item is found by them, by the global
    /// identifiers and by the names in feeds that are made of them (see [`crate::shopify`]).
    pub shopify: Vec<u64>,
    /// Never recorded, shown, or given as a reason: health, belief, intimacy and the like. Such an
    /// item has names and nothing else.
    pub sensitive: bool,
}

/// An entry of a row: an item that goes with the row's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The other item.
    pub item: ItemIndex,
    /// How strongly, 1 to 255.
    pub weight: u8,
    /// In which way.
    pub relation: Relation,
}

/// What an item recommends: the non-zero entries of its row of the item-to-item matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Factor of every weight of the row.
    pub scale: u16,
    /// Neighbours by strictly ascending index, never the item itself.
    pub neighbours: Vec<Neighbour>,
}

/// How many kinds of event there are: `view_item`, `add_to_wishlist`, `add_to_cart`,
/// `remove_from_cart`, `purchase`, in this order.
pub const EVENT_KINDS: usize = 5;

/// The learned numbers that all items share. Scores are integers, so that native code and wasm
/// agree to the bit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// `distance[d]`: weight of the event `d` steps before the session's end; 0 beyond the table.
    pub distance: Vec<u16>,
    /// `seen[d]`: score of the item itself when it was seen `d` steps ago, in score units; the
    /// last entry holds for everything older. Used only where repeats are allowed.
    pub seen: Vec<u64>,
    /// Score of one step of popularity.
    pub popularity_weight: u64,
    /// How much an event of each kind counts, in sixteenths, 16 being a full view; at most 64.
    pub kinds: [u8; EVENT_KINDS],
}

/// Everything a pack holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackContents {
    /// The shared numbers.
    pub model: Model,
    /// Items; those that the log puts together stand near each other, which makes a pack small.
    /// An equal score is decided by the index.
    pub items: Vec<Item>,
    /// The rows of the first items. A whole pack has one for every item; a shard has rows for its
    /// own, and the others are there for their cards.
    pub rows: Vec<Row>,
}
