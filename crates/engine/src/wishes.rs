//! What the shopper asks of every shelf, whatever they did: cheaper, newer or better known
//! products, and such as can be had soon.
//!
//! A wish takes nothing away. Of the candidates that are looked at for a shelf, those that do not
//! meet it go back by half a shelf or a whole one; what comes forward meets it.

use std::collections::BinaryHeap;

use whyshelf_pack::{Availability, ItemIndex, Pack};

use crate::fill::Placed;

/// What a wish is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The price: any, cheaper, much cheaper.
    Price,
    /// New in the shop, as it comes, better known.
    Novelty,
    /// Availability: any, not out of stock, in stock now.
    Stock,
}

impl Wish {
    /// Every wish.
    pub const ALL: [Wish; 3] = [Wish::Price, Wish::Novelty, Wish::Stock];

    /// Its name in records and copies.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Wish::Price => "price",
            Wish::Novelty => "novelty",
            Wish::Stock => "stock",
        }
    }

    /// The names of its choices, in the order of a slider.
    #[must_use]
    pub fn choices(self) -> [&'static str; 3] {
        match self {
            Wish::Price => ["any", "cheaper", "much-cheaper"],
            Wish::Novelty => ["new", "any", "known"],
            Wish::Stock => ["any", "soon", "now"],
        }
    }

    /// The choice that asks for nothing.
    #[must_use]
    pub fn indifferent(self) -> u8 {
        match self {
            Wish::Novelty => 1,
            Wish::Price | Wish::Stock => 0,
        }
    }
}

/// A choice for each wish; by itself, the indifferent ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes([u8; 3]);

impl Default for Wishes {
    fn default() -> Wishes {
        Wishes(Wish::ALL.map(Wish::indifferent))
    }
}

impl Wishes {
    /// The choice for a wish: 0 to 2, a place in [`Wish::choices`].
    #[must_use]
    pub fn choice(self, wish: Wish) -> u8 {
        self.0[wish as usize]
    }

    /// With another choice for a wish; above 2 it is 2.
    #[must_use]
    pub fn with(mut self, wish: Wish, choice: u8) -> Wishes {
        self.0[wish as usize] = choice.min(2);
        self
    }

    /// Without a wish.
    #[must_use]
    pub fn without(self, wish: Wish) -> Wishes {
        self.with(wish, wish.indifferent())
    }

    /// The wishes that ask for something.
    pub fn active(self) -> impl Iterator<Item = Wish> {
        let asks = move |wish: &Wish| self.choice(*wish) != wish.indifferent();
        Wish::ALL.into_iter().filter(asks)
    }
}

/// The candidates in the order that the wishes give them: each goes back by the sum of what the
/// wishes that it does not meet say. Of those that come to the same place, the one that was ahead
/// stays ahead.
pub(crate) fn granted(
    pack: &Pack,
    wishes: Wishes,
    limit: usize,
    mut window: Vec<Placed>,
) -> Vec<Placed> {
    if wishes.active().next().is_none() {
        return window;
    }
    let mut back = vec![0; window.len()];
    for wish in wishes.active() {
        let choice = wishes.choice(wish);
        let far = if (wish, choice) == (Wish::Price, 1) {
            limit.div_ceil(2)
        } else {
            limit
        };
        let meets = meets(pack, wish, choice, &window);
        for (back, placed) in back.iter_mut().zip(&mut window) {
            if meets(placed.item) {
                placed.meets[wish as usize] = true;
            } else {
                *back += far;
            }
        }
    }
    let places = back.iter().enumerate();
    let places = places.map(|(at, back)| ((at + back) as u64, at as u32));
    let order = ascending(places).into_iter();
    order.map(|(_, at)| window[at as usize]).collect()
}

/// Whether an item meets a wish, among these candidates.
fn meets<'a>(
    pack: &'a Pack,
    wish: Wish,
    choice: u8,
    window: &[Placed],
) -> Box<dyn Fn(ItemIndex) -> bool + 'a> {
    match (wish, choice) {
        (Wish::Price, _) => {
            // One currency a market; what is in another cannot be compared.
            let price = |placed: &Placed| pack.card(placed.item).price;
            let currency = window.iter().find_map(price).map(|price| price.currency);
            let price = move |item| {
                let price = pack.card(item).price;
                let price = price.filter(|price| Some(price.currency) == currency);
                price.map(|price| price.minor)
            };
            let prices = window.iter().filter_map(|placed| price(placed.item));
            let (low, _) = middle(prices);
            Box::new(move |item| price(item).is_some_and(|price| price <= low))
        }
        (Wish::Novelty, 0) => Box::new(|item| pack.is_new(item)),
        (Wish::Novelty, _) => {
            let popularity = |item| u64::from(pack.popularity(item));
            let (_, high) = middle(window.iter().map(|placed| popularity(placed.item)));
            Box::new(move |item| popularity(item) >= high)
        }
        (Wish::Stock, 1) => {
            Box::new(|item| pack.card(item).availability != Availability::OutOfStock)
        }
        (Wish::Stock, _) => Box::new(|item| {
            let later = [Availability::OutOfStock, Availability::PreOrder];
            !later.contains(&pack.card(item).availability)
        }),
    }
}

/// The two values in the middle, the same one where their number is odd; 0 of none.
fn middle(values: impl Iterator<Item = u64>) -> (u64, u64) {
    let sorted = ascending(values.map(|value| (value, 0)));
    let at = |at: usize| sorted.get(at).map_or(0, |&(value, _)| value);
    (at(sorted.len().saturating_sub(1) / 2), at(sorted.len() / 2))
}

/// By a heap, which reasons are sorted with as well: what `sort` adds to the wasm is more.
fn ascending(values: impl Iterator<Item = (u64, u32)>) -> Vec<(u64, u32)> {
    values.collect::<BinaryHeap<_>>().into_sorted_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_indifferent_until_something_is_asked_for() {
        let none = Wishes::default();
        assert_eq!(none.active().count(), 0);
        for wish in Wish::ALL {
            assert_eq!(wish.choices()[usize::from(wish.indifferent())], "any");
            let asked = none.with(wish, 9);
            assert_eq!(asked.choice(wish), 2);
            assert_eq!(asked.active().collect::<Vec<_>>(), [wish]);
            assert_eq!(asked.without(wish), none);
        }
    }

    #[test]
    fn the_middle_of_values() {
        assert_eq!(middle([].into_iter()), (0, 0));
        assert_eq!(middle([5].into_iter()), (5, 5));
        assert_eq!(middle([7, 3, 9, 1].into_iter()), (3, 7));
    }
}
