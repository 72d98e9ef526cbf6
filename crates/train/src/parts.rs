//! The parts a row of the model is blended from. Each part is one way to turn counts or catalog
//! facts into weights; how much each counts for is fitted to the log (see [`super::fit`]).

use std::ops::Range;

use crate::accumulator::Accumulator;
use crate::count::{RowCounts, Together};
use crate::features::{KINDS as FEATURES, Similarity};

/// How many parts there are.
pub(crate) const PARTS: usize = 10 + FEATURES;

/// Parts counted in all sessions.
pub(crate) const SESSION: Range<usize> = 0..6;

/// Parts from two steps in the graph of shared sessions.
pub(crate) const COMPANY: Range<usize> = 6..8;

/// Parts counted in baskets, where the log has other events beside purchases.
pub(crate) const BASKET: Range<usize> = 8..10;

/// Parts read in the catalog.
pub(crate) const CATALOG: Range<usize> = 10..PARTS;

/// Weights of one pair, one a part:
/// 1. SLIST's matrix without its inverse (Choi et al., "Session-aware Linear Item-Item Models
///    for Session-based Recommendation", WWW 2021), and
/// 2. its square root, which trusts frequent pairs less;
/// 3. square root of co-views where a session shares one vote among its items;
/// 4. sequential rules, weight 1 / distance, and
/// 5. their square root;
/// 6. what came right next;
/// 7. what lies two steps away in the graph of shared sessions, and
/// 8. its square root;
/// 9. share of the item's baskets that hold the other, and
/// 10. its square root;
/// 11. to 15. likeness in category, title, brand, attributes and price ([`crate::features`]).
pub(crate) type Weights = [f32; PARTS];

/// Parts that are the square roots of others.
const ROOTS: [usize; 4] = [1, 4, 7, 9];

/// Prior weight in sessions: how strongly rows of rare items are held back. Zero would trust a
/// single session as much as a thousand.
const SHRINK: f32 = 10.0;

/// The same for plain next-event rules, which are trusted early.
const SHRINK_NEXT: f32 = 1.0;

/// Share of SLIST's whole-session half against its what-comes-after half.
const WHOLE_SESSION: f32 = 0.7;

/// What is known of a row before it is put into parts.
pub(crate) struct Known<'a> {
    /// Counts in all sessions.
    pub(crate) sessions: &'a RowCounts,
    /// Counts in baskets.
    pub(crate) baskets: &'a RowCounts,
    /// Two steps in the graph.
    pub(crate) two_steps: &'a [(u32, f32)],
    /// Items alike by what the catalog says.
    pub(crate) similar: &'a [(u32, Similarity)],
}

/// The parts of every candidate of a row, by ascending item. `row` must be empty and is left so.
pub(crate) fn of(known: &Known<'_>, row: &mut Accumulator<Weights>) -> Vec<(u32, Weights)> {
    for (item, pair) in &known.sessions.pairs {
        row.at(*item)[SESSION].copy_from_slice(&in_sessions(known.sessions, pair));
    }
    for &(item, weight) in known.two_steps {
        row.at(item)[COMPANY].copy_from_slice(&[weight, weight.sqrt()]);
    }
    for (item, pair) in &known.baskets.pairs {
        let share = pair.sessions / (known.baskets.sessions + SHRINK);
        row.at(*item)[BASKET].copy_from_slice(&[share, share.sqrt()]);
    }
    for (item, similarity) in known.similar {
        row.at(*item)[CATALOG].copy_from_slice(similarity);
    }
    row.drain()
}

fn in_sessions(counts: &RowCounts, pair: &Together) -> [f32; 6] {
    let diagonal = WHOLE_SESSION * counts.sessions + (1.0 - WHOLE_SESSION) * counts.sources;
    let slist = linear(pair) / (diagonal + SHRINK);
    let shared = pair.shared / (counts.sessions + SHRINK);
    let rule = pair.rule / (counts.sessions + SHRINK);
    let next = pair.next / (counts.sessions + SHRINK_NEXT);
    [slist, slist.sqrt(), shared.sqrt(), rule, rule.sqrt(), next]
}

/// SLIST's right-hand side: what shares the session, blended with what comes after.
fn linear(pair: &Together) -> f32 {
    WHOLE_SESSION * pair.sessions + (1.0 - WHOLE_SESSION) * pair.after
}

/// What puts a candidate into a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tie {
    /// Enough baskets hold the two.
    Basket,
    /// Enough sessions hold the two.
    Session,
    /// The two keep the same company.
    Company,
    /// The catalog says much the same of the two.
    Likeness,
}

/// What a candidate is there for, first of all for what it was seen to do itself; `trust` is what
/// the catalog's word counts for.
pub(crate) fn tie(weights: &Weights, factors: &Weights, trust: f32) -> Tie {
    let holds = |parts: Range<usize>| weights[parts].iter().any(|&weight| weight > 0.0);
    if holds(BASKET) {
        Tie::Basket
    } else if holds(SESSION) {
        Tie::Session
    } else if trust * sum(weights, factors, CATALOG) > sum(weights, factors, COMPANY) {
        Tie::Likeness
    } else {
        Tie::Company
    }
}

/// The weighted sum of a pair's parts; `trust` is what the catalog's word counts for.
pub(crate) fn blend(weights: &Weights, factors: &Weights, trust: f32) -> f32 {
    sum(weights, factors, 0..CATALOG.start) + trust * sum(weights, factors, CATALOG)
}

fn sum(weights: &Weights, factors: &Weights, parts: Range<usize>) -> f32 {
    let pairs = weights[parts.clone()].iter().zip(&factors[parts]);
    pairs.map(|(weight, factor)| weight * factor).sum()
}

/// Keeps the pairs that are among the `keep` heaviest of at least one part.
pub(crate) fn prune(row: &mut Vec<(u32, Weights)>, keep: usize) {
    if row.len() <= keep {
        return;
    }
    // What nothing weighs in this row has no heaviest; roots have the order of what they are of.
    let mut bars = [f32::INFINITY; PARTS];
    let mut weights = Vec::with_capacity(row.len());
    for part in (0..PARTS).filter(|part| !ROOTS.contains(part)) {
        weights.clear();
        let all = row.iter().map(|(_, weights)| weights[part]);
        weights.extend(all.filter(|&weight| weight > 0.0));
        bars[part] = match weights.len() {
            0 => continue,
            few if few <= keep => f32::MIN_POSITIVE,
            _ => {
                *weights
                    .select_nth_unstable_by(keep - 1, |a, b| b.total_cmp(a))
                    .1
            }
        };
    }
    row.retain(|(_, weights)| {
        let mut pairs = weights.iter().zip(&bars);
        pairs.any(|(weight, bar)| weight >= bar)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(filled: &[(usize, f32)]) -> Weights {
        let mut weights = [0.0; PARTS];
        for &(part, weight) in filled {
            weights[part] = weight;
        }
        weights
    }

    #[test]
    fn pruning_keeps_what_any_part_holds_high() {
        let weights = |first, last| weights(&[(0, first), (6, last)]);
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
    fn parts_of_every_source_stand_side_by_side() {
        let pair = |sessions| Together {
            sessions,
            ..Together::default()
        };
        let counts = |sessions, pairs| RowCounts {
            sessions,
            pairs,
            ..RowCounts::default()
        };
        let known = Known {
            sessions: &counts(90.0, vec![(0, pair(1.0)), (1, pair(90.0))]),
            baskets: &counts(15.0, vec![(1, pair(4.0))]),
            two_steps: &[(1, 0.25), (7, 0.04)],
            similar: &[(0, [0.5; FEATURES])],
        };
        let parts = of(&known, &mut Accumulator::over(8));
        assert!((parts[0].1[0] - 0.7 / 73.0).abs() < 1e-6);
        assert_eq!(parts[0].1[CATALOG], [0.5; FEATURES]);
        assert!((parts[1].1[0] - 63.0 / 73.0).abs() < 1e-6);
        assert_eq!(parts[1].1[COMPANY], [0.25, 0.5]);
        assert_eq!(parts[1].1[BASKET], [0.16, 0.4]);
        assert_eq!(parts[2], (7, weights(&[(6, 0.04), (7, 0.2)])));
    }

    #[test]
    fn what_was_seen_to_happen_goes_before_what_is_guessed() {
        let factors = [1.0; PARTS];
        let tie = |filled: &[(usize, f32)], trust| tie(&weights(filled), &factors, trust);
        assert_eq!(tie(&[(0, 0.1), (9, 0.1), (12, 9.0)], 1.0), Tie::Basket);
        assert_eq!(tie(&[(0, 0.1), (7, 0.9), (12, 9.0)], 1.0), Tie::Session);
        assert_eq!(tie(&[(7, 0.5), (12, 0.9)], 1.0), Tie::Likeness);
        assert_eq!(tie(&[(7, 0.5), (12, 0.9)], 0.5), Tie::Company);
    }
}
