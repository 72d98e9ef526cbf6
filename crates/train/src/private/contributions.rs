//! What each shopper adds to the counts, cut down to a fixed size: noise can hide a contribution
//! only if it is bounded.

use super::budget::Bounds;
use super::randomness::Randomness;
use crate::sessions::Sessions;

/// A shopper's most recent sessions that are looked at: bounds the work for a crawler. It looks
/// at this shopper alone, so it costs no privacy.
const SESSIONS: usize = 100;

/// Everything shoppers contribute, each shopper at most [`Bounds`], in no order that matters.
#[derive(Debug, Default)]
pub(super) struct Contributions {
    /// Pairs, the smaller item first; a shopper gives each at most once.
    pub(super) pairs: Vec<(u32, u32)>,
    /// Items; a shopper gives each at most once.
    pub(super) items: Vec<u32>,
    /// How many shoppers there are.
    pub(super) shoppers: u64,
}

impl Contributions {
    /// Lets every shopper contribute pairs and items chosen uniformly from all they had in
    /// common sessions ("bounded user contribution": Wilson et al., "Differentially Private SQL
    /// with Bounded User Contribution", PoPETs 2020).
    pub(super) fn of(
        sessions: &Sessions,
        bounds: Bounds,
        randomness: &mut Randomness,
    ) -> Contributions {
        let mut order: Vec<usize> = (0..sessions.len()).collect();
        order.sort_by_key(|&session| (sessions.group(session), session));
        let shoppers = order.chunk_by(|&a, &b| sessions.group(a) == sessions.group(b));

        let mut all = Contributions::default();
        for own in shoppers {
            let recent = &own[own.len().saturating_sub(SESSIONS)..];
            let (mut pairs, mut items) = distinct(sessions, recent);
            randomness.choose(&mut pairs, bounds.pairs);
            randomness.choose(&mut items, bounds.items);
            all.pairs.extend(pairs.iter().take(bounds.pairs));
            all.items.extend(items.iter().take(bounds.items));
            all.shoppers += 1;
        }
        all
    }
}

/// Distinct pairs within the same session, and distinct items, of one shopper's sessions.
fn distinct(sessions: &Sessions, own: &[usize]) -> (Vec<(u32, u32)>, Vec<u32>) {
    let (mut pairs, mut items) = (Vec::new(), Vec::new());
    for &session in own {
        let mut members = sessions.items(session).to_vec();
        members.sort_unstable();
        members.dedup();
        for (at, &item) in members.iter().enumerate() {
            pairs.extend(members[at + 1..].iter().map(|&other| (item, other)));
        }
        items.extend(members);
    }
    pairs.sort_unstable();
    pairs.dedup();
    items.sort_unstable();
    items.dedup();
    (pairs, items)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { pairs: 2, items: 3 };

    #[test]
    fn a_shopper_gives_a_pair_once_however_often_it_came() {
        let mut sessions = Sessions::over(3);
        sessions.push(4, [2, 0, 2]);
        sessions.push(9, [0]);
        sessions.push(4, [0, 2]);
        let all = Contributions::of(&sessions, BOUNDS, &mut Randomness::seeded(1));
        assert_eq!(all.pairs, [(0, 2)]);
        assert_eq!(all.shoppers, 2);
        let mut items = all.items;
        items.sort_unstable();
        assert_eq!(items, [0, 0, 2]);
    }

    #[test]
    fn a_shopper_never_gives_more_than_the_bounds() {
        let mut sessions = Sessions::over(40);
        for session in 0..30 {
            sessions.push(session % 3, (0..8).map(|at| (session * 5 + at * 3) % 40));
        }
        let all = Contributions::of(&sessions, BOUNDS, &mut Randomness::seeded(2));
        assert_eq!((all.pairs.len(), all.items.len(), all.shoppers), (6, 9, 3));
    }

    #[test]
    fn every_pair_of_a_shopper_has_the_same_chance() {
        let mut sessions = Sessions::over(4);
        sessions.push(0, [0, 1, 2, 3]);
        let mut given = std::collections::BTreeMap::new();
        for seed in 0..6000 {
            let all = Contributions::of(&sessions, BOUNDS, &mut Randomness::seeded(seed));
            all.pairs
                .iter()
                .for_each(|pair| *given.entry(*pair).or_insert(0_u32) += 1);
        }
        assert_eq!(given.len(), 6);
        // 2,000 each, with a standard deviation of 37.
        assert!(given.values().all(|&times| times.abs_diff(2000) < 220));
    }
}
