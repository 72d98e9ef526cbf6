//! What a shopper did, normalised.

use whyshelf_pack::{EVENT_KINDS, ItemIndex};

/// What happened to an item; named as in GA4. The number of a kind is its place in
/// [`whyshelf_pack::Model::kinds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum EventKind {
    /// The product page was opened.
    ViewItem,
    /// Put on a wish list.
    AddToWishlist,
    /// Put in the cart.
    AddToCart,
    /// Taken out of the cart.
    RemoveFromCart,
    /// Bought.
    Purchase,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [EventKind; EVENT_KINDS] = [
        EventKind::ViewItem,
        EventKind::AddToWishlist,
        EventKind::AddToCart,
        EventKind::RemoveFromCart,
        EventKind::Purchase,
    ];

    /// The GA4 event name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            EventKind::ViewItem => "view_item",
            EventKind::AddToWishlist => "add_to_wishlist",
            EventKind::AddToCart => "add_to_cart",
            EventKind::RemoveFromCart => "remove_from_cart",
            EventKind::Purchase => "purchase",
        }
    }

    /// The kind with this GA4 event name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<EventKind> {
        EventKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One event of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Number of the event in its session, never given twice, not even after a removal.
    pub sequence: u32,
    /// What happened.
    pub kind: EventKind,
    /// To which item.
    pub item: ItemIndex,
    /// How many visits ago: 0 for this one. What earlier visits say is long-term taste and counts
    /// by [`Request::earlier`](crate::Request::earlier), not by distance.
    pub visits_ago: u32,
}
