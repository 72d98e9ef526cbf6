//! The words of the dialogs, and of reasons that rest on what somebody did, which come after the first shelf:
//! nothing that a shelf shows at once may reach this file.

use js_sys::{Array, Intl, Object, Reflect};
use whyshelf_engine::EventKind;
use whyshelf_pack::Relation;

use super::language::find;
use super::sentence::title;
use super::{Language, Sentence, fill};

const ENGLISH: &str = include_str!(concat!(env!("OUT_DIR"), "/drawer.txt"));

/// The name of a message that is said later; of a plural, without its category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DialogKey(pub(super) &'static str);

/// A message of those without places to fill in.
pub(crate) fn say_in_dialog(language: Language, key: DialogKey) -> &'static str {
    message(language, key.0).unwrap_or_default()
}

fn message(language: Language, name: &str) -> Option<&'static str> {
    find(language.text, name).or_else(|| find(ENGLISH, name))
}

/// The form of a message that goes with this number of things; the one for none, where there is one.
pub(crate) fn plural(language: Language, key: DialogKey, number: u32) -> &'static str {
    form(language, key, number, "cardinal")
}

/// The form of a message for this place in an order.
pub(crate) fn ordinal(language: Language, key: DialogKey, place: u32) -> &'static str {
    form(language, key, place, "ordinal")
}

fn form(language: Language, key: DialogKey, number: u32, kind: &str) -> &'static str {
    let named = |category: &str| message(language, &[key.0, ".", category].concat());
    let none = (number == 0).then(|| named("zero")).flatten();
    let category = || {
        let options = Object::new();
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&options, &"type".into(), &kind.into());
        let rules = Intl::PluralRules::new(&Array::of1(&language.code.into()), &options);
        named(&String::from(rules.select(number.into())))
    };
    none.or_else(category)
        .or_else(|| named("other"))
        .unwrap_or_default()
}

/// What the shopper did, as a sentence.
pub(crate) fn event_line(language: Language, kind: EventKind, item: &str) -> Sentence {
    let key = match kind {
        EventKind::ViewItem => DialogKey::EVENT_VIEW_ITEM,
        EventKind::AddToWishlist => DialogKey::EVENT_ADD_TO_WISHLIST,
        EventKind::AddToCart => DialogKey::EVENT_ADD_TO_CART,
        EventKind::RemoveFromCart => DialogKey::EVENT_REMOVE_FROM_CART,
        EventKind::Purchase => DialogKey::EVENT_PURCHASE,
    };
    let item = title(language, item);
    fill(say_in_dialog(language, key), &[("item", &item)])
}

/// How an event's item goes with the recommended one.
pub(crate) fn relation_line(language: Language, relation: Relation) -> &'static str {
    let key = match relation {
        Relation::BoughtTogether => DialogKey::RELATION_BOUGHT_TOGETHER,
        Relation::ViewedTogether => DialogKey::RELATION_VIEWED_TOGETHER,
        Relation::BoughtAlike => DialogKey::RELATION_BOUGHT_ALIKE,
        Relation::ViewedAlike => DialogKey::RELATION_VIEWED_ALIKE,
        Relation::Similar => DialogKey::RELATION_SIMILAR,
    };
    say_in_dialog(language, key)
}

macro_rules! keys {
    ($($name:ident = $key:literal,)*) => {
        impl DialogKey {
            $(pub(crate) const $name: DialogKey = DialogKey($key);)*
        }

        /// Every message that the code says here.
        #[cfg(test)]
        pub(super) const SAID: &[&str] = &[$($key),*];
    };
}

keys! {
    CLOSE = "close",
    LESS_THAN = "less_than",

    WHY_TITLE = "why.title",
    WHY_SHARES = "why.shares",
    WHY_HERE = "why.here",
    WHY_LATEST = "why.latest",
    WHY_NEWEST = "why.newest",
    WHY_POPULAR = "why.popular",
    WHY_DIFFERENT = "why.different",
    WHY_VARIETY = "why.variety",
    WHY_DEVICE = "why.device",
    WHY_GONE = "why.gone",
    WHY_POLICY = "why.policy",
    NTH = "nth",
    PLACE_WITHOUT = "place.without",
    PLACE_WITHOUT_GONE = "place.without_gone",
    PLACE_SAME = "place.same",
    RELATION_BOUGHT_TOGETHER = "relation.bought_together",
    RELATION_VIEWED_TOGETHER = "relation.viewed_together",
    RELATION_BOUGHT_ALIKE = "relation.bought_alike",
    RELATION_VIEWED_ALIKE = "relation.viewed_alike",
    RELATION_SIMILAR = "relation.similar",

    EVENT_VIEW_ITEM = "event.view_item",
    EVENT_ADD_TO_WISHLIST = "event.add_to_wishlist",
    EVENT_ADD_TO_CART = "event.add_to_cart",
    EVENT_REMOVE_FROM_CART = "event.remove_from_cart",
    EVENT_PURCHASE = "event.purchase",
    FORGET = "forget",
    FORGET_ALL = "forget.all",

    PANEL_NONE = "panel.none",
    PAUSE = "pause",
    PAUSED = "paused",
    REMEMBER = "remember",
    REMEMBER_ON = "remember.on",
    REMEMBER_OFF = "remember.off",
    DECIDED_SHOPPER = "decided.shopper",
    DECIDED_SHOP = "decided.shop",
    DECIDED_BANNER = "decided.banner",
    DECIDED_GPC = "decided.gpc",
    DECIDED_NOBODY = "decided.nobody",
    KEPT = "kept",

    PANEL_EVENTS = "panel.events",
    GIFT = "gift",
    GIFT_ON = "gift.on",
    LESS_PERSONAL = "less_personal",
    LESS_PERSONAL_ON = "less_personal.on",
    THIS_SHELF = "shelf.this",
    EVERY_SHELF = "shelf.every",
    SHELF_LESS_PERSONAL_ON = "shelf.less_personal.on",
    SHELF_PAUSED = "shelf.paused",
    COPY_SAVE = "copy.save",
    COPY_LOAD = "copy.load",
    COPY_FAILED = "copy.failed",
    TOPICS = "topics",
    TOPIC_EVENTS = "topic.events",
    TOPIC_MUTE = "topic.mute",
    TOPIC_UNMUTE = "topic.unmute",
    TOPIC_FORGET = "topic.forget",
    HIDDEN = "hidden",

    WISHES = "wishes",
    WISH_PRICE = "wish.price",
    WISH_PRICE_0 = "wish.price.0",
    WISH_PRICE_1 = "wish.price.1",
    WISH_PRICE_2 = "wish.price.2",
    WISH_NOVELTY = "wish.novelty",
    WISH_NOVELTY_0 = "wish.novelty.0",
    WISH_NOVELTY_1 = "wish.novelty.1",
    WISH_NOVELTY_2 = "wish.novelty.2",
    WISH_STOCK = "wish.stock",
    WISH_STOCK_0 = "wish.stock.0",
    WISH_STOCK_1 = "wish.stock.1",
    WISH_STOCK_2 = "wish.stock.2",
    MOVES = "moves",

    OPTIONS_TITLE = "options.title",
    OPTIONS_HIDE = "options.hide",
    OPTIONS_HIDE_KIND = "options.hide_kind",
    OPTIONS_COMPARE = "options.compare",
    OPTIONS_COMPARE_REMOVE = "options.compare_remove",
    DONE_HIDDEN = "done.hidden",
    DONE_KIND = "done.kind",
    DONE_FORGOTTEN = "done.forgotten",
    DONE_GIFT = "done.gift",
    DONE_CHANGED = "done.changed",

    COMPARE = "compare",
    COMPARE_CHOSEN = "compare.chosen",
    COMPARE_CLEAR = "compare.clear",
    COMPARE_MORE = "compare.more",
    COMPARE_SAME = "compare.same",
    COMPARE_PRICE = "compare.price",
    COMPARE_RATING = "compare.rating",
    COMPARE_BRAND = "compare.brand",
    COMPARE_CATEGORY = "compare.category",
    COMPARE_AVAILABILITY = "compare.availability",
    IN_STOCK = "availability.in_stock",
    UNDO = "undo",

    POLICY_THIS_FOR_YOU = "policy.this.for_you",
    POLICY_THIS_SIMILAR = "policy.this.similar",
    POLICY_THIS_GOES_WITH = "policy.this.goes_with",
    POLICY_THIS_COMPLETES_BASKET = "policy.this.completes_basket",
    POLICY_THIS_FREE_SHIPPING = "policy.this.free_shipping",
    POLICY_THIS_CONTINUE = "policy.this.continue",
    POLICY_THIS_LEFT_IN_BASKET = "policy.this.left_in_basket",
    POLICY_THIS_BUY_AGAIN = "policy.this.buy_again",
    POLICY_THIS_SINCE_LAST_VISIT = "policy.this.since_last_visit",
    POLICY_THIS_NEW = "policy.this.new",
    POLICY_THIS_POPULAR = "policy.this.popular",
    POLICY_SUM = "policy.sum",
    POLICY_ORDER = "policy.order",
    POLICY_VARIETY = "policy.variety",
    POLICY_CART = "policy.cart",
    POLICY_KINDS = "policy.kinds",
    POLICY_ADD_TO_WISHLIST = "policy.kind.add_to_wishlist",
    POLICY_ADD_TO_CART = "policy.kind.add_to_cart",
    POLICY_REMOVE_FROM_CART = "policy.kind.remove_from_cart",
    POLICY_PURCHASE = "policy.kind.purchase",
    POLICY_STEPS = "policy.steps",
    POLICY_EARLIER = "policy.earlier",
    POLICY_POPULAR = "policy.popular",
    POLICY_WISHES = "policy.wishes",
    POLICY_PRIVATE = "policy.private",

    LIST_LAST = "list.last",
    LIST_MORE = "list.more",
    DID_VIEW_ITEM = "did.view_item",
    DID_ADD_TO_WISHLIST = "did.add_to_wishlist",
    DID_ADD_TO_CART = "did.add_to_cart",
    DID_REMOVE_FROM_CART = "did.remove_from_cart",
    DID_PURCHASE = "did.purchase",
    BECAUSE = "because",
    BECAUSE_BOUGHT_TOGETHER = "because.bought_together",
    BECAUSE_VIEWED_TOGETHER = "because.viewed_together",
    BECAUSE_BOUGHT_ALIKE = "because.bought_alike",
    BECAUSE_VIEWED_ALIKE = "because.viewed_alike",
    BECAUSE_SIMILAR = "because.similar",
    BASKET = "basket",
    SEEN_VIEW_ITEM = "seen.view_item",
    SEEN_ADD_TO_WISHLIST = "seen.add_to_wishlist",
    SEEN_ADD_TO_CART = "seen.add_to_cart",
    SEEN_REMOVE_FROM_CART = "seen.remove_from_cart",
    SEEN_PURCHASE = "seen.purchase",
    ASKED_PRICE = "asked.price",
    ASKED_NEW = "asked.new",
    ASKED_KNOWN = "asked.known",
    ASKED_STOCK = "asked.stock",
    LEFT = "left",
    SORT = "sort",
    SORT_UNDO = "sort.undo",
    SORTED = "sorted",
}
