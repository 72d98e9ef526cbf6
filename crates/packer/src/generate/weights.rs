//! Drawing by weight, from any range of items.

use std::ops::Range;

use super::chance::Chance;

/// Weights in the order of the items, added up: a draw from a range is a binary search.
pub(crate) struct Weights {
    /// `sums[i]`: the weights of the items before item `i`.
    sums: Vec<f64>,
}

impl Weights {
    pub(super) fn of(weights: impl Iterator<Item = f64>) -> Weights {
        let mut total = 0.0;
        let mut sums = vec![0.0];
        sums.extend(weights.map(|weight| {
            total += weight;
            total
        }));
        Weights { sums }
    }

    /// The weight of one item.
    pub(super) fn weight(&self, item: u32) -> f64 {
        self.sums[item as usize + 1] - self.sums[item as usize]
    }

    /// An item of the range, by weight.
    pub(super) fn draw(&self, chance: &mut Chance, range: Range<u32>) -> u32 {
        let sums = &self.sums[range.start as usize..=range.end as usize];
        let (first, last) = (sums[0], sums[sums.len() - 1]);
        let aim = first + chance.share() * (last - first);
        let before = sums.partition_point(|&sum| sum <= aim);
        let place = before.saturating_sub(1).min(sums.len() - 2);
        range.start + place as u32
    }

    /// Any item, by weight.
    pub(super) fn draw_any(&self, chance: &mut Chance) -> u32 {
        self.draw(chance, 0..self.sums.len() as u32 - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::chance::Purpose;
    use super::*;

    #[test]
    fn draws_follow_the_weights_of_the_range() {
        let weights = Weights::of([5.0, 1.0, 0.0, 3.0, 9.0].into_iter());
        let mut chance = Chance::of(1, Purpose::Layout, 0);
        let mut counts = [0_i32; 5];
        for _ in 0..40_000 {
            counts[weights.draw(&mut chance, 1..4) as usize] += 1;
        }
        assert_eq!((counts[0], counts[2], counts[4]), (0, 0, 0));
        assert!((counts[1] - 10_000).abs() < 500, "{counts:?}");
    }
}
