//! What a support threshold costs: privacy has a price in accuracy, and the shop that chooses
//! should see it.

use crate::count::Counting;
use crate::features::Features;
use crate::fit::{Fitted, needed_rows};
use crate::objective::Objective;
use crate::rows::{Log, Rows};
use crate::sessions::Sessions;

/// Thresholds that are compared.
const THRESHOLDS: [u32; 5] = [1, 2, 3, 5, 10];

/// Held-out queries that are asked, about.
const QUERIES: usize = 10_000;

/// Events that are counted, about: the newest before the held-out ones.
const EVENTS: usize = 2_000_000;

/// A threshold and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SupportCost {
    /// The least support of a pair.
    pub min_support: u32,
    /// HR@20 on held-out sessions with repeats, 0 to 1.
    pub hit_rate: f64,
    /// MRR@20 on the same.
    pub reciprocal_rank: f64,
    /// Pairs that have the support among the events counted here.
    pub pairs: usize,
}

/// What thresholds cost with the knobs as `fitted`, measured on a sample of what `fit` held out:
/// figures compare with each other, not with those of the whole.
pub(crate) fn costs(
    older: &Sessions,
    newest: &Sessions,
    features: &Features,
    fitted: &Fitted,
    step: &dyn Fn(),
) -> Vec<SupportCost> {
    let older = older.newest(EVENTS);
    let newest = newest.newest(QUERIES);
    let log = Log::of(&older);
    let cost = |&min_support: &u32| {
        let counting = Counting {
            min_support,
            recency: fitted.recency,
        };
        let rows = Rows::new(&log, features, counting);
        let objective = Objective::new(&newest, needed_rows(&log, &rows, &newest));
        let sums = objective.measured_by(fitted.units).sums(&fitted.knobs);
        step();
        SupportCost {
            min_support,
            hit_rate: sums.hits / sums.queries.max(1.0),
            reciprocal_rank: sums.reciprocal / sums.queries.max(1.0),
            pairs: rows.pairs(),
        }
    };
    THRESHOLDS.iter().map(cost).collect()
}

/// How often [`costs`] calls `step`.
pub(crate) const fn steps() -> usize {
    THRESHOLDS.len()
}
