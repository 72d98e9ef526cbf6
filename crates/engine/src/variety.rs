//! A shelf is not eight of the same: variants of one product are shown once, a category fills at
//! most half of it, and one card may be something different.

use whyshelf_pack::{CardRef, ItemIndex, Pack};

use crate::case::Case;
use crate::fill::{Place, Placed};

/// Candidates in the order of the shelf, and how many of them are on it. The first `limit` that
/// are no variants of one before and of a category that is not full; where these do not fill the
/// shelf, the best of those put behind do. Then all others but the variants, as they were.
pub(crate) fn arranged(
    pack: &Pack,
    window: Vec<Placed>,
    limit: usize,
    most: usize,
) -> (Vec<Placed>, usize) {
    let mut shelf: Vec<(usize, Placed)> = Vec::with_capacity(limit.min(window.len()));
    let mut rest: Vec<(usize, Placed)> = Vec::with_capacity(window.len());
    // Each is compared with many: read once.
    let cards: Vec<CardRef<'_>> = window.iter().map(|placed| pack.card(placed.item)).collect();
    for entry in window.into_iter().enumerate() {
        let card = cards[entry.0];
        let known = || shelf.iter().chain(&rest);
        if known().any(|&(other, _)| are_variants(cards[other], card)) {
            continue;
        }
        let same = |other: &&(usize, Placed)| cards[other.0].category == card.category;
        let full = !card.category.is_empty() && shelf.iter().filter(same).count() >= most;
        if shelf.len() < limit && !full {
            shelf.push(entry);
        } else {
            rest.push(entry);
        }
    }
    let missing = (limit - shelf.len()).min(rest.len());
    shelf.extend(rest.drain(..missing));
    let shown = shelf.len();
    let varied = |(before, placed): (usize, Placed)| match placed.place {
        Place::Score if before >= limit => Placed {
            place: Place::Variety,
            ..placed
        },
        _ => placed,
    };
    let mut order: Vec<Placed> = shelf.into_iter().map(varied).collect();
    order.extend(rest.into_iter().map(|(_, placed)| placed));
    (order, shown)
}

/// How many popular items are looked at for something different.
const POPULAR: usize = 64;

/// The most popular item of a category that neither the session nor these items have.
pub(crate) fn different(case: &Case<'_>, shown: &[Placed]) -> Option<ItemIndex> {
    let pack = case.ranking.pack;
    let category = |item| pack.card(item).category;
    let is_new = |item: ItemIndex| {
        let own = category(item);
        !own.is_empty()
            && shown.iter().all(|other| category(other.item) != own)
            && case
                .session
                .events()
                .iter()
                .all(|event| category(event.item) != own)
    };
    let popular = pack.by_popularity().iter().copied().take(POPULAR);
    let mut popular = popular.take_while(|&item| pack.popularity(item) > 0);
    popular.find(|&item| case.shows(item) && is_new(item))
}

/// Whether two cards are of one product in two variants: same category and brand, prices at most a
/// third apart, and titles of at least three words of which at most one differs.
fn are_variants(a: CardRef<'_>, b: CardRef<'_>) -> bool {
    // Numbers first: most pairs differ in price.
    let alike = close(a, b) && a.category == b.category && a.brand == b.brand;
    alike && one_word_apart(a.title, b.title)
}

fn close(a: CardRef<'_>, b: CardRef<'_>) -> bool {
    let (Some(a), Some(b)) = (a.price, b.price) else {
        return a.price == b.price;
    };
    let (low, high) = (a.minor.min(b.minor), a.minor.max(b.minor));
    high - low <= low / 3 && a.currency == b.currency
}

fn one_word_apart(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.split(' '), b.split(' '));
    let (mut words, mut apart) = (0, 0);
    loop {
        match (a.next(), b.next()) {
            (Some(a), Some(b)) => {
                words += 1;
                apart += usize::from(a != b);
                if apart > 1 {
                    return false;
                }
            }
            (None, None) => return words >= 3,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_differ_in_one_word_of_three() {
        assert!(one_word_apart("Red retrospot mug", "Blue retrospot mug"));
        assert!(one_word_apart("Red retrospot mug", "Red retrospot mug"));
        assert!(!one_word_apart("Red mug", "Blue mug"));
        assert!(!one_word_apart("Red retrospot mug", "Blue star mug"));
        assert!(!one_word_apart(
            "Red retrospot mug",
            "Red retrospot mug large"
        ));
    }
}
