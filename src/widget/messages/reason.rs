//! Reasons in words.

use whyshelf_engine::{EventKind, Fallback, Placement, Strategy, Wish, Wishes};
use whyshelf_pack::Relation;

use super::sentence::{list, title};
use super::{DialogKey, Key, Language, Sentence, fill, say, say_in_dialog};

/// Why an item is recommended, ready to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It goes with items of these events.
    Together(Vec<Cited>),
    /// The shopper saw it before; what was done with it.
    Seen(EventKind),
    /// It meets this of the shopper's wishes.
    Asked(Wish, Wishes),
    /// The shopper left it in the cart.
    Left,
    /// What would be said to anybody.
    Plain(Plain),
}

/// Why an item is recommended to whoever looks: what the first shelf of a page can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    /// It goes with what the page shows.
    Page { relation: Relation, title: String },
    /// It is popular.
    Popular(Popular),
    /// It is new in the shop.
    New,
    /// It is of another kind than everything around it, and popular.
    Different,
}

/// Since when something is popular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Popular {
    /// Nobody says, or long since.
    Ever,
    /// In this month.
    Month,
    /// In this week.
    Week,
}

impl Popular {
    /// What may be said of popularity that was counted from no event older than so many days. A day more
    /// than the period has is for a pack that is built every night.
    pub(crate) fn counted_from(days: f64) -> Popular {
        match days {
            0.0..=8.0 => Popular::Week,
            0.0..=32.0 => Popular::Month,
            _ => Popular::Ever,
        }
    }

    fn key(self) -> Key {
        match self {
            Popular::Ever => Key::POPULAR,
            Popular::Month => Key::POPULAR_MONTH,
            Popular::Week => Key::POPULAR_WEEK,
        }
    }
}

/// An item that a reason names, and what the shopper did with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cited {
    pub(crate) title: String,
    pub(crate) kinds: Vec<EventKind>,
    /// How it is related to the recommended item.
    pub(crate) relation: Relation,
    /// Whether it was put in the basket and has not left it since.
    pub(crate) in_basket: bool,
}

/// The line on a card.
pub(crate) fn reason_line(language: Language, reason: &Reason) -> Sentence {
    let whole = |key| fill(say_in_dialog(language, key), &[]);
    match reason {
        Reason::Asked(wish, wishes) => whole(asked(*wish, *wishes)),
        Reason::Left => whole(DialogKey::LEFT),
        Reason::Seen(kind) => whole(seen(*kind)),
        Reason::Together(cited) => together(language, cited),
        Reason::Plain(plain) => plain_line(language, plain),
    }
}

/// The line on a card of whoever looks.
pub(crate) fn plain_line(language: Language, reason: &Plain) -> Sentence {
    let whole = |key| fill(say(language, key), &[]);
    match reason {
        Plain::Popular(since) => whole(since.key()),
        Plain::New => whole(Key::NEW),
        Plain::Different => whole(Key::DIFFERENT),
        Plain::Page {
            relation,
            title: of,
        } => fill(
            say(language, page(*relation)),
            &[("item", &title(language, of))],
        ),
    }
}

fn together(language: Language, cited: &[Cited]) -> Sentence {
    let relation = cited.first().map(|first| first.relation);
    // What ties them is said where it is the same of all; "why this?" says it of each.
    let relation = relation.filter(|&first| cited.iter().all(|item| item.relation == first));
    let in_basket = |item: &Cited| item.in_basket && item.kinds == [EventKind::AddToCart];
    if relation == Some(Relation::BoughtTogether) && cited.iter().all(in_basket) {
        let items = cited.iter().map(|item| title(language, &item.title));
        let items = list(language, items.collect());
        return fill(
            say_in_dialog(language, DialogKey::BASKET),
            &[("items", &items)],
        );
    }
    let deeds = list(language, deeds(language, cited));
    fill(
        say_in_dialog(language, because(relation)),
        &[("deeds", &deeds)],
    )
}

/// What was done, and nothing of how it is related.
pub(crate) fn deeds_line(language: Language, cited: &[Cited]) -> Sentence {
    let deeds = list(language, deeds(language, cited));
    fill(
        say_in_dialog(language, DialogKey::BECAUSE),
        &[("deeds", &deeds)],
    )
}

/// What was done, each deed once with all the items it was done with.
fn deeds(language: Language, cited: &[Cited]) -> Vec<Sentence> {
    let mut kinds: Vec<EventKind> = Vec::new();
    for &kind in cited.iter().flat_map(|item| &item.kinds) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let deed = |kind| {
        let items = cited.iter().filter(|item| item.kinds.contains(&kind));
        let items = items.map(|item| title(language, &item.title)).collect();
        let items = list(language, items);
        fill(say_in_dialog(language, did(kind)), &[("items", &items)])
    };
    kinds.into_iter().map(deed).collect()
}

/// A shelf's heading: what it is filled with.
pub(crate) fn heading(
    language: Language,
    placement: Placement,
    strategy: Strategy,
    popular: Popular,
) -> &'static str {
    let key = match strategy {
        Strategy::ForYou => for_you(placement),
        Strategy::Similar => Key::HEADING_SIMILAR,
        Strategy::GoesWith if placement == Placement::OrderConfirmation => Key::HEADING_ORDER,
        Strategy::GoesWith => Key::HEADING_GOES_WITH,
        Strategy::CompletesBasket => Key::HEADING_CART,
        Strategy::FreeShipping => Key::HEADING_SHIPPING,
        Strategy::Continue => Key::HEADING_CONTINUE,
        Strategy::LeftInBasket => Key::HEADING_LEFT,
        Strategy::BuyAgain => Key::HEADING_AGAIN,
        Strategy::SinceLastVisit => Key::HEADING_SINCE,
        Strategy::New => Key::NEW,
        Strategy::Popular => popular.key(),
    };
    say(language, key)
}

/// What is said beneath a shelf that could not be the shopper's own.
pub(crate) fn note(language: Language, fallback: Option<Fallback>) -> &'static str {
    match fallback {
        Some(Fallback::TooLittleSignal) => say(language, Key::NOTE_TOO_LITTLE),
        Some(Fallback::TooFewItems) | None => "",
    }
}

fn for_you(placement: Placement) -> Key {
    match placement {
        Placement::Home => Key::HEADING_HOME,
        Placement::Product => Key::HEADING_PRODUCT,
        Placement::Cart => Key::HEADING_CART,
        Placement::Category | Placement::Search => Key::HEADING_LISTING,
        Placement::OrderConfirmation => Key::HEADING_ORDER,
        Placement::NotFound => Key::HEADING_NOT_FOUND,
    }
}

fn did(kind: EventKind) -> DialogKey {
    match kind {
        EventKind::ViewItem => DialogKey::DID_VIEW_ITEM,
        EventKind::AddToWishlist => DialogKey::DID_ADD_TO_WISHLIST,
        EventKind::AddToCart => DialogKey::DID_ADD_TO_CART,
        EventKind::RemoveFromCart => DialogKey::DID_REMOVE_FROM_CART,
        EventKind::Purchase => DialogKey::DID_PURCHASE,
    }
}

fn seen(kind: EventKind) -> DialogKey {
    match kind {
        EventKind::ViewItem => DialogKey::SEEN_VIEW_ITEM,
        EventKind::AddToWishlist => DialogKey::SEEN_ADD_TO_WISHLIST,
        EventKind::AddToCart => DialogKey::SEEN_ADD_TO_CART,
        EventKind::RemoveFromCart => DialogKey::SEEN_REMOVE_FROM_CART,
        EventKind::Purchase => DialogKey::SEEN_PURCHASE,
    }
}

fn asked(wish: Wish, wishes: Wishes) -> DialogKey {
    match (wish, wishes.choice(wish)) {
        (Wish::Price, _) => DialogKey::ASKED_PRICE,
        (Wish::Novelty, 0) => DialogKey::ASKED_NEW,
        (Wish::Novelty, _) => DialogKey::ASKED_KNOWN,
        (Wish::Stock, _) => DialogKey::ASKED_STOCK,
    }
}

/// "Bought together" is said only where the log says so of the two.
fn because(relation: Option<Relation>) -> DialogKey {
    match relation {
        None => DialogKey::BECAUSE,
        Some(Relation::BoughtTogether) => DialogKey::BECAUSE_BOUGHT_TOGETHER,
        Some(Relation::ViewedTogether) => DialogKey::BECAUSE_VIEWED_TOGETHER,
        Some(Relation::BoughtAlike) => DialogKey::BECAUSE_BOUGHT_ALIKE,
        Some(Relation::ViewedAlike) => DialogKey::BECAUSE_VIEWED_ALIKE,
        Some(Relation::Similar) => DialogKey::BECAUSE_SIMILAR,
    }
}

fn page(relation: Relation) -> Key {
    match relation {
        Relation::BoughtTogether => Key::PAGE_BOUGHT_TOGETHER,
        Relation::ViewedTogether => Key::PAGE_VIEWED_TOGETHER,
        Relation::BoughtAlike => Key::PAGE_BOUGHT_ALIKE,
        Relation::ViewedAlike => Key::PAGE_VIEWED_ALIKE,
        Relation::Similar => Key::PAGE_SIMILAR,
    }
}
