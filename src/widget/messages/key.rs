//! The names of the messages.

use super::Language;

/// The name of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key(pub(super) &'static str);

/// A message without places to fill in.
pub(crate) fn say(language: Language, key: Key) -> &'static str {
    language.message(key.0)
}

macro_rules! keys {
    ($($name:ident = $key:literal,)*) => {
        impl Key {
            $(pub(crate) const $name: Key = Key($key);)*
        }

        /// Every message that the code says.
        #[cfg(test)]
        pub(super) const SAID: &[&str] = &[$($key),*];
    };
}

keys! {
    HEADING_HOME = "heading.home",
    HEADING_PRODUCT = "heading.product",
    HEADING_CART = "heading.cart",
    HEADING_LISTING = "heading.listing",
    HEADING_ORDER = "heading.order",
    HEADING_NOT_FOUND = "heading.not_found",
    HEADING_SIMILAR = "heading.similar",
    HEADING_GOES_WITH = "heading.goes_with",
    HEADING_SHIPPING = "heading.shipping",
    HEADING_CONTINUE = "heading.continue",
    HEADING_LEFT = "heading.left",
    HEADING_AGAIN = "heading.again",
    HEADING_SINCE = "heading.since",
    NOTE_TOO_LITTLE = "note.too_little",

    TITLE = "title",

    PAGE_BOUGHT_TOGETHER = "page.bought_together",
    PAGE_VIEWED_TOGETHER = "page.viewed_together",
    PAGE_BOUGHT_ALIKE = "page.bought_alike",
    PAGE_VIEWED_ALIKE = "page.viewed_alike",
    PAGE_SIMILAR = "page.similar",

    POPULAR = "popular",
    POPULAR_WEEK = "popular.week",
    POPULAR_MONTH = "popular.month",
    NEW = "new",
    DIFFERENT = "different",

    PRICE_WAS = "price.was",
    RATING = "rating",
    RATING_BY = "rating.by",
    PRE_ORDER = "availability.pre_order",
    OUT_OF_STOCK = "availability.out_of_stock",
    WHY = "why",
    WHY_LABEL = "why.label",
    SIGNALS = "signals",
    PREVIOUS = "previous",
    NEXT = "next",
}
