//! Where a shelf stands and what that changes.

use whyshelf_pack::{ItemIndex, MAX_KIND_WEIGHT, Model, Pack};

use crate::{EventKind, Hidden, Strategy, Wishes};

/// The kind of page a shelf stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// The shop's front page.
    Home,
    /// A product's page.
    Product,
    /// The cart.
    Cart,
    /// A category's listing.
    Category,
    /// Search results.
    Search,
    /// The thank-you page after an order.
    OrderConfirmation,
    /// The page for an address that does not exist.
    NotFound,
}

impl Placement {
    /// Every placement.
    pub const ALL: [Placement; 7] = [
        Placement::Home,
        Placement::Product,
        Placement::Cart,
        Placement::Category,
        Placement::Search,
        Placement::OrderConfirmation,
        Placement::NotFound,
    ];

    /// The name used in the `placement` attribute.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Placement::Home => "home",
            Placement::Product => "product",
            Placement::Cart => "cart",
            Placement::Category => "category",
            Placement::Search => "search",
            Placement::OrderConfirmation => "order-confirmation",
            Placement::NotFound => "not-found",
        }
    }

    /// The placement with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Placement> {
        Placement::ALL
            .into_iter()
            .find(|placement| placement.name() == name)
    }

    /// How much an event of this kind counts here, in sixteenths of a full view: what the model
    /// learned, and in a cart, which is completed by what lies in it, a quarter of that for a view
    /// and twice that for what was put in. At most 64, which keeps scores exact (see
    /// [`crate::Recommendation::score`]).
    #[must_use]
    pub fn kind_weight(self, model: &Model, kind: EventKind) -> u64 {
        let learned = u64::from(model.kinds[kind as usize]);
        match (self, kind) {
            (Placement::Cart, EventKind::ViewItem) => learned / 4,
            (Placement::Cart, EventKind::AddToCart) => (learned * 2).min(MAX_KIND_WEIGHT.into()),
            _ => learned,
        }
    }
}

/// Weight of a full view, in sixteenths.
pub(crate) const VIEW: u64 = 16;

/// Whether items of the session may be recommended again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeats {
    /// Yes, with the learned prior for items seen before.
    Allow,
    /// No.
    Exclude,
}

/// What is asked of the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Where the shelf stands.
    pub placement: Placement,
    /// What it is to be filled with; the placement's usual strategy if none is named.
    pub strategy: Option<Strategy>,
    /// The item the page shows, where showing it has not been recorded as an event. It counts
    /// like a view at the session's end.
    pub context: Option<ItemIndex>,
    /// The item the page shows: never recommended on its own page.
    pub page: Option<ItemIndex>,
    /// What else is not to be recommended: what other shelves of the page show, what the shopper
    /// does not want.
    pub exclude: Vec<ItemIndex>,
    /// Kinds of items that are not to be recommended.
    pub hidden: Hidden,
    /// What is to come forward.
    pub wishes: Wishes,
    /// Most recommendations wanted.
    pub limit: usize,
    /// Whether items of the session may appear.
    pub repeats: Repeats,
    /// What an event of an earlier visit weighs, in 256ths of one that has just happened: of the
    /// last visit, the one before, and so on; visits before those weigh what the last entry says.
    /// At most [`MOST_OF_EARLIER`] each.
    pub earlier: [u8; EARLIER_VISITS],
    /// From what value on shipping is free, where the page says so.
    pub free_shipping: Option<FreeShipping>,
    /// Days from the shopper's last visit to the newest event that the pack knows, plus one; 0
    /// where there is none, or the pack is older.
    pub since: u16,
}

/// The public threshold of free shipping, in hundredths of the currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeShipping {
    /// From this value of the cart on, shipping is free.
    pub threshold: u64,
    /// What the cart is worth, where the page says so. Otherwise it is what the items that the
    /// session has put in it cost, one of each.
    pub cart: Option<u64>,
}

/// Visits that [`Request::earlier`] tells apart.
pub const EARLIER_VISITS: usize = 8;

/// Largest entry of [`Request::earlier`]: a quarter. With it, and because events count that lie at
/// most 256 back, scores stay exact in the doubles of JavaScript.
pub const MOST_OF_EARLIER: u8 = 64;

/// Steps after which an event of an earlier visit says nothing.
pub const FARTHEST: usize = 256;

/// What earlier visits weigh unless the shop's manifest says otherwise: about a seventh, and a
/// sixth less with every visit more.
pub const USUAL_EARLIER: [u8; EARLIER_VISITS] = [38, 32, 26, 22, 18, 15, 13, 11];

impl Request {
    /// A request that knows nothing of the page and does not repeat items of the session.
    #[must_use]
    pub fn new(placement: Placement, limit: usize) -> Request {
        Request {
            placement,
            strategy: None,
            context: None,
            page: None,
            exclude: Vec::new(),
            hidden: Hidden::default(),
            wishes: Wishes::default(),
            limit,
            repeats: Repeats::Exclude,
            earlier: USUAL_EARLIER,
            free_shipping: None,
            since: 0,
        }
    }

    /// Whether an item is wanted at all.
    pub(crate) fn wants(&self, pack: &Pack, item: ItemIndex) -> bool {
        self.page != Some(item)
            && !self.exclude.contains(&item)
            && (self.hidden.is_empty() || !self.hidden.has(pack.card(item)))
    }
}
