//! The finished figures of one method.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::metric::{
    Popularity, Ranks, Recall, SHELF, Shown, coverage, gini, hit_rate, ndcg, novelty, novelty_bits,
    popularity_percentile, reciprocal_rank,
};

/// A method and how it did.
#[derive(Debug, Serialize)]
pub(crate) struct Measured {
    /// What tables call it.
    pub(crate) name: &'static str,
    /// On all targets.
    pub(crate) all: Figures,
    /// On targets that are not in their session yet.
    pub(crate) unseen: Figures,
    /// Items of the catalog that some single event leads to, 0 to 1.
    pub(crate) reachable: f64,
}

/// All metrics over one kind of targets; 0 to 1 but for counts and bits. Diversity is 0 where no
/// shelf holds two items.
#[derive(Debug, Serialize)]
pub(crate) struct Figures {
    pub(crate) queries: u64,
    pub(crate) hr: ByLength,
    pub(crate) mrr: ByLength,
    pub(crate) ndcg: ByLength,
    pub(crate) recall: ByLength,
    pub(crate) coverage: f64,
    pub(crate) gini: f64,
    pub(crate) popularity_percentile: f64,
    pub(crate) diversity: f64,
    pub(crate) novelty: f64,
    pub(crate) novelty_bits: f64,
}

/// A figure for every shelf length from 1 to [`SHELF`].
#[derive(Debug)]
pub(crate) struct ByLength([f64; SHELF]);

impl ByLength {
    fn of(figure: impl Fn(usize) -> f64) -> ByLength {
        let mut by_length = [0.0; SHELF];
        for (value, length) in by_length.iter_mut().zip(1..) {
            *value = figure(length);
        }
        ByLength(by_length)
    }

    /// The figure for a shelf of `length` items, which is from 1 to [`SHELF`].
    pub(crate) fn at(&self, length: usize) -> f64 {
        self.0[length.clamp(1, SHELF) - 1]
    }

    /// Lengths and figures.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        (1..).zip(self.0)
    }
}

impl Serialize for ByLength {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(SHELF))?;
        for (length, figure) in self.iter() {
            map.serialize_entry(&length.to_string(), &figure)?;
        }
        map.end()
    }
}

impl Figures {
    pub(crate) fn of(
        ranks: &Ranks,
        recall: &Recall,
        diversity: f64,
        shown: &Shown,
        popularity: &Popularity,
        percentiles: &[f64],
    ) -> Figures {
        Figures {
            queries: ranks.queries(),
            hr: ByLength::of(|length| hit_rate(ranks, length)),
            mrr: ByLength::of(|length| reciprocal_rank(ranks, length)),
            ndcg: ByLength::of(|length| ndcg(ranks, length)),
            recall: ByLength::of(|length| recall.at(length)),
            coverage: coverage(shown),
            gini: gini(&shown.counts),
            popularity_percentile: popularity_percentile(shown, percentiles),
            diversity,
            novelty: novelty(shown, popularity),
            novelty_bits: novelty_bits(shown, popularity),
        }
    }
}
