//! The rank of a target among scored items.

use whyshelf_engine::ItemIndex;

/// A rank from 1, in halves; none for a target without a score: a miss at any cutoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rank(Option<u64>);

impl Rank {
    /// A target that got no score.
    pub(crate) const MISS: Rank = Rank(None);

    /// The rank if it is within the first `cutoff`.
    pub(crate) fn within(self, cutoff: u32) -> Option<f64> {
        let halves = self.0.filter(|&halves| halves <= u64::from(cutoff) * 2)?;
        Some(halves as f64 / 2.0)
    }
}

/// The rank of `target` in `scores`, which are sorted with the best first. Among equal scores it
/// takes the middle, so that neither luck nor the order of the catalog counts.
pub(crate) fn rank(target: ItemIndex, scores: &[(ItemIndex, u64)]) -> Rank {
    let Some(&(_, own)) = scores.iter().find(|&&(item, _)| item == target) else {
        return Rank::MISS;
    };
    if own == 0 {
        return Rank::MISS;
    }
    let above = scores.partition_point(|&(_, score)| score > own);
    let not_below = scores.partition_point(|&(_, score)| score >= own);
    // The mean of the first and the last rank of the tie, times two.
    Rank(Some((above + 1 + not_below) as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(scores: &[u64]) -> Vec<(ItemIndex, u64)> {
        (0..).map(ItemIndex).zip(scores.iter().copied()).collect()
    }

    #[test]
    fn ranks_count_from_one() {
        let scores = scores(&[9, 5, 1]);
        assert_eq!(rank(ItemIndex(0), &scores).within(5), Some(1.0));
        assert_eq!(rank(ItemIndex(2), &scores).within(5), Some(3.0));
        assert_eq!(rank(ItemIndex(2), &scores).within(2), None);
    }

    #[test]
    fn ties_take_the_middle_rank() {
        let scores = scores(&[9, 5, 5, 1]);
        assert_eq!(rank(ItemIndex(1), &scores).within(5), Some(2.5));
        assert_eq!(rank(ItemIndex(2), &scores).within(5), Some(2.5));
        assert_eq!(rank(ItemIndex(2), &scores).within(2), None);
    }

    #[test]
    fn no_score_is_a_miss() {
        assert_eq!(rank(ItemIndex(7), &scores(&[9])), Rank::MISS);
        assert_eq!(rank(ItemIndex(1), &scores(&[9, 0])), Rank::MISS);
    }
}
