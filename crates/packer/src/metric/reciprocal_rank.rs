//! Mean reciprocal rank.
//!
//! ```text
//! MRR@k = mean over queries of 1 / rank, 0 where the target is not within the first k
//! ```
//! Voorhees, "The TREC-8 Question Answering Track Report", 1999.

use super::ranks::Ranks;

/// Mean reciprocal rank at `cutoff`, 0 to 1; 0 where there is no query.
pub(crate) fn reciprocal_rank(ranks: &Ranks, cutoff: usize) -> f64 {
    ranks.mean(cutoff, f64::recip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_one_over_rank() {
        // Ranks 1, 2.5, 4 and a miss.
        let ranks = Ranks::of(&[0, 1, 3, 8]);
        assert_eq!(reciprocal_rank(&ranks, 2), 1.0 / 4.0);
        assert_eq!(reciprocal_rank(&ranks, 20), (1.0 + 0.4 + 0.25) / 4.0);
        assert_eq!(reciprocal_rank(&Ranks::none(), 20), 0.0);
    }
}
