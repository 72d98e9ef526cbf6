//! What the log says about an item and each item that shares a session with it. Counting here goes
//! row by row, straight from the sessions, and applies the support threshold before anything is
//! computed from a pair. It is what a fit asks thousands of rows of, and the reference for whoever
//! counts a whole log by other means ([`crate::CountPairs`]).

use crate::accumulator::Accumulator;
use crate::postings::Postings;
use crate::sessions::Sessions;

/// How sessions are counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counting {
    /// A pair counts only if at least this many distinct groups (shoppers, or sessions where the
    /// log has no shoppers) hold both items. 1 keeps every pair.
    pub min_support: u32,
    /// Weight of the oldest session relative to the newest is `exp(-1 / recency)`, with sessions
    /// in between spaced evenly by their order: [`f32::INFINITY`] counts all alike, 0.2 almost
    /// only the last fifth of the log.
    pub recency: f32,
}

impl Counting {
    /// What session number `session` of `sessions` weighs, above 0, at most 1.
    #[must_use]
    pub fn weight(&self, session: usize, sessions: usize) -> f32 {
        let age = 1.0 - (session + 1) as f32 / sessions as f32;
        (-age / self.recency).exp()
    }
}

/// What the log says about a pair (row item, other item). Sessions count with their
/// [weight](Counting::weight).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Together {
    /// Sessions that hold both.
    pub sessions: f32,
    /// The same, each session divided by how many other items it holds.
    pub shared: f32,
    /// Occurrences of the other item after the row item, those nearby counting most:
    /// [`follow_weight`].
    pub after: f32,
    /// The same with the weight `1 / steps between them`.
    pub rule: f32,
    /// Occurrences of the other item right after the row item.
    pub next: f32,
}

/// A pair under construction.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    together: Together,
    groups: u32,
    last_group: Mark,
    last_session: Mark,
}

/// A row's counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RowCounts {
    /// Sessions that hold the row item, weighted like those of the pairs.
    pub(crate) sessions: f32,
    /// Weight of the row item as a source of what comes after it.
    pub(crate) sources: f32,
    /// Pairs that have the support, by ascending item.
    pub(crate) pairs: Vec<(u32, Together)>,
    /// How many pairs lacked the support.
    pub(crate) dropped: usize,
}

/// The last group or session that counted towards a pair; none at first.
type Mark = Option<std::num::NonZeroU32>;

fn mark(number: u32) -> Mark {
    std::num::NonZeroU32::new(number + 1)
}

/// Whoever knows what the log says about every item.
pub(crate) trait CountRows: Sync {
    /// The counts of `item`'s row. `row` must be empty and is left empty.
    fn row(&self, item: u32, row: &mut Accumulator<Tally>) -> RowCounts;

    /// Of every pair of the row [`Together::shared`] alone, which may be less work.
    fn shared(&self, item: u32, row: &mut Accumulator<Tally>) -> Vec<(u32, f32)> {
        let pairs = self.row(item, row).pairs.into_iter();
        pairs.map(|(other, pair)| (other, pair.shared)).collect()
    }
}

/// Counts rows of one set of sessions.
pub(crate) struct Counter<'a> {
    sessions: &'a Sessions,
    postings: &'a Postings,
    counting: Counting,
}

impl<'a> Counter<'a> {
    /// A counter over `sessions` and their index.
    pub(crate) fn new(
        sessions: &'a Sessions,
        postings: &'a Postings,
        counting: Counting,
    ) -> Counter<'a> {
        Counter {
            sessions,
            postings,
            counting,
        }
    }

    fn count_members(&self, item: u32, session: u32, weight: f32, row: &mut Accumulator<Tally>) {
        let group = mark(self.sessions.group(session as usize));
        let items = self.sessions.items(session as usize);
        let share = weight / (self.postings.distinct(session) - 1).max(1) as f32;
        for &other in items.iter().filter(|&&other| other != item) {
            let pair = row.at(other);
            if pair.last_session != mark(session) {
                pair.last_session = mark(session);
                pair.together.sessions += weight;
                pair.together.shared += share;
                if pair.last_group != group {
                    pair.last_group = group;
                    pair.groups += 1;
                }
            }
        }
    }
}

impl CountRows for Counter<'_> {
    fn row(&self, item: u32, row: &mut Accumulator<Tally>) -> RowCounts {
        let mut counts = RowCounts::default();
        for &session in self.postings.of_item(item) {
            let items = self.sessions.items(session as usize);
            let weight = self.counting.weight(session as usize, self.sessions.len());
            counts.sessions += weight;
            self.count_members(item, session, weight, row);
            for (at, _) in items.iter().enumerate().filter(|&(_, &x)| x == item) {
                counts.sources += weight * source_weight(items.len() - 1 - at);
                count_followers(item, &items[at + 1..], weight, row);
            }
        }
        let all = row.drain();
        let found = all.len();
        counts.pairs = all
            .into_iter()
            .filter(|(_, pair)| pair.groups >= self.counting.min_support)
            .map(|(other, pair)| (other, pair.together))
            .collect();
        counts.dropped = found - counts.pairs.len();
        counts
    }

    fn shared(&self, item: u32, row: &mut Accumulator<Tally>) -> Vec<(u32, f32)> {
        for &session in self.postings.of_item(item) {
            let weight = self.counting.weight(session as usize, self.sessions.len());
            self.count_members(item, session, weight, row);
        }
        let all = row.drain().into_iter();
        all.filter(|(_, pair)| pair.groups >= self.counting.min_support)
            .map(|(other, pair)| (other, pair.together.shared))
            .collect()
    }
}

/// Adds what came after an occurrence of `item`.
fn count_followers(item: u32, after: &[u32], weight: f32, row: &mut Accumulator<Tally>) {
    for (between, &other) in after.iter().enumerate() {
        if other == item {
            continue;
        }
        let pair = &mut row.at(other).together;
        pair.after += weight * follow_weight(between);
        pair.rule += weight / (between + 1) as f32;
        if between == 0 {
            pair.next += weight;
        }
    }
}

/// SLIST's transition weight summed over all ways to cut the session between the two items: the
/// source weighs `exp(-steps to the cut)`, the target `exp(-steps from the cut)`. `between` events
/// lie between the two.
#[must_use]
pub fn follow_weight(between: usize) -> f32 {
    (between + 1) as f32 * (-(between as f32)).exp()
}

/// The matching weight of a source by itself: `exp(-2 * steps to the cut)` over all cuts.
pub(crate) fn source_weight(following: usize) -> f32 {
    (0..following.min(8))
        .map(|cut| (-2.0 * cut as f32).exp())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: Counting = Counting {
        min_support: 1,
        recency: f32::INFINITY,
    };

    fn row(sessions: &Sessions, counting: Counting, item: u32) -> RowCounts {
        let postings = Postings::of(sessions);
        let mut row = Accumulator::over(sessions.item_count());
        Counter::new(sessions, &postings, counting).row(item, &mut row)
    }

    fn log(sessions: &[(u32, &[u32])]) -> Sessions {
        let mut log = Sessions::over(4);
        for &(group, items) in sessions {
            log.push(group, items.iter().copied());
        }
        log
    }

    #[test]
    fn a_pair_is_counted_once_a_session_and_after_only_forwards() {
        let counts = row(&log(&[(0, &[0, 1, 2]), (1, &[1, 0, 1])]), EVERY, 0);
        assert_eq!(counts.sessions, 2.0);
        let (item, one) = counts.pairs[0];
        assert_eq!((item, one.sessions, one.shared), (1, 2.0, 1.5));
        assert_eq!((one.after, one.rule, one.next), (2.0, 2.0, 2.0));
        let (item, two) = counts.pairs[1];
        assert_eq!((item, two.sessions, two.rule, two.next), (2, 1.0, 0.5, 0.0));
    }

    #[test]
    fn sessions_of_one_group_support_a_pair_once() {
        let sessions = log(&[(5, &[0, 1]), (5, &[0, 1]), (6, &[0, 1, 2])]);
        let twice = Counting {
            min_support: 2,
            ..EVERY
        };
        let counts = row(&sessions, twice, 0);
        assert_eq!(counts.pairs.len(), 1);
        assert_eq!(counts.pairs[0].0, 1);
        assert_eq!(counts.pairs[0].1.sessions, 3.0);
        assert_eq!(counts.dropped, 1);
        let postings = Postings::of(&sessions);
        let mut scratch = Accumulator::over(sessions.item_count());
        let shared = Counter::new(&sessions, &postings, twice).shared(0, &mut scratch);
        assert_eq!(shared, [(1, counts.pairs[0].1.shared)]);
    }

    #[test]
    fn recent_sessions_weigh_more_when_asked() {
        let sessions = log(&[(0, &[0, 1]), (1, &[0, 2])]);
        let recent = Counting {
            recency: 0.5,
            ..EVERY
        };
        let counts = row(&sessions, recent, 0);
        assert!((counts.pairs[0].1.sessions - (-1.0_f32).exp()).abs() < 1e-6);
        assert_eq!(counts.pairs[1].1.sessions, 1.0);
    }
}
