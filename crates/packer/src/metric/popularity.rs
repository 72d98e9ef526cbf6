//! How popular each item of the catalog is in a log: what popularity bias and novelty are
//! measured against.

use std::cmp::Reverse;

/// Events of each item in a log.
#[derive(Clone, Debug)]
pub(crate) struct Popularity {
    counts: Vec<u64>,
    total: u64,
    /// Items from the most popular to the least, equals by number.
    order: Vec<u32>,
}

impl Popularity {
    /// Of a catalog of `items`, counted from events; events of other items do not count.
    pub(crate) fn count<'a>(items: usize, events: impl Iterator<Item = &'a u32>) -> Popularity {
        let mut counts = vec![0; items];
        for &item in events {
            if let Some(count) = counts.get_mut(item as usize) {
                *count += 1;
            }
        }
        let mut order: Vec<u32> = (0..items as u32).collect();
        order.sort_by_key(|&item| Reverse(counts[item as usize]));
        Popularity {
            total: counts.iter().sum(),
            counts,
            order,
        }
    }

    /// Events of an item.
    pub(crate) fn events(&self, item: usize) -> u64 {
        self.counts[item]
    }

    /// Events of all items.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// How many items there are.
    pub(crate) fn items(&self) -> usize {
        self.counts.len()
    }

    /// For every item the share of the others that are less popular, equals counting half: 1 for
    /// the one most popular item, 0 for the one least.
    pub(crate) fn percentiles(&self) -> Vec<f64> {
        let mut percentiles = vec![0.5; self.items()];
        let others = self.items().saturating_sub(1).max(1) as f64;
        let mut below = self.items();
        for equals in self
            .order
            .chunk_by(|&a, &b| self.counts[a as usize] == self.counts[b as usize])
        {
            below -= equals.len();
            let percentile = (below as f64 + (equals.len() - 1) as f64 / 2.0) / others;
            if self.items() > 1 {
                for &item in equals {
                    percentiles[item as usize] = percentile;
                }
            }
        }
        percentiles
    }

    /// The items in up to `parts` parts of equal size (to one item), the most popular first.
    pub(crate) fn parts(&self, parts: usize) -> Vec<&[u32]> {
        let parts = parts.min(self.items());
        let bound = |part: usize| part * self.items() / parts;
        (0..parts)
            .map(|part| &self.order[bound(part)..bound(part + 1)])
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_share_a_percentile() {
        let popularity = Popularity::count(5, [1, 1, 1, 2, 3, 9].iter());
        assert_eq!(popularity.total(), 5);
        assert_eq!(popularity.percentiles(), [0.125, 1.0, 0.625, 0.625, 0.125]);
        assert_eq!(Popularity::count(1, [0].iter()).percentiles(), [0.5]);
        assert!(Popularity::count(0, [0].iter()).percentiles().is_empty());
    }

    #[test]
    fn parts_hold_every_item_once_the_most_popular_first() {
        let popularity = Popularity::count(5, [4, 4, 2].iter());
        assert_eq!(popularity.parts(2), [&[4, 2][..], &[0, 1, 3]]);
        assert_eq!(popularity.parts(10).len(), 5);
        assert!(Popularity::count(0, [].iter()).parts(10).is_empty());
    }
}
