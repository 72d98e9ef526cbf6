//! The rank of a target among scored items.

/// Items with a score above 0, the best first.
pub(crate) type Scores = [(u32, f64)];

/// A rank from 1, in halves; none for a target without a score: a miss at any cutoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rank(Option<usize>);

impl Rank {
    /// A target that got no score.
    pub(crate) const MISS: Rank = Rank(None);

    /// Twice the rank, a whole number from 2.
    pub(crate) fn halves(self) -> Option<usize> {
        self.0
    }
}

/// The rank of `target` in `scores`. Among equal scores it takes the middle, so that neither
/// luck nor the order of the catalog counts.
pub(crate) fn rank(target: u32, scores: &Scores) -> Rank {
    let Some(&(_, own)) = scores.iter().find(|&&(item, _)| item == target) else {
        return Rank::MISS;
    };
    if own <= 0.0 {
        return Rank::MISS;
    }
    let above = scores.partition_point(|&(_, score)| score > own);
    let not_below = scores.partition_point(|&(_, score)| score >= own);
    // The mean of the first and the last rank of the tie, times two.
    Rank(Some(above + 1 + not_below))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(scores: &[f64]) -> Vec<(u32, f64)> {
        (0..).zip(scores.iter().copied()).collect()
    }

    #[test]
    fn ranks_count_from_one() {
        let scores = scores(&[9.0, 5.0, 1.0]);
        assert_eq!(rank(0, &scores).halves(), Some(2));
        assert_eq!(rank(2, &scores).halves(), Some(6));
    }

    #[test]
    fn ties_take_the_middle_rank() {
        let scores = scores(&[9.0, 5.0, 5.0, 1.0]);
        assert_eq!(rank(1, &scores).halves(), Some(5));
        assert_eq!(rank(2, &scores).halves(), Some(5));
    }

    #[test]
    fn no_score_is_a_miss() {
        assert_eq!(rank(7, &scores(&[9.0])), Rank::MISS);
        assert_eq!(rank(1, &scores(&[9.0, 0.0])), Rank::MISS);
    }
}
