//! What a build may spend of its shoppers' privacy, and on what.

use super::noise::DiscreteLaplace;

/// The merchant's choice of ε and δ.
///
/// ε is kept in millionths, so that the scale of the noise is a fraction of integers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Budget {
    millionths: u64,
    delta: Option<f64>,
}

/// A choice that promises nothing, or cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum BudgetError {
    /// ε is out of range.
    #[error(
        "an epsilon of {0} is out of range: choose 0.001 to 100; 1 protects well, above 10 \
         protects hardly at all"
    )]
    Epsilon(f64),
    /// δ is out of range.
    #[error(
        "a delta of {0} is out of range: choose more than 0 and at most 0.001, well below one in \
         the number of shoppers; leave it out for the default"
    )]
    Delta(f64),
}

/// Largest δ that is chosen for the merchant.
const DEFAULT_DELTA: f64 = 1e-6;

/// Shares of ε in percent: most goes where the counts are smallest.
const PAIRS: u64 = 80;
const ITEMS: u64 = 18;
const SHOPPERS: u64 = 2;
const WHOLE: u64 = PAIRS + ITEMS + SHOPPERS;

const MILLION: u64 = 1_000_000;

impl Budget {
    /// ε from 0.001 to 100 (rounded down to millionths), δ above 0 and at most 0.001; without δ
    /// it is 1e-6 or one tenth of one in the number of shoppers, whichever is smaller.
    ///
    /// # Errors
    /// When one of them is out of its range.
    pub fn new(epsilon: f64, delta: Option<f64>) -> Result<Budget, BudgetError> {
        if !(0.001..=100.0).contains(&epsilon) {
            return Err(BudgetError::Epsilon(epsilon));
        }
        if let Some(delta) = delta.filter(|&delta| !(delta > 0.0 && delta <= 0.001)) {
            return Err(BudgetError::Delta(delta));
        }
        Ok(Budget {
            millionths: (epsilon * MILLION as f64) as u64,
            delta,
        })
    }

    /// ε of everything that is released together.
    #[must_use]
    pub fn epsilon(&self) -> f64 {
        self.millionths as f64 / MILLION as f64
    }

    /// δ of everything that is released together, given the *released* number of shoppers: the
    /// true one would be a leak of its own.
    pub(super) fn delta(&self, shoppers: u64) -> f64 {
        let default = DEFAULT_DELTA.min(0.1 / shoppers.max(1) as f64);
        self.delta.unwrap_or(default)
    }

    /// Noise for counts that one shopper changes by 1 each, at most `contributions` of them:
    /// scale `contributions / (share · ε)`.
    fn noise(&self, share: u64, contributions: usize) -> DiscreteLaplace {
        DiscreteLaplace::of_scale(
            contributions as u64 * WHOLE * MILLION,
            share * self.millionths,
        )
    }
}

/// How many counts one shopper may change by 1 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Distinct unordered pairs of items.
    pub pairs: usize,
    /// Distinct items.
    pub items: usize,
}

impl Bounds {
    /// The bounds of every build. They are the same for every log: chosen from a log, they would
    /// say something about its shoppers. Noise and threshold grow with the bound, what a shopper
    /// gives only until the bound is more than they had: small wins. Of 3, 6 and 12, tried on a
    /// public log, 3 was best.
    pub const FIXED: Bounds = Bounds { pairs: 3, items: 3 };
}

/// A mechanism with all its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) bounds: Bounds,
    pub(super) pairs: DiscreteLaplace,
    pub(super) items: DiscreteLaplace,
    pub(super) shoppers: DiscreteLaplace,
}

impl Plan {
    /// Splits `budget` over the three kinds of counts; by basic composition (Dwork, Roth, "The
    /// Algorithmic Foundations of Differential Privacy", 2014, theorem 3.16) the shares add up
    /// to it.
    pub(super) fn of(budget: &Budget, bounds: Bounds) -> Plan {
        Plan {
            bounds,
            pairs: budget.noise(PAIRS, bounds.pairs),
            items: budget.noise(ITEMS, bounds.items),
            shoppers: budget.noise(SHOPPERS, 1),
        }
    }

    /// Thresholds under which a shopper's own, otherwise unheard-of pairs and items all stay
    /// unlisted but for a chance of δ: half of it for all pairs of one shopper, half for all
    /// items.
    pub(super) fn thresholds(&self, delta: f64) -> Thresholds {
        let each = |contributions: usize| delta / 2.0 / contributions as f64;
        Thresholds {
            pairs: self.pairs.threshold(each(self.bounds.pairs)),
            items: self.items.threshold(each(self.bounds.items)),
        }
    }
}

/// Noisy counts below these are not released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Of a pair.
    pub pairs: u64,
    /// Of an item.
    pub items: u64,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_shares_add_up_to_epsilon() {
        let bounds = Bounds { pairs: 7, items: 3 };
        let plan = Plan::of(&Budget::new(1.5, None).unwrap(), bounds);
        let spent =
            7.0 / plan.pairs.scale() + 3.0 / plan.items.scale() + 1.0 / plan.shoppers.scale();
        assert!((spent - 1.5).abs() < 1e-12, "{spent}");
    }

    #[test]
    fn delta_falls_below_one_in_a_million_for_large_shops() {
        let budget = Budget::new(1.0, None).unwrap();
        assert_eq!(budget.delta(0), 1e-6);
        assert_eq!(budget.delta(1000), 1e-6);
        assert!((budget.delta(1_000_000) - 1e-7).abs() < 1e-20);
        assert_eq!(Budget::new(1.0, Some(1e-4)).unwrap().delta(1_000_000), 1e-4);
    }

    #[test]
    fn what_promises_nothing_is_refused() {
        for epsilon in [0.0, -1.0, f64::NAN, f64::INFINITY, 0.0009, 101.0] {
            assert!(Budget::new(epsilon, None).is_err(), "{epsilon}");
        }
        for delta in [0.0, -1e-6, f64::NAN, 0.5] {
            assert!(Budget::new(1.0, Some(delta)).is_err(), "{delta}");
        }
    }

    #[test]
    fn the_threshold_of_a_common_case() {
        let plan = Plan::of(
            &Budget::new(1.0, None).unwrap(),
            Bounds { pairs: 6, items: 6 },
        );
        // 7.5 · (ln(6 / 5e-7) - ln(1 + exp(-1 / 7.5))) = 117.6
        assert_eq!(plan.thresholds(1e-6).pairs, 119);
    }
}
