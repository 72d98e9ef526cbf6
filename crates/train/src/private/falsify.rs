//! Tries to show that a mechanism is *not* (ε, δ)-differentially private: runs it many times on
//! two neighbouring logs and looks for an event that is too likely on one of them. It can find a
//! broken mechanism, it cannot prove a sound one. (Ding, Wang, Wang, Zhang, Kifer, "Detecting
//! Violations of Differential Privacy", CCS 2018, with exact confidence bounds.)

use super::randomness::Randomness;

/// Chance that one bound is wrong: a few hundred bounds together stay below one in a million.
const ALPHA: f64 = 1e-9;

/// How often an event happened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frequency {
    hits: u64,
    runs: u64,
}

impl Frequency {
    /// How often each of `N` events happened in the same `runs`; two values of `stream` never
    /// share a seed.
    pub(super) fn of_each<const N: usize>(
        stream: u64,
        runs: u64,
        mut events: impl FnMut(&mut Randomness) -> [bool; N],
    ) -> [Frequency; N] {
        let mut hits = [0; N];
        for run in 0..runs {
            let happened = events(&mut Randomness::seeded((stream << 32) + run));
            for (hits, happened) in hits.iter_mut().zip(happened) {
                *hits += u64::from(happened);
            }
        }
        hits.map(|hits| Frequency { hits, runs })
    }

    /// The probability is below this only with chance [`ALPHA`] (Clopper, Pearson, "The Use of
    /// Confidence or Fiducial Limits", Biometrika 1934).
    pub(super) fn at_least(self) -> f64 {
        // The p at which so many hits or more become this unlikely.
        bisect(|p| at_least_hits(self.hits, self.runs, p) < ALPHA)
    }

    /// The probability is above this only with chance [`ALPHA`].
    pub(super) fn at_most(self) -> f64 {
        let misses = Frequency {
            hits: self.runs - self.hits,
            ..self
        };
        1.0 - misses.at_least()
    }
}

/// Whether the event is certainly more likely than (ε, δ) allows when it has `likely` on one log
/// and `unlikely` on its neighbour.
pub(super) fn falsified(likely: Frequency, unlikely: Frequency, epsilon: f64, delta: f64) -> bool {
    likely.at_least() > epsilon.exp() * unlikely.at_most() + delta
}

/// The largest p in 0..=1 for which `low` still holds.
fn bisect(low: impl Fn(f64) -> bool) -> f64 {
    let (mut from, mut to) = (0.0, 1.0);
    for _ in 0..50 {
        let middle = (from + to) / 2.0;
        if low(middle) {
            from = middle;
        } else {
            to = middle;
        }
    }
    from
}

/// `P[X >= hits]` for a binomial `X`, summed term by term.
fn at_least_hits(hits: u64, runs: u64, p: f64) -> f64 {
    if hits == 0 {
        return 1.0;
    }
    let choose: f64 = (0..hits)
        .map(|k| ((runs - k) as f64 / (k + 1) as f64).ln())
        .sum();
    let mut log_term = choose + hits as f64 * p.ln() + (runs - hits) as f64 * (-p).ln_1p();
    let mut sum = 0.0;
    for k in hits..=runs {
        let term = log_term.exp();
        sum += term;
        if term < sum * 1e-18 {
            break; // Past the peak; all that follows is smaller still.
        }
        log_term += ((runs - k) as f64 / (k + 1) as f64).ln() + p.ln() - (-p).ln_1p();
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_those_of_the_closed_forms() {
        // No hit of 1,000: at most 1 - alpha^(1 / 1000). All hit: at least alpha^(1 / 1000).
        let none = Frequency {
            hits: 0,
            runs: 1000,
        };
        let all = Frequency {
            hits: 1000,
            runs: 1000,
        };
        assert_eq!(none.at_least(), 0.0);
        assert!((none.at_most() - (1.0 - ALPHA.powf(0.001))).abs() < 1e-9);
        assert!((all.at_least() - ALPHA.powf(0.001)).abs() < 1e-9);
        // Half of 10,000: 6 standard errors of 0.005 on either side.
        let half = Frequency {
            hits: 5000,
            runs: 10_000,
        };
        assert!(
            (half.at_least() - 0.470).abs() < 0.001,
            "{}",
            half.at_least()
        );
        assert!((half.at_most() - 0.530).abs() < 0.001);
    }
}
