//! Recall of the rest of the session.
//!
//! ```text
//! recall@k = mean over queries of |R ∩ first k| / |R|,
//!            R = the distinct items of the session's events from the target on
//! ```
//! Hit rate asks for the very next item, recall for everything the shopper still went on to:
//! a shelf that shows the item after next helps as well. Among unseen targets R leaves out the
//! items of the query. Ludewig and Jannach, "Evaluation of Session-based Recommendation
//! Algorithms", UMUAI 2018, measure it beside the hit rate.

use super::SHELF;
use super::rank::Rank;

/// Recall at every cutoff up to [`SHELF`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Recall {
    queries: u64,
    /// By rank in halves: shares of R found there.
    found: [f64; 2 * SHELF + 1],
}

impl Recall {
    /// No query yet.
    pub(crate) fn none() -> Recall {
        Recall {
            queries: 0,
            found: [0.0; 2 * SHELF + 1],
        }
    }

    /// Counts one query by the ranks of all items of its R.
    pub(crate) fn add(&mut self, ranks: impl ExactSizeIterator<Item = Rank>) {
        self.queries += 1;
        let share = 1.0 / ranks.len().max(1) as f64;
        for rank in ranks {
            if let Some(found) = rank.halves().and_then(|halves| self.found.get_mut(halves)) {
                *found += share;
            }
        }
    }

    /// Counts the queries of another part.
    pub(crate) fn merge(&mut self, other: &Recall) {
        self.queries += other.queries;
        for (found, more) in self.found.iter_mut().zip(other.found) {
            *found += more;
        }
    }

    /// Recall at `cutoff`, 0 to 1; 0 where there is no query.
    pub(crate) fn at(&self, cutoff: usize) -> f64 {
        let within = self.found.iter().take(2 * cutoff + 1);
        // Thirds that add up to a little more than a whole are still no more than a whole.
        (within.sum::<f64>() / self.queries.max(1) as f64).min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::rank;
    use super::*;

    #[test]
    fn the_share_of_what_followed_that_was_shown() {
        let scores = [(4, 9.0), (2, 5.0), (7, 1.0)];
        let mut recall = Recall::none();
        recall.add([2, 7, 8, 9].iter().map(|&item| rank(item, &scores)));
        assert_eq!(recall.at(1), 0.0);
        assert_eq!(recall.at(2), 0.25);
        assert_eq!(recall.at(3), 0.5);
        recall.add([4].iter().map(|&item| rank(item, &scores)));
        assert_eq!(recall.at(1), 0.5);
        assert_eq!(recall.at(20), 0.75);
    }

    #[test]
    fn parts_merge_and_nothing_is_zero() {
        let scores = [(4, 9.0)];
        let mut one = Recall::none();
        assert_eq!(one.at(20), 0.0);
        one.add([4].iter().map(|&item| rank(item, &scores)));
        let mut both = one.clone();
        both.merge(&one);
        assert_eq!(both.at(20), 1.0);
    }
}
