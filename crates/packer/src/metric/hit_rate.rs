//! Hit rate.
//!
//! ```text
//! HR@k = queries whose target ranks within the first k / queries
//! ```
//! With one target a query this is the recall of Hidasi et al., "Session-based Recommendations
//! with Recurrent Neural Networks", ICLR 2016.

use super::ranks::Ranks;

/// Hit rate at `cutoff`, 0 to 1; 0 where there is no query.
pub(crate) fn hit_rate(ranks: &Ranks, cutoff: usize) -> f64 {
    ranks.mean(cutoff, |_| 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_targets_within_the_cutoff() {
        // Ranks 1, 2.5, 4 and a miss.
        let ranks = Ranks::of(&[0, 1, 3, 8]);
        assert_eq!(hit_rate(&ranks, 1), 0.25);
        assert_eq!(hit_rate(&ranks, 2), 0.25);
        assert_eq!(hit_rate(&ranks, 3), 0.5);
        assert_eq!(hit_rate(&ranks, 20), 0.75);
        assert_eq!(hit_rate(&Ranks::none(), 20), 0.0);
    }
}
