//! Hit rate: the share of targets within the first k ranks.

use super::rank::Rank;

/// Hit rate at one cutoff.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HitRate {
    cutoff: u32,
    hits: u64,
    queries: u64,
}

impl HitRate {
    /// Over no queries yet.
    pub(crate) fn at(cutoff: u32) -> HitRate {
        HitRate {
            cutoff,
            hits: 0,
            queries: 0,
        }
    }

    /// Counts one query.
    pub(crate) fn add(&mut self, rank: Rank) {
        self.queries += 1;
        self.hits += u64::from(rank.within(self.cutoff).is_some());
    }

    /// The share, 0 where there is no query.
    pub(crate) fn share(&self) -> f64 {
        self.hits as f64 / self.queries.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::super::rank;
    use super::*;
    use whyshelf_engine::ItemIndex;

    #[test]
    fn the_share_of_targets_within_the_cutoff() {
        let scores = [(ItemIndex(3), 9), (ItemIndex(1), 5), (ItemIndex(2), 1)];
        let mut rate = HitRate::at(2);
        for target in [3, 2, 1, 8] {
            rate.add(rank(ItemIndex(target), &scores));
        }
        assert_eq!(rate.share(), 0.5);
        assert_eq!(HitRate::at(2).share(), 0.0);
    }
}
