//! Which items hold a token: an inverted index whose lists are sorted by price, so that of a long
//! list the items nearest in price can be read alone.

use super::describe::Descriptions;

/// For every token the items that hold it, as places in the order of prices.
pub(super) struct Index {
    starts: Vec<usize>,
    places: Vec<u32>,
    /// Items by price; those without one last.
    by_price: Vec<u32>,
    /// Where each item stands in `by_price`.
    place_of: Vec<u32>,
}

impl Index {
    pub(super) fn of(described: &Descriptions) -> Index {
        let mut by_price: Vec<u32> = (0..described.item_count() as u32).collect();
        by_price.sort_unstable_by_key(|&item| {
            let price = described.price(item).map(|price| price.order());
            (price.is_none(), price, item)
        });
        let mut place_of = vec![0; by_price.len()];
        for (place, &item) in (0_u32..).zip(&by_price) {
            place_of[item as usize] = place;
        }

        let mut starts = vec![0; described.token_count() + 1];
        for number in 0..described.token_count() {
            starts[number + 1] = starts[number] + described.holders(number as u32) as usize;
        }
        let mut next = starts.clone();
        let mut places = vec![0; starts[described.token_count()]];
        for (place, &item) in (0_u32..).zip(&by_price) {
            for token in described.tokens(item) {
                let slot = &mut next[token.number as usize];
                places[*slot] = place;
                *slot += 1;
            }
        }
        Index {
            starts,
            places,
            by_price,
            place_of,
        }
    }

    /// Items that hold a token, at most `most`, those that stand nearest to `item` in the order
    /// of prices.
    pub(super) fn near(
        &self,
        token: u32,
        item: u32,
        most: usize,
    ) -> impl Iterator<Item = u32> + '_ {
        let list = &self.places[self.starts[token as usize]..self.starts[token as usize + 1]];
        let own = self.place_of[item as usize];
        let here = list.partition_point(|&place| place < own);
        let start = here
            .saturating_sub(most / 2)
            .min(list.len().saturating_sub(most));
        let window = &list[start..(start + most).min(list.len())];
        window.iter().map(|&place| self.by_price[place as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::super::CatalogFacts;
    use super::*;

    #[test]
    fn a_long_list_is_read_around_the_items_own_price() {
        let item = |minor| CatalogFacts {
            brand: "acme".into(),
            price_minor: minor,
            ..CatalogFacts::default()
        };
        let prices = [Some(900), Some(100), None, Some(300), Some(200), Some(800)];
        let described = Descriptions::of(&prices.map(item));
        let index = Index::of(&described);
        let near = |item, most| index.near(0, item, most).collect::<Vec<_>>();
        assert_eq!(near(3, 3), [4, 3, 5]);
        assert_eq!(near(1, 3), [1, 4, 3]);
        assert_eq!(near(2, 2), [0, 2]);
        assert_eq!(near(2, 10), [1, 4, 3, 5, 0, 2]);
    }
}
