//! Discrete Laplace noise, sampled exactly: integers in, integers out, no floating point whose
//! rounding could give the true count away (Mironov, "On Significance of the Least Significant
//! Bits for Differential Privacy", CCS 2012).

use super::randomness::Randomness;

/// The distribution `P[Z = z] = (1 - q) / (1 + q) · q^|z|` with `q = exp(-denominator / numerator)`
/// over all integers: added to a count that one shopper changes by at most 1, it is
/// `denominator / numerator`-differentially private (the two-sided geometric mechanism: Ghosh,
/// Roughgarden, Sundararajan, "Universally Utility-Maximizing Privacy Mechanisms", STOC 2009).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DiscreteLaplace {
    numerator: u64,
    denominator: u64,
}

impl DiscreteLaplace {
    /// Noise of scale `numerator / denominator`, both at least 1.
    pub(super) fn of_scale(numerator: u64, denominator: u64) -> DiscreteLaplace {
        let (numerator, denominator) = (numerator.max(1), denominator.max(1));
        let common = greatest_common_divisor(numerator, denominator);
        DiscreteLaplace {
            numerator: numerator / common,
            denominator: denominator / common,
        }
    }

    /// The scale: the standard deviation is about 1.41 times that.
    pub(super) fn scale(&self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// Algorithm 2 of Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential
    /// Privacy", NeurIPS 2020.
    pub(super) fn sample(&self, randomness: &mut Randomness) -> i64 {
        loop {
            let rest = randomness.below(self.numerator);
            if !with_probability_exp(rest, self.numerator, randomness) {
                continue;
            }
            let mut wholes = 0_u64;
            while with_probability_exp(1, 1, randomness) {
                wholes += 1;
            }
            // exp(-x / numerator) over x, of which every `denominator` make one step of noise.
            let x = u128::from(rest) + u128::from(self.numerator) * u128::from(wholes);
            let size = i64::try_from(x / u128::from(self.denominator)).unwrap_or(i64::MAX);
            let negative = randomness.below(2) == 1;
            if negative && size == 0 {
                continue; // 0 would come twice as often.
            }
            return if negative { -size } else { size };
        }
    }

    /// The smallest threshold that a count of 1, with noise, reaches with a probability of at
    /// most `chance`: `P[Z >= m] = q^m / (1 + q)` for `m >= 1`, so `m` is
    /// `scale · (ln(1 / chance) - ln(1 + q))` rounded up.
    pub(super) fn threshold(&self, chance: f64) -> u64 {
        let q = (-1.0 / self.scale()).exp();
        let margin = self.scale() * (-chance.ln() - q.ln_1p());
        // Rounding must err on the side of the shopper.
        1 + (margin * (1.0 + 1e-12)).ceil().max(1.0) as u64
    }
}

/// True with probability `exp(-numerator / denominator)`, for a fraction of at most 1: the same
/// paper's Algorithm 1, the alternating series of von Neumann.
fn with_probability_exp(numerator: u64, denominator: u64, randomness: &mut Randomness) -> bool {
    let mut k = 1;
    // True with probability `numerator / (denominator · k)`, without the product's overflow.
    while randomness.below(denominator) < numerator && randomness.below(k) == 0 {
        k += 1;
    }
    k % 2 == 1
}

fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 {
        a
    } else {
        greatest_common_divisor(b, a % b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLES: usize = 200_000;

    fn probability(noise: &DiscreteLaplace, z: i64) -> f64 {
        let q = (-1.0 / noise.scale()).exp();
        (1.0 - q) / (1.0 + q) * q.powi(z.unsigned_abs() as i32)
    }

    fn samples(noise: &DiscreteLaplace, seed: u64) -> Vec<i64> {
        let mut randomness = Randomness::seeded(seed);
        (0..SAMPLES)
            .map(|_| noise.sample(&mut randomness))
            .collect()
    }

    /// Pearson's statistic against the exact probabilities, 8 values each side of 0 and two
    /// tails: 18 degrees of freedom.
    fn chi_square(samples: &[i64], noise: &DiscreteLaplace) -> f64 {
        let bins = -8..=8;
        let inside: f64 = bins.clone().map(|z| probability(noise, z)).sum();
        let expected = bins
            .clone()
            .map(|z| probability(noise, z))
            .chain([(1.0 - inside) / 2.0; 2]);
        let observed = bins
            .map(|z| samples.iter().filter(|&&own| own == z).count())
            .chain([
                samples.iter().filter(|&&own| own < -8).count(),
                samples.iter().filter(|&&own| own > 8).count(),
            ]);
        expected
            .zip(observed)
            .map(|(share, count)| {
                let expected = share * samples.len() as f64;
                (count as f64 - expected).powi(2) / expected
            })
            .sum()
    }

    /// The value that chi-square with 18 degrees of freedom exceeds once in 100,000.
    const ONCE_IN_100_000: f64 = 56.2;

    #[test]
    fn samples_follow_the_exact_probabilities() {
        for (numerator, denominator) in [(5, 2), (4, 1), (1, 1), (30, 7), (1_250_000, 499_999)] {
            let noise = DiscreteLaplace::of_scale(numerator, denominator);
            let statistic = chi_square(&samples(&noise, numerator), &noise);
            assert!(statistic < ONCE_IN_100_000, "{noise:?}: {statistic}");
        }
    }

    #[test]
    fn the_comparison_would_notice_a_scale_wrong_by_three_percent() {
        let noise = DiscreteLaplace::of_scale(5, 2);
        let other = DiscreteLaplace::of_scale(103, 40);
        assert!(chi_square(&samples(&noise, 5), &other) > ONCE_IN_100_000);
    }

    #[test]
    fn mean_and_variance_are_the_distribution_s() {
        let noise = DiscreteLaplace::of_scale(7, 2);
        let samples = samples(&noise, 3);
        let mean = samples.iter().sum::<i64>() as f64 / SAMPLES as f64;
        let variance = samples.iter().map(|&z| (z * z) as f64).sum::<f64>() / SAMPLES as f64;
        let q = (-1.0 / noise.scale()).exp();
        let exact = 2.0 * q / (1.0 - q).powi(2);
        // Six standard errors; the fourth moment of a Laplace is six times its squared variance.
        let error = (exact / SAMPLES as f64).sqrt();
        assert!(mean.abs() < 6.0 * error, "{mean}");
        let error = exact * (5.0 / SAMPLES as f64).sqrt();
        assert!((variance - exact).abs() < 6.0 * error, "{variance} {exact}");
    }

    #[test]
    fn a_threshold_is_the_smallest_that_keeps_the_chance() {
        for (numerator, denominator) in [(1, 8), (1, 1), (25, 4), (500, 3)] {
            let noise = DiscreteLaplace::of_scale(numerator, denominator);
            for chance in [0.01, 1e-6, 1e-9] {
                let threshold = noise.threshold(chance);
                let reaches = |threshold: u64| {
                    let q = (-1.0 / noise.scale()).exp();
                    (-((threshold - 1) as f64) / noise.scale()).exp() / (1.0 + q)
                };
                assert!(reaches(threshold) <= chance);
                assert!(threshold == 2 || reaches(threshold - 1) > chance * 0.999);
            }
        }
    }
}
