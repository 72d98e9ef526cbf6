//! The Gini coefficient of how often items are shown.
//!
//! ```text
//! G = Σ over items by ascending count c_i, i from 1 to n:  (2i − n − 1) · c_i / (n · Σ c)
//! ```
//! 0: every item is shown equally often; near 1: a few items take all places. Gini, "Variabilità e
//! mutabilità", 1912; for recommendations Fleder and Hosanagar, "Blockbuster Culture's Next Rise or
//! Fall", Management Science 2009.

/// The Gini coefficient of `counts`, 0 to 1; 0 where nothing is counted.
pub(crate) fn gini(counts: &[u64]) -> f64 {
    let mut ascending = counts.to_vec();
    ascending.sort_unstable();
    let items = ascending.len() as f64;
    let total: u64 = ascending.iter().sum();
    if total == 0 {
        return 0.0;
    }
    let weighted: f64 = ascending
        .iter()
        .zip(1_u32..)
        .map(|(&count, place)| (2.0 * f64::from(place) - items - 1.0) * count as f64)
        .sum();
    weighted / (items * total as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_counts_are_fair_and_one_for_all_is_not() {
        assert_eq!(gini(&[3, 3, 3]), 0.0);
        assert_eq!(gini(&[0, 0, 0, 8]), 0.75);
        // (−3·1 − 1·2 + 1·3 + 3·4) / (4 · 10)
        assert_eq!(gini(&[4, 1, 3, 2]), 0.25);
        assert_eq!(gini(&[0, 0]), 0.0);
        assert_eq!(gini(&[]), 0.0);
    }
}
