//! A shelf is not eight of the same: variants of one product are shown once, a category fills at
//! most half of it, and one card may be something different.

use whyshelf_pack::{CardRef, ItemIndex, Pack};

use crate::case::Case;
use crate::fill::{Depth, Place, Placed};

/// Candidates in the order of the shelf, and how many of them are on it. The first `limit` that
/// are no variants of one before and of a category that is not full; where these do not fill the
/// shelf, the best of those put behind do. Then, where `depth` says so, all others but the variants, as
/// they were.
pub(crate) fn arranged(
    pack: &Pack,
    window: &[Placed],
    limit: usize,
    most: usize,
    depth: Depth,
) -> (Vec<Placed>, usize) {
    // Each is compared with many: read once.
    let mut looks: Vec<Look<'_>> = Vec::with_capacity(window.len());
    let mut shelf: Vec<usize> = Vec::with_capacity(limit.min(window.len()));
    let mut rest: Vec<usize> = Vec::with_capacity(window.len());
    for (at, placed) in window.iter().enumerate() {
        if depth == Depth::Shelf && shelf.len() == limit {
            break;
        }
        let look = Look::of(pack.card(placed.item));
        let is_variant = |&other: &usize| are_variants(&looks[other], &look);
        let is_known = shelf.iter().any(is_variant) || rest.iter().any(is_variant);
        let category = look.card.category;
        let same = |&&other: &&usize| looks[other].card.category == category;
        let full = !category.is_empty() && shelf.iter().filter(same).count() >= most;
        looks.push(look);
        if is_known {
            continue;
        }
        if shelf.len() < limit && !full {
            shelf.push(at);
        } else {
            rest.push(at);
        }
    }
    let missing = (limit - shelf.len()).min(rest.len());
    shelf.extend(rest.drain(..missing));
    let shown = shelf.len();
    let varied = |at: usize| match window[at].place {
        Place::Score if at >= limit => Placed {
            place: Place::Variety,
            ..window[at]
        },
        _ => window[at],
    };
    let order = shelf.into_iter().map(varied);
    (
        order.chain(rest.into_iter().map(|at| window[at])).collect(),
        shown,
    )
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

/// A card that is compared with others, with the first and the last byte of its title.
struct Look<'a> {
    ends: [Option<u8>; 2],
    card: CardRef<'a>,
}

impl<'a> Look<'a> {
    fn of(card: CardRef<'a>) -> Look<'a> {
        let title = card.title.as_bytes();
        Look {
            ends: [title.first().copied(), title.last().copied()],
            card,
        }
    }
}

/// Whether two cards are of one product in two variants: same category and brand, prices at most a
/// third apart, and titles of at least three words of which at most one differs.
fn are_variants(a: &Look<'_>, b: &Look<'_>) -> bool {
    // What tells most pairs apart first. Of at least three words one may differ: not both the first and
    // the last.
    if a.ends[0] != b.ends[0] && a.ends[1] != b.ends[1] {
        return false;
    }
    let (a, b) = (&a.card, &b.card);
    close(a, b)
        && one_word_apart(a.title, b.title)
        && a.category == b.category
        && a.brand == b.brand
}

fn close(a: &CardRef<'_>, b: &CardRef<'_>) -> bool {
    let (Some(a), Some(b)) = (a.price, b.price) else {
        return a.price == b.price;
    };
    let (low, high) = (a.minor.min(b.minor), a.minor.max(b.minor));
    (high - low).saturating_mul(3) <= low && a.currency == b.currency
}

/// Whether two titles have at least three words and what is left between the whole words that both
/// begin with and end with has no space in it.
fn one_word_apart(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let begin = whole_words(a.iter().zip(b));
    let rests = [&a[begin..], &b[begin..]];
    let end = whole_words(rests[0].iter().rev().zip(rests[1].iter().rev()));
    let is_word = |rest: &[u8]| rest[..rest.len() - end].iter().all(|&byte| byte != b' ');
    let words = || 1 + a.iter().filter(|&&byte| byte == b' ').count();
    rests.into_iter().all(is_word) && words() >= 3
}

/// How many bytes two titles have in common before the word in which they differ.
fn whole_words<'a>(pairs: impl Iterator<Item = (&'a u8, &'a u8)>) -> usize {
    let mut whole = 0;
    for (at, (a, b)) in pairs.enumerate() {
        match a {
            _ if a != b => break,
            b' ' => whole = at + 1,
            _ => {}
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use whyshelf_pack::Availability;

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

    fn titled(title: &str) -> CardRef<'_> {
        CardRef {
            title,
            url: "/",
            image: "",
            price: None,
            regular_price: None,
            rating: None,
            category: "",
            brand: "",
            availability: Availability::default(),
        }
    }

    #[test]
    fn words_are_compared_as_if_one_by_one() {
        let by_words = |a: &str, b: &str| {
            let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
            let apart = a.iter().zip(&b).filter(|(a, b)| a != b).count();
            a.len() == b.len() && a.len() >= 3 && apart <= 1
        };
        // All titles of up to five letters of two and the space.
        let mut titles = vec![String::new()];
        let mut from = 0;
        for _ in 0..5 {
            let longest = titles[from..].to_vec();
            from = titles.len();
            let longer = longest
                .iter()
                .flat_map(|title| ['a', 'b', ' '].map(|next| format!("{title}{next}")));
            titles.extend(longer);
        }
        assert_eq!(titles.len(), 364);
        for a in &titles {
            for b in &titles {
                let expected = by_words(a, b);
                assert_eq!(one_word_apart(a, b), expected, "{a:?} {b:?}");
                let [a, b] = [a, b].map(|title| Look::of(titled(title)));
                assert_eq!(are_variants(&a, &b), expected);
            }
        }
    }
}
