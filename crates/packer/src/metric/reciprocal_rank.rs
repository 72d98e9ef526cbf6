//! Mean reciprocal rank: 1 / rank within the first k ranks, 0 beyond.

use super::rank::Rank;

/// Mean reciprocal rank at one cutoff.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReciprocalRank {
    cutoff: u32,
    sum: f64,
    queries: u64,
}

impl ReciprocalRank {
    /// Over no queries yet.
    pub(crate) fn at(cutoff: u32) -> ReciprocalRank {
        ReciprocalRank {
            cutoff,
            sum: 0.0,
            queries: 0,
        }
    }

    /// Counts one query.
    pub(crate) fn add(&mut self, rank: Rank) {
        self.queries += 1;
        self.sum += rank.within(self.cutoff).map_or(0.0, f64::recip);
    }

    /// The mean, 0 where there is no query.
    pub(crate) fn mean(&self) -> f64 {
        self.sum / self.queries.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::super::rank;
    use super::*;
    use whyshelf_engine::ItemIndex;

    #[test]
    fn the_mean_of_one_over_rank() {
        let scores = [(ItemIndex(3), 9), (ItemIndex(1), 5), (ItemIndex(2), 1)];
        let mut mean = ReciprocalRank::at(2);
        for target in [3, 2, 1, 8] {
            mean.add(rank(ItemIndex(target), &scores));
        }
        assert_eq!(mean.mean(), (1.0 + 0.5) / 4.0);
        assert_eq!(ReciprocalRank::at(2).mean(), 0.0);
    }
}
