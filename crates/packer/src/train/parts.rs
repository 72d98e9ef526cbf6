//! The parts a row of the model is blended from. Each part is one way to turn counts into
//! weights; how much each counts for is fitted to the log (see [`super::fit`]).

use super::count::{RowCounts, Together};

/// How many parts there are.
pub(super) const PARTS: usize = 8;

/// Weights of one pair, one a part.
pub(super) type Weights = [f32; PARTS];

/// Prior weight in sessions: how strongly rows of rare items are held back. Zero would trust a
/// single session as much as a thousand.
const SHRINK: f32 = 10.0;

/// The same for plain next-event rules, which are trusted early.
const SHRINK_NEXT: f32 = 1.0;

/// Share of SLIST's whole-session half against its what-comes-after half.
const WHOLE_SESSION: f32 = 0.7;

/// The parts of every pair of a row:
/// 1. SLIST's matrix without its inverse (Choi et al., "Session-aware Linear Item-Item Models
///    for Session-based Recommendation", WWW 2021), and
/// 2. its square root, which trusts frequent pairs less;
/// 3. square root of co-views where a session shares one vote among its items;
/// 4. sequential rules, weight 1 / distance, and
/// 5. their square root;
/// 6. what came right next.
pub(super) fn of(counts: &RowCounts, two_steps: &[(u32, f32)]) -> Vec<(u32, Weights)> {
    let diagonal = WHOLE_SESSION * counts.sessions + (1.0 - WHOLE_SESSION) * counts.sources;
    let pairs = counts.pairs.iter();
    let mut row: Vec<(u32,Weights)> = pairs
        .map(|&(item, pair)| {
            let slist = linear(&pair) / (diagonal + SHRINK);
            let shared = pair.shared / (counts.sessions + SHRINK);
            let rule = pair.rule / (counts.sessions + SHRINK);
            let next = pair.next / (counts.sessions + SHRINK_NEXT);
            let parts = [slist, slist.sqrt(), shared.sqrt(), rule, rule.sqrt(), next, 0.0, 0.0];
            (item, parts)
        })
        .collect();
    let n=row.len();
    for &(item,w) in two_steps {
        match row[..n].binary_search_by_key(&item,|r|r.0) {
            Ok(at)=>{row[at].1[6]=w;row[at].1[7]=w.sqrt();}
            Err(_)=>{let mut z=Weights::default(); z[6]=w;z[7]=w.sqrt(); row.push((item,z));}
        }
    }
    row
}

/// SLIST's right-hand side: what shares the session, blended with what comes after.
fn linear(pair: &Together) -> f32 {
    WHOLE_SESSION * pair.sessions + (1.0 - WHOLE_SESSION) * pair.after
}

/// The weighted sum of a pair's parts.
pub(super) fn blend(weights: &Weights, factors: &Weights) -> f32 {
    weights
        .iter()
        .zip(factors)
        .map(|(weight, factor)| weight * factor)
        .sum()
}

/// Keeps the pairs that are among the `keep` heaviest of at least one part.
pub(super) fn prune(row: &mut Vec<(u32, Weights)>, keep: usize) {
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
    fn a_pair_seen_once_weighs_less_than_half_of_one_seen_always() {
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
        let parts = of(&counts, &[]);
        assert!((parts[0].1[0] - 0.7 / 73.0).abs() < 1e-6);
        assert!((parts[1].1[0] - 63.0 / 73.0).abs() < 1e-6);
    }
}
