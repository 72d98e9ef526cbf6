//! Normalised discounted cumulative gain.
//!
//! ```text
//! NDCG@k = mean over queries of 1 / log2(rank + 1), 0 where the target is not within the first k
//! ```
//! Järvelin and Kekäläinen, "Cumulated Gain-based Evaluation of IR Techniques", TOIS 2002, with
//! the next item as the one relevant document: the ideal gain is then 1 and nothing is left to
//! normalise.

use super::ranks::Ranks;

/// NDCG at `cutoff`, 0 to 1; 0 where there is no query.
pub(crate) fn ndcg(ranks: &Ranks, cutoff: usize) -> f64 {
    ranks.mean(cutoff, |rank| (rank + 1.0).log2().recip())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gain_falls_with_the_logarithm_of_the_rank() {
        let first_and_miss = Ranks::of(&[0, 8]);
        assert_eq!(ndcg(&first_and_miss, 20), 0.5);
        // A tie of ranks 2 and 3: 1 / log2(3.5) = 0.5533.
        let tied = ndcg(&Ranks::of(&[1]), 20);
        assert!((tied - 0.553_294_8).abs() < 1e-6, "{tied}");
        assert_eq!(ndcg(&Ranks::of(&[1]), 2), 0.0);
    }
}
