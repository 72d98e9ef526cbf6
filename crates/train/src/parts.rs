//! The parts a row of the model is blended from. Each part is one way to turn counts into
//! weights; how much each counts for is fitted to the log (see [`super::fit`]).

use crate::count::{RowCounts, Together};

/// How many parts there are.
pub(crate) const PARTS: usize = 8;

/// Weights of one pair, one a part.
pub(crate) type Weights = [f32; PARTS];

/// Prior weight in sessions: how strongly rows of rare items are held back. Zero would trust a
/// single session as much as a thousand.
const SHRINK: f32 = 10.0;

/// The same for plain next-event rules, which are trusted early.
const SHRINK_NEXT: f32 = 1.0;

/// Share of SLIST's whole-session half against its what-comes-after half.
const WHOLE_SESSION: f32 = 0.7;

/// The parts of every candidate of a row, by ascending item:
/// 1. SLIST's matrix without its inverse (Choi et al., "Session-aware Linear Item-Item Models
///    for Session-based Recommendation", WWW 2021), and
/// 2. its square root, which trusts frequent pairs less;
/// 3. square root of co-views where a session shares one vote among its items;
/// 4. sequential rules, weight 1 / distance, and
/// 5. their square root;
/// 6. what came right next;
/// 7. what lies two steps away in the graph of shared sessions, and
/// 8. its square root.
pub(crate) fn of(counts: &RowCounts, two_steps: &[(u32, f32)]) -> Vec<(u32, Weights)> {
    let mut pairs = counts.pairs.iter().peekable();
    let mut steps = two_steps.iter().peekable();
    let mut row = Vec::with_capacity(counts.pairs.len().max(two_steps.len()));
    loop {
        let pair = pairs.peek().map(|&&(item, _)| item);
        let step = steps.peek().map(|&&(item, _)| item);
        let Some(item) = pair.into_iter().chain(step).min() else {
            return row;
        };
        let pair = pairs.next_if(|&&(own, _)| own == item);
        let step = steps.next_if(|&&(own, _)| own == item);
        let mut weights = pair.map_or_else(Weights::default, |(_, pair)| counted(counts, pair));
        if let Some(&(_, weight)) = step {
            weights[6..].copy_from_slice(&[weight, weight.sqrt()]);
        }
        row.push((item, weights));
    }
}

fn counted(counts: &RowCounts, pair: &Together) -> Weights {
    let diagonal = WHOLE_SESSION * counts.sessions + (1.0 - WHOLE_SESSION) * counts.sources;
    let slist = linear(pair) / (diagonal + SHRINK);
    let shared = pair.shared / (counts.sessions + SHRINK);
    let rule = pair.rule / (counts.sessions + SHRINK);
    let next = pair.next / (counts.sessions + SHRINK_NEXT);
    let (slist_root, rule_root) = (slist.sqrt(), rule.sqrt());
    [
        slist,
        slist_root,
        shared.sqrt(),
        rule,
        rule_root,
        next,
        0.0,
        0.0,
    ]
}

/// Whether a candidate is there for the sessions it shared, not only for what lies between.
pub(crate) fn met(weights: &Weights) -> bool {
    weights[..6].iter().any(|&weight| weight > 0.0)
}

/// SLIST's right-hand side: what shares the session, blended with what comes after.
fn linear(pair: &Together) -> f32 {
    WHOLE_SESSION * pair.sessions + (1.0 - WHOLE_SESSION) * pair.after
}

/// The weighted sum of a pair's parts.
pub(crate) fn blend(weights: &Weights, factors: &Weights) -> f32 {
    weights
        .iter()
        .zip(factors)
        .map(|(weight, factor)| weight * factor)
        .sum()
}

/// Keeps the pairs that are among the `keep` heaviest of at least one part.
pub(crate) fn prune(row: &mut Vec<(u32, Weights)>, keep: usize) {
    if row.len() <= keep {
        return;
    }
    let mut bars = Weights::default();
    for (part, bar) in bars.iter_mut().enumerate() {
        let mut weights: Vec<f32> = row.iter().map(|(_, weights)| weights[part]).collect();
        let (_, nth, _) = weights.select_nth_unstable_by(keep - 1, |a, b| b.total_cmp(a));
        *bar = *nth;
    }
    row.retain(|(_, weights)| {
        weights
            .iter()
            .zip(&bars)
            .any(|(weight, bar)| *weight > 0.0 && weight >= bar)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pruning_keeps_what_any_part_holds_high() {
        let weights = |first, last| [first, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, last];
        let mut row = vec![
            (0, weights(3.0, 1.0)),
            (1, weights(2.0, 2.0)),
            (2, weights(1.0, 3.0)),
        ];
        prune(&mut row, 1);
        let kept: Vec<u32> = row.iter().map(|&(item, _)| item).collect();
        assert_eq!(kept, [0, 2]);
    }

    #[test]
    fn parts_of_pairs_and_of_two_steps_stand_side_by_side() {
        let pair = |sessions| {
            let mut pair = Together::default();
            pair.sessions = sessions;
            pair
        };
        let counts = RowCounts {
            sessions: 90.0,
            pairs: vec![(0, pair(1.0)), (1, pair(90.0))],
            ..RowCounts::default()
        };
        let parts = of(&counts, &[(1, 0.25), (7, 0.04)]);
        assert!((parts[0].1[0] - 0.7 / 73.0).abs() < 1e-6);
        assert!((parts[1].1[0] - 63.0 / 73.0).abs() < 1e-6);
        assert_eq!(parts[1].1[6..], [0.25, 0.5]);
        assert_eq!(parts[2], (7, [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.04, 0.2]));
    }
}
