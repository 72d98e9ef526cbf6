//! The counts that leave the log: noisy and thresholded. What is made from a [`Released`] is as
//! private as it is, whatever is done to it (the guarantee is closed under post-processing).

use rayon::prelude::*;

use super::budget::{Bounds, Budget, Plan, Thresholds};
use super::contributions::Contributions;
use super::noise::DiscreteLaplace;
use super::randomness::Randomness;
use crate::sessions::Sessions;
use crate::{LONGEST_SESSION, SESSIONS_OF_ONE};

/// Differentially private counts of a log. Only [`release`] makes them, so whoever holds nothing
/// else of the log cannot break the promise.
#[derive(Clone, Debug, PartialEq)]
pub struct Released {
    pub(super) item_count: usize,
    pub(super) shoppers: u64,
    pub(super) items: Vec<(u32, u64)>,
    pub(super) pairs: Vec<((u32, u32), u64)>,
    pub(super) thresholds: Thresholds,
}

impl Released {
    /// How many items the catalog has.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.item_count
    }

    /// About how many shoppers (sessions, where the log names no shoppers) there are.
    #[must_use]
    pub fn shoppers(&self) -> u64 {
        self.shoppers
    }

    /// About how many shoppers contributed each item, by ascending item; items that are not here
    /// may not be named in the pack unless the catalog names them.
    #[must_use]
    pub fn items(&self) -> &[(u32, u64)] {
        &self.items
    }

    /// About how many shoppers contributed each pair, ascending, the smaller item first.
    #[must_use]
    pub fn pairs(&self) -> &[((u32, u32), u64)] {
        &self.pairs
    }

    /// The thresholds that every released count has reached.
    #[must_use]
    pub fn thresholds(&self) -> Thresholds {
        self.thresholds
    }
}

/// What can be promised about a [`Released`] and all that is made from it alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guarantee {
    /// ε.
    pub epsilon: f64,
    /// δ.
    pub delta: f64,
    /// What each shopper could contribute at most.
    pub bounds: Bounds,
}

/// Counts `sessions` so that all counts together are (ε, δ)-differentially private: for any two
/// logs of which one has one shopper more, and any set of outcomes,
/// `P[outcome] <= exp(ε) · P'[outcome] + δ`. A shopper is a group of `sessions`.
///
/// Item numbers must not come from the log's counts (number by catalog order or by identifier):
/// the model breaks ties by them.
///
/// Mechanism: every shopper contributes at most [`Bounds::FIXED`]; every count that is not zero
/// gets discrete Laplace noise of scale `bound / ε'`, where ε' is its kind's share of ε; those
/// that then miss the threshold are dropped, zeros are never looked at (Korolova, Kenthapadi,
/// Mishra, Ntoulas, "Releasing Search Queries and Clicks Privately", WWW 2009). The threshold is
/// the smallest that a count of 1 reaches with a probability of at most `δ' / bound`.
#[must_use]
pub fn release(
    sessions: &Sessions,
    budget: &Budget,
    randomness: &mut Randomness,
) -> (Released, Guarantee) {
    let plan = Plan::of(budget, Bounds::FIXED);
    let released = publish(
        sessions,
        &plan,
        |shoppers| plan.thresholds(budget.delta(shoppers)),
        randomness,
    );
    let guarantee = Guarantee {
        epsilon: budget.epsilon(),
        delta: budget.delta(released.shoppers),
        bounds: plan.bounds,
    };
    (released, guarantee)
}

/// The mechanism by the numbers of `plan`; `thresholds` may depend on the released number of
/// shoppers.
pub(super) fn publish(
    sessions: &Sessions,
    plan: &Plan,
    thresholds: impl FnOnce(u64) -> Thresholds,
    randomness: &mut Randomness,
) -> Released {
    let all = Contributions::of(
        &sessions.capped(LONGEST_SESSION, SESSIONS_OF_ONE),
        plan.bounds,
        randomness,
    );
    let shoppers = noisy(all.shoppers, &plan.shoppers, randomness);
    let thresholds = thresholds(shoppers);
    Released {
        item_count: sessions.item_count(),
        shoppers,
        items: counted(all.items, &plan.items, thresholds.items, randomness),
        pairs: counted(all.pairs, &plan.pairs, thresholds.pairs, randomness),
        thresholds,
    }
}

/// Noisy counts of equal keys that reach `threshold`, by ascending key.
fn counted<Key: Copy + Ord + Send>(
    mut keys: Vec<Key>,
    noise: &DiscreteLaplace,
    threshold: u64,
    randomness: &mut Randomness,
) -> Vec<(Key, u64)> {
    keys.par_sort_unstable();
    keys.chunk_by(|a, b| a == b)
        .map(|equal| (equal[0], noisy(equal.len() as u64, noise, randomness)))
        .filter(|&(_, count)| count >= threshold)
        .collect()
}

fn noisy(count: u64, noise: &DiscreteLaplace, randomness: &mut Randomness) -> u64 {
    count.saturating_add_signed(noise.sample(randomness))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn log(shoppers: u32) -> Sessions {
        let mut sessions = Sessions::over(100);
        for shopper in 0..shoppers {
            sessions.push(shopper, [3, 4]);
            sessions.push(shopper, [90 - shopper % 50, 91 + shopper % 9]);
        }
        sessions
    }

    #[test]
    fn common_pairs_are_released_near_their_count_and_rare_ones_are_not() {
        let budget = Budget::new(2.0, None).unwrap();
        let (released, guarantee) = release(&log(4000), &budget, &mut Randomness::seeded(5));
        let (_, count) = released
            .pairs
            .iter()
            .find(|(pair, _)| *pair == (3, 4))
            .unwrap();
        assert!(count.abs_diff(4000) < 100, "{count}");
        assert!(released.shoppers.abs_diff(4000) < 1000);
        assert!(
            released
                .pairs
                .iter()
                .all(|&(_, count)| count >= released.thresholds.pairs)
        );
        assert!(
            released
                .items
                .iter()
                .all(|&(_, count)| count >= released.thresholds.items)
        );
        assert_eq!((guarantee.epsilon, guarantee.delta), (2.0, 1e-6));
    }

    #[test]
    fn a_small_log_releases_nothing() {
        let budget = Budget::new(1.0, None).unwrap();
        let (released, _) = release(&log(5), &budget, &mut Randomness::seeded(5));
        assert!(released.items.is_empty() && released.pairs.is_empty());
    }

    #[test]
    fn names_and_order_of_shoppers_do_not_matter_to_what_is_counted() {
        let budget = Budget::new(100.0, Some(1e-9)).unwrap();
        let mut renamed = Sessions::over(100);
        for session in 0..log(300).len() {
            renamed.push(
                7 * log(300).group(session),
                log(300).items(session).iter().copied(),
            );
        }
        let own = |sessions| release(sessions, &budget, &mut Randomness::seeded(8)).0;
        assert_eq!(own(&log(300)), own(&renamed));
    }
}
