//! How popular what is shown is.
//!
//! ```text
//! mean over everything shown of the share of the catalog's other items that are less popular
//! ```
//! 0.5 is what showing items at random gives, 1 showing only the most popular item. The mean rank by
//! popularity of Abdollahpouri et al., "Managing Popularity Bias in Recommender Systems with
//! Personalized Re-ranking", FLAIRS 2019, as a percentile, so that catalogs compare.

use super::exposure::Shown;

/// The mean popularity percentile of what was shown, 0 to 1; 0 where nothing was.
pub(crate) fn popularity_percentile(shown: &Shown, percentiles: &[f64]) -> f64 {
    shown.mean(|item| percentiles[item])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_on_a_shelf_counts() {
        let counts = vec![3, 1];
        assert_eq!(popularity_percentile(&Shown { counts }, &[1.0, 0.0]), 0.75);
    }
}
