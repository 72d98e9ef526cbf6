//! VMIS-kNN: past sessions that resemble this one vote for their items.
//!
//! ```text
//! candidates   = the m most recent past sessions that share an item with the session
//! similarity r = Σ over shared items:  position of the item's last event / distinct items
//! neighbours   = the k most similar candidates; of equals the most recent
//! score(j)     = Σ over neighbours n with j:  λ(n) · r(n) · ln(sessions / sessions with j)
//! λ(n)         = max(0, 1 − steps / 10), steps from the end to the last shared event, 1 the last
//! ```
//! Kersbergen, Sprangers, Schelter, "Serenade: Low-Latency Session-Based Recommendation in
//! e-Commerce at Scale", SIGMOD 2022. k and m are of the grid searched there; the pair 500 and
//! 5000 is also that of VSKNN, which VMIS-kNN restates, in the public configuration of Ludewig et
//! al., "Empirical Analysis of Session-Based Recommendation Algorithms", UMUAI 2021.
//!
//! It carries the raw sessions along, so it could not be shipped to browsers.

use super::{Baseline, add_up};
use crate::popularity;
use crate::sessions::Sessions;

/// Sessions that are compared at most, the most recent ones.
const CANDIDATES: usize = 5000;

/// Sessions that vote.
const NEIGHBOURS: usize = 500;

/// Events of the session at hand that are looked at, the last ones: older ones carry no weight,
/// since λ is 0 for them, and would only cost time.
const LAST_EVENTS: usize = 10;

/// Nearest neighbours among past sessions.
pub struct VmisKnn {
    /// Distinct items of every session, in the order of their first event.
    sessions: Sessions,
    /// Where each item's sessions start in `recent`.
    starts: Vec<usize>,
    /// Sessions of each item, the most recent first, [`CANDIDATES`] at most.
    recent: Vec<u32>,
    /// `ln(sessions / sessions with the item)`, 0 for an item in none.
    rarity: Vec<f64>,
}

/// A past session that shares items with the one at hand.
#[derive(Clone, Copy)]
struct Candidate {
    session: u32,
    similarity: f64,
    /// Steps from the end to the last shared event, from 1.
    steps: usize,
}

impl VmisKnn {
    /// Indexes the sessions.
    pub fn train(sessions: Sessions) -> VmisKnn {
        let mut distinct = Sessions::over(sessions.item_count());
        for (number, items) in sessions.iter().enumerate() {
            let first = |&(at, item): &(usize, &u32)| !items[..at].contains(item);
            let items = items.iter().enumerate().filter(first);
            distinct.push(sessions.group(number), items.map(|(_, &item)| item));
        }
        let counts = popularity::sessions_by_item(&distinct);
        let (starts, recent) = most_recent(&distinct, &counts);
        let rarity = counts
            .iter()
            .map(|&count| match count {
                0 => 0.0,
                _ => (distinct.len() as f64 / f64::from(count)).ln(),
            })
            .collect();
        VmisKnn {
            sessions: distinct,
            starts,
            recent,
            rarity,
        }
    }

    fn sessions_of(&self, item: u32) -> &[u32] {
        let item = item as usize;
        match self.starts.get(item + 1) {
            Some(&end) => &self.recent[self.starts[item]..end],
            None => &[],
        }
    }

    /// The sessions that vote.
    fn neighbours(&self, session: &[u32]) -> Vec<Candidate> {
        let session = &session[session.len().saturating_sub(LAST_EVENTS)..];
        let last_events: Vec<(usize, u32)> = session
            .iter()
            .enumerate()
            .filter(|&(at, item)| !session[at + 1..].contains(item))
            .map(|(at, &item)| (at, item))
            .collect();
        let mut candidates: Vec<Candidate> = Vec::new();
        for &(at, item) in last_events.iter().rev() {
            let shared = Candidate {
                session: 0,
                similarity: (at + 1) as f64 / last_events.len() as f64,
                steps: session.len() - at,
            };
            let sessions = self.sessions_of(item).iter();
            candidates.extend(sessions.map(|&session| Candidate { session, ..shared }));
        }
        // Stable: of one session's entries the one with the fewest steps stays in front.
        candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.session));
        candidates.dedup_by(|next, sum| {
            let same = next.session == sum.session;
            if same {
                sum.similarity += next.similarity;
            }
            same
        });
        candidates.truncate(CANDIDATES);
        candidates.sort_by(|a, b| b.similarity.total_cmp(&a.similarity));
        candidates.truncate(NEIGHBOURS);
        candidates
    }
}

impl Baseline for VmisKnn {
    fn name(&self) -> &'static str {
        "VMIS-kNN"
    }

    fn scores(&self, session: &[u32]) -> Vec<(u32, f64)> {
        let mut pieces = Vec::new();
        for neighbour in self.neighbours(session) {
            let fading = (1.0 - neighbour.steps as f64 / 10.0).max(0.0);
            let weight = fading * neighbour.similarity;
            let items = self.sessions.items(neighbour.session as usize).iter();
            pieces.extend(items.map(|&item| (item, weight * self.rarity[item as usize])));
        }
        let mut scores = add_up(pieces);
        scores.retain(|&(_, score)| score > 0.0);
        scores
    }
}

/// Index of the sessions of every item, the most recent first, [`CANDIDATES`] at most.
fn most_recent(sessions: &Sessions, counts: &[u32]) -> (Vec<usize>, Vec<u32>) {
    let mut starts = vec![0];
    for &count in counts {
        let end = starts[starts.len() - 1] + (count as usize).min(CANDIDATES);
        starts.push(end);
    }
    let mut recent = vec![0; starts[counts.len()]];
    let mut next = starts.clone();
    for session in (0..sessions.len()).rev() {
        for &item in sessions.items(session) {
            let item = item as usize;
            if next[item] < starts[item + 1] {
                recent[next[item]] = session as u32;
                next[item] += 1;
            }
        }
    }
    (starts, recent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trained(sessions: &[&[u32]]) -> VmisKnn {
        let mut log = Sessions::over(5);
        for (group, items) in (0..).zip(sessions) {
            log.push(group, items.iter().copied());
        }
        VmisKnn::train(log)
    }

    #[test]
    fn a_session_that_shares_the_last_item_votes_more() {
        let knn = trained(&[&[0, 2], &[1, 3], &[4]]);
        let scores = knn.scores(&[0, 1]);
        let rare = 3.0_f64.ln();
        // Item 0 stands at 1 of 2 places, two steps from the end; item 1 at 2 of 2, one step.
        let (older, newer) = (0.5 * (1.0 - 0.2) * rare, 1.0 * (1.0 - 0.1) * rare);
        assert_eq!(scores, [(0, older), (1, newer), (2, older), (3, newer)]);
    }

    #[test]
    fn shared_items_add_up_and_common_items_count_less() {
        let knn = trained(&[&[0, 1, 2], &[2, 3], &[4], &[4]]);
        let scores = knn.scores(&[0, 1]);
        let weight = (0.5 + 1.0) * 0.9;
        let expected = |sessions_with: f64| weight * (4.0_f64 / sessions_with).ln();
        assert_eq!(
            scores,
            [(0, expected(1.0)), (1, expected(1.0)), (2, expected(2.0))]
        );
    }

    #[test]
    fn a_repeated_item_counts_by_its_last_event() {
        let knn = trained(&[&[0, 2], &[1]]);
        let found = knn.neighbours(&[0, 3, 0]);
        let found: Vec<_> = found
            .iter()
            .map(|near| (near.steps, near.similarity))
            .collect();
        assert_eq!(found, [(1, 1.5)]);
    }

    #[test]
    fn the_most_recent_of_equals_vote() {
        let sessions = vec![&[0_u32, 1][..]; NEIGHBOURS + 1];
        let knn = trained(&sessions);
        let neighbours = knn.neighbours(&[0]);
        assert_eq!(neighbours.len(), NEIGHBOURS);
        assert!(neighbours.iter().all(|voter| voter.session > 0));
    }
}
