//! From what a shelf shows to what it is to show, a few cards at a time: as many at once as a slow
//! processor lays out and paints in one frame of the page.

use std::collections::HashSet;

use crate::widget::{CardView, ShelfView};

/// A shelf on the way from one to another: at its beginning the other's cards, `most` of them new, then
/// those that were there, each in its place. None if the other is not further away than that.
pub(super) fn on_the_way(from: &ShelfView, to: &ShelfView, most: usize) -> Option<ShelfView> {
    let mut fresh = 0;
    let near = |card: &&CardView| {
        fresh += usize::from(!from.has(&card.id));
        fresh <= most
    };
    let head = to.cards.iter().take_while(near).count();
    let (head, rest) = to.cards.split_at(head);
    if rest.is_empty() {
        return None;
    }
    let mut taken: HashSet<&str> = head.iter().map(|card| &*card.id).collect();
    // What stays does not move: that would be a shift of the page.
    let places = from.cards.iter().take(to.cards.len()).skip(head.len());
    let places = places.map(|stays| {
        let current = rest.iter().find(|card| card.id == stays.id);
        taken.insert(&stays.id).then(|| current.unwrap_or(stays))
    });
    let places: Vec<Option<&CardView>> = places.collect();
    let mut others = rest.iter().filter(|card| !taken.contains(&*card.id));
    let places = places.into_iter();
    let tail = places.filter_map(|place| place.or_else(|| others.next()));
    let cards: Vec<CardView> = head.iter().chain(tail).cloned().collect();
    (cards != to.cards).then(|| ShelfView {
        cards,
        ..to.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn shelf(heading: &'static str, ids: &str) -> ShelfView {
        let card = |id: char| CardView {
            id: id.into(),
            title: heading.into(),
            href: String::new(),
            image: None,
            price: None,
            beside: Vec::new(),
            availability: None,
            reason: Vec::new(),
        };
        ShelfView {
            heading,
            cards: ids.chars().map(card).collect(),
            ..ShelfView::default()
        }
    }

    fn steps(from: &str, to: &str) -> Vec<String> {
        let (mut from, to) = (shelf("from", from), shelf("to", to));
        let mut steps = Vec::new();
        while let Some(next) = on_the_way(&from, &to, 2) {
            assert_eq!(next.heading, "to");
            for card in &next.cards {
                assert_eq!(card.title == "to", to.has(&card.id), "{}", card.id);
            }
            steps.push(next.cards.iter().map(|card| &*card.id).collect());
            from = next;
        }
        steps
    }

    #[wasm_bindgen_test]
    fn few_new_cards_come_at_once() {
        assert!(steps("abcdef", "fedcba").is_empty());
        assert!(steps("abcdef", "xaybcd").is_empty());
        assert!(steps("", "xy").is_empty());
        assert!(steps("abcdef", "efuvwx").is_empty());
    }

    #[wasm_bindgen_test]
    fn many_new_cards_come_one_after_the_other_and_what_stays_does_not_move() {
        assert_eq!(steps("abcdef", "uvwxyz"), ["uvcdef", "uvwxef"]);
        assert_eq!(steps("", "uvwxyz"), ["uv", "uvwx"]);
        assert_eq!(steps("abc", "uvwxyz"), ["uvc", "uvwx"]);
    }

    #[wasm_bindgen_test]
    fn nothing_stands_twice_and_no_place_is_left_empty() {
        assert_eq!(steps("abcdef", "uvfwxa"), ["uvfdew"]);
        assert_eq!(steps("abcdefgh", "uvwx"), ["uvcd"]);
    }
}
