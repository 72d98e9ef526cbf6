//! Reasons and controls in words.

use whyshelf_engine::{EventKind, Placement};
use whyshelf_pack::Relation;

use super::view::{Piece, Sentence};

/// Why an item is recommended, ready to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It goes with items of these events.
    Together(Vec<Cited>),
    /// The shopper saw it before.
    Seen(Vec<EventKind>),
    /// It goes with what the page shows.
    Page { relation: Relation, title: String },
    /// It is popular.
    Popular,
}

/// An item that a reason names, and what the shopper did with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cited {
    pub(crate) title: String,
    pub(crate) kinds: Vec<EventKind>,
    /// How it is related to the recommended item.
    pub(crate) relation: Relation,
}

/// The line on a card, and the text of a share.
pub(crate) fn reason_line(reason: &Reason) -> Sentence {
    match reason {
        Reason::Popular => vec![Piece::Words("Popular in this shop")],
        Reason::Page { relation, title } => vec![
            Piece::Words(related(*relation, true)),
            Piece::Title(title.clone()),
            Piece::Words(", which this page shows"),
        ],
        Reason::Seen(kinds) => {
            let mut line = vec![Piece::Words("You ")];
            line.extend(deeds(kinds));
            line.push(Piece::Words(" this before"));
            line
        }
        Reason::Together(cited) => {
            let mut line = Vec::new();
            for relation in Relation::ALL {
                let group: Vec<&Cited> = cited
                    .iter()
                    .filter(|item| item.relation == relation)
                    .collect();
                if group.is_empty() {
                    continue;
                }
                let first = line.is_empty();
                if !first {
                    line.push(Piece::Words(", and "));
                }
                line.push(Piece::Words(related(relation, first)));
                line.extend(named(&group));
            }
            line
        }
    }
}

/// "A and B, which you viewed": what was done is said once for all it applies to.
fn named(cited: &[&Cited]) -> Sentence {
    let mut line = Vec::new();
    for (at, item) in cited.iter().enumerate() {
        let next = cited.get(at + 1);
        if at > 0 {
            line.push(Piece::Words(if next.is_some() { ", " } else { " and " }));
        }
        line.push(Piece::Title(item.title.clone()));
        if next.is_none_or(|next| next.kinds != item.kinds) {
            line.push(Piece::Words(", which you "));
            line.extend(deeds(&item.kinds));
            if next.is_some() {
                line.push(Piece::Words(","));
            }
        }
    }
    line
}

/// What the shopper did, in the panel's list.
pub(crate) fn event_line(kind: EventKind, title: String) -> Sentence {
    let (before, after) = match kind {
        EventKind::ViewItem => ("You viewed ", ""),
        EventKind::AddToWishlist => ("You wished for ", ""),
        EventKind::AddToCart => ("You put ", " in your cart"),
        EventKind::RemoveFromCart => ("You took ", " out of your cart"),
        EventKind::Purchase => ("You bought ", ""),
    };
    let mut line = vec![Piece::Words(before), Piece::Title(title)];
    if !after.is_empty() {
        line.push(Piece::Words(after));
    }
    line
}

/// A shelf's heading; a shelf that rests on nothing but popularity says so.
pub(crate) fn heading(placement: Placement, popular_only: bool) -> &'static str {
    if popular_only {
        return "Popular in this shop";
    }
    match placement {
        Placement::Home => "For you, from this visit",
        Placement::Product => "You may also like",
        Placement::Cart => "Goes with your basket",
        Placement::Category | Placement::Search => "From what you looked at",
        Placement::OrderConfirmation => "Goes with your order",
        Placement::NotFound => "Perhaps one of these?",
    }
}

/// How two items are related, at a sentence's beginning or within it. "Bought with" is said only
/// where the log says so of the two.
fn related(relation: Relation, first: bool) -> &'static str {
    match (relation, first) {
        (Relation::BoughtTogether, true) => "Often bought with ",
        (Relation::BoughtTogether, false) => "often bought with ",
        (Relation::ViewedTogether, true) => "Often viewed with ",
        (Relation::ViewedTogether, false) => "often viewed with ",
        (Relation::BoughtAlike, true) => "Often bought with the same things as ",
        (Relation::BoughtAlike, false) => "often bought with the same things as ",
        (Relation::ViewedAlike, true) => "Often viewed with the same things as ",
        (Relation::ViewedAlike, false) => "often viewed with the same things as ",
        (Relation::Similar, true) => "Similar to ",
        (Relation::Similar, false) => "similar to ",
    }
}

fn deeds(kinds: &[EventKind]) -> Sentence {
    let mut words = Vec::new();
    for (at, kind) in kinds.iter().enumerate() {
        if at > 0 {
            words.push(Piece::Words(" and "));
        }
        words.push(Piece::Words(match kind {
            EventKind::ViewItem => "viewed",
            EventKind::AddToWishlist => "wished for",
            EventKind::AddToCart => "put in your cart",
            EventKind::RemoveFromCart => "took out of your cart",
            EventKind::Purchase => "bought",
        }));
    }
    words
}

// The words of the controls.
pub(super) const PREVIOUS: &str = "Previous products";
pub(super) const NEXT: &str = "Next products";
pub(super) const WHY: &str = "Why this?";
pub(super) const WHY_TITLE: &str = "Why this is recommended";
pub(super) const SHARES: &str = "What its place is made of";
pub(super) const COMPUTED_HERE: &str = "These shares are the score itself, added up in your browser. Nothing you do here leaves this device.";
pub(super) const GONE: &str = "With what is left it is no longer on this shelf.";
pub(super) const FORGET: &str = "Forget this";
pub(super) const FORGET_ALL: &str = "Forget all";
pub(super) const CLOSE: &str = "Close";
pub(super) const SIGNALS: &str = "Your signals on this device";
pub(super) const NO_EVENTS: &str = "Nothing is held. What you look at will appear here.";
pub(super) const PAUSE: &str = "Pause";
pub(super) const RESUME: &str = "Resume";
pub(super) const PAUSED: &str = "Paused: nothing new is noted.";
pub(super) const REMEMBER: &str = "Remember for me";
pub(super) const REMEMBER_ON: &str =
    "Kept in this browser until you forget it. It is never sent anywhere.";
pub(super) const REMEMBER_OFF: &str = "Held in this page's memory only, and gone when you leave it. Nothing is written to your device.";

/// A share of a score as a percentage; what is small is not called nothing.
pub(super) fn percent(per_mille: u32) -> String {
    match (per_mille + 5) / 10 {
        0 => "< 1 %".to_owned(),
        percent => format!("{percent} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn said(reason: &Reason) -> String {
        reason_line(reason)
            .into_iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.to_owned(),
                Piece::Title(title) => format!("*{title}*"),
            })
            .collect()
    }

    fn cited(title: &str, kinds: &[EventKind]) -> Cited {
        Cited {
            title: title.to_owned(),
            kinds: kinds.to_vec(),
            relation: Relation::BoughtTogether,
        }
    }

    fn alike(title: &str) -> Cited {
        Cited {
            relation: Relation::BoughtAlike,
            ..cited(title, &[EventKind::ViewItem])
        }
    }

    fn together(cited: Vec<Cited>) -> String {
        said(&Reason::Together(cited))
    }

    #[wasm_bindgen_test]
    fn names_what_was_viewed() {
        use EventKind::{AddToCart, ViewItem};
        assert_eq!(
            together(vec![cited("Lantern", &[ViewItem])]),
            "Often bought with *Lantern*, which you viewed"
        );
        assert_eq!(
            together(vec![
                cited("Lantern", &[ViewItem]),
                cited("Mug", &[ViewItem])
            ]),
            "Often bought with *Lantern* and *Mug*, which you viewed"
        );
        assert_eq!(
            together(vec![
                cited("Lantern", &[ViewItem]),
                cited("Mug", &[ViewItem, AddToCart])
            ]),
            "Often bought with *Lantern*, which you viewed, and *Mug*, which you viewed and put in your cart"
        );
    }

    #[wasm_bindgen_test]
    fn only_what_was_had_together_is_called_so() {
        assert_eq!(
            together(vec![alike("Mug")]),
            "Often bought with the same things as *Mug*, which you viewed"
        );
        assert_eq!(
            together(vec![alike("Mug"), cited("Lantern", &[EventKind::ViewItem])]),
            "Often bought with *Lantern*, which you viewed, and often bought with the same things as *Mug*, which you viewed"
        );
    }

    #[wasm_bindgen_test]
    fn popular_is_called_popular() {
        assert_eq!(said(&Reason::Popular), "Popular in this shop");
        assert_eq!(heading(Placement::Product, true), "Popular in this shop");
    }

    #[wasm_bindgen_test]
    fn a_small_share_is_not_called_nothing() {
        assert_eq!(percent(4), "< 1 %");
        assert_eq!(percent(0), "< 1 %");
        assert_eq!(percent(5), "1 %");
        assert_eq!(percent(500), "50 %");
        assert_eq!(percent(1_000), "100 %");
    }
}
