//! From what a shelf shows to what it is to show, a few cards at a time: as many at once as a slow
//! processor lays out and paints in one frame of the page.

use crate::widget::{CardView, ShelfView};

/// A shelf on the way from one to another: at its beginning the other's cards, `most` of them new, then
/// cards that were there, in their places. None if the other is not further away than that.
pub(super) fn on_the_way(from: &ShelfView, to: &ShelfView, most: usize) -> Option<ShelfView> {
    let (mut fresh, mut head) = (0, 0);
    for card in &to.cards {
        fresh += usize::from(!from.has(&card.id));
        if fresh > most {
            break;
        }
        head += 1;
    }
    let (head, rest) = to.cards.split_at(head);
    if rest.is_empty() {
        return None;
    }
    // What stays does not move: that would be a shift of the page. Places of what does are free.
    let behind = from.cards.iter().take(to.cards.len()).skip(head.len());
    let mut tail: Vec<Option<&CardView>> = behind
        .map(|card| place(head, card).is_none().then_some(card))
        .collect();
    // What is to stay further behind is not made again, with the focus that may be on it lost; then no
    // place is left free.
    let staying = from.cards.iter().filter(|card| place(rest, card).is_some());
    for (card, stays) in staying
        .map(|card| (card, true))
        .chain(from.cards.iter().map(|card| (card, false)))
    {
        let stands = tail.iter().flatten().any(|one| one.id == card.id);
        if stands || place(head, card).is_some() {
            continue;
        }
        let given_up =
            |old: &Option<&CardView>| old.is_some_and(|old| stays && place(rest, old).is_none());
        let free = tail.iter().position(Option::is_none);
        match free.or_else(|| tail.iter().position(given_up)) {
            Some(at) => tail[at] = Some(card),
            None if stays => tail.push(Some(card)),
            None => {}
        }
    }
    let mut part = to.clone();
    part.cards.truncate(head.len());
    for card in tail.into_iter().flatten() {
        let current = place(rest, card).map_or(card, |at| &rest[at]);
        part.cards.push(current.clone());
    }
    Some(part)
}

/// Where a product stands among cards.
fn place(cards: &[CardView], card: &CardView) -> Option<usize> {
    cards.iter().position(|one| one.id == card.id)
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
        let new = |from: &ShelfView, next: &ShelfView| {
            let new = next.cards.iter().filter(|card| !from.has(&card.id));
            new.count()
        };
        while let Some(next) = on_the_way(&from, &to, 2) {
            assert!(new(&from, &next) <= 2);
            // What is on both never goes.
            for card in from.cards.iter().filter(|card| to.has(&card.id)) {
                assert!(next.has(&card.id), "{}", card.id);
            }
            assert_eq!(next.heading, "to");
            for card in &next.cards {
                assert_eq!(card.title == "to", to.has(&card.id), "{}", card.id);
            }
            steps.push(next.cards.iter().map(|card| &*card.id).collect());
            from = next;
        }
        assert!(new(&from, &to) <= 2);
        steps
    }

    #[wasm_bindgen_test]
    fn few_new_cards_come_at_once() {
        assert!(steps("abcdef", "fedcba").is_empty());
        assert!(steps("abcdef", "xaybcd").is_empty());
        assert!(steps("", "xy").is_empty());
    }

    #[wasm_bindgen_test]
    fn many_new_cards_come_one_after_the_other_and_what_stays_does_not_move() {
        assert_eq!(steps("abcdef", "uvwxyz"), ["uvcdef", "uvwxef"]);
        assert_eq!(steps("", "uvwxyz"), ["uv", "uvwx"]);
        assert_eq!(steps("abc", "uvwxyz"), ["uvc", "uvwx"]);
    }

    #[wasm_bindgen_test]
    fn nothing_stands_twice_and_no_place_is_left_empty() {
        assert_eq!(steps("abcdef", "efuvwx"), ["efuvab"]);
        assert_eq!(steps("abcdef", "uvfwxa"), ["uvfdea"]);
        assert_eq!(steps("abcdef", "uvwxya"), ["uvadef", "uvwxaf"]);
        assert_eq!(steps("abc", "uvwxabc"), ["uvcab"]);
        assert_eq!(steps("abcdefgh", "uvwx"), ["uvcd"]);
    }
}
