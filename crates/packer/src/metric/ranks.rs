//! How often targets took which rank: all that the accuracy metrics need to know.

use super::SHELF;
use super::rank::Rank;

/// Counts of ranks up to [`SHELF`], in halves. Whole numbers: the order of the queries, and so
/// the number of threads, cannot change a metric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ranks {
    queries: u64,
    at: [u64; 2 * SHELF + 1],
}

impl Ranks {
    /// No query yet.
    pub(crate) fn none() -> Ranks {
        Ranks {
            queries: 0,
            at: [0; 2 * SHELF + 1],
        }
    }

    /// Counts one query.
    pub(crate) fn add(&mut self, rank: Rank) {
        self.queries += 1;
        if let Some(count) = rank.halves().and_then(|halves| self.at.get_mut(halves)) {
            *count += 1;
        }
    }

    /// Counts the queries of another part.
    pub(crate) fn merge(&mut self, other: &Ranks) {
        self.queries += other.queries;
        for (count, more) in self.at.iter_mut().zip(other.at) {
            *count += more;
        }
    }

    /// How many queries there were.
    pub(crate) fn queries(&self) -> u64 {
        self.queries
    }

    /// The mean over all queries of `gain(rank)`, which is 0 for a rank beyond the first
    /// `cutoff` items; 0 where there is no query.
    pub(crate) fn mean(&self, cutoff: usize, gain: impl Fn(f64) -> f64) -> f64 {
        let within = self.at.iter().enumerate().take(2 * cutoff + 1).skip(2);
        let sum: f64 = within
            .filter(|&(_, &count)| count > 0)
            .map(|(halves, &count)| count as f64 * gain(halves as f64 / 2.0))
            .sum();
        sum / self.queries.max(1) as f64
    }

    /// Ranks of these targets in lists of scores `9, 5, 5, 1` of the items 0 to 3.
    #[cfg(test)]
    pub(crate) fn of(targets: &[u32]) -> Ranks {
        let scores = [(0, 9.0), (1, 5.0), (2, 5.0), (3, 1.0)];
        let mut ranks = Ranks::none();
        for &target in targets {
            ranks.add(super::rank(target, &scores));
        }
        ranks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_merge_into_the_whole() {
        let mut merged = Ranks::of(&[0, 1]);
        merged.merge(&Ranks::of(&[3, 8]));
        assert_eq!(merged, Ranks::of(&[8, 3, 1, 0]));
        assert_eq!(merged.queries(), 4);
    }

    #[test]
    fn ranks_beyond_the_shelf_are_misses() {
        let long: Vec<(u32, f64)> = (0..30)
            .map(|item| (item, 100.0 - f64::from(item)))
            .collect();
        let mut ranks = Ranks::none();
        ranks.add(super::super::rank(19, &long));
        ranks.add(super::super::rank(20, &long));
        assert_eq!(ranks.mean(SHELF, |_| 1.0), 0.5);
    }
}
