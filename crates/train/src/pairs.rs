//! The pairs of a whole log, counted before anything asks for them: what the final model is made
//! from. Who counts them is the caller's choice, so that a large log can be counted outside of this
//! process's memory.

use rayon::prelude::*;

use crate::Progress;
use crate::accumulator::Accumulator;
use crate::count::{CountRows, Counter, Counting, RowCounts, Tally, Together, source_weight};
use crate::postings::Postings;
use crate::sessions::Sessions;

/// Counts the pairs of all items.
pub trait CountPairs {
    /// Why counting failed.
    type Error;

    /// The pairs of `sessions` that have the support, as a step of `progress`.
    ///
    /// # Errors
    /// Whatever the counter cannot do.
    fn count(
        &self,
        sessions: &Sessions,
        counting: Counting,
        progress: &dyn Progress,
    ) -> Result<Pairs, Self::Error>;
}

/// What came in which order: one direction of a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Following {
    /// See [`Together::after`].
    pub after: f32,
    /// See [`Together::rule`].
    pub rule: f32,
    /// See [`Together::next`].
    pub next: f32,
}

/// A pair of items with what is the same in both directions and what is not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The item with the smaller number.
    pub low: u32,
    /// The item with the larger number.
    pub high: u32,
    /// See [`Together::sessions`].
    pub sessions: f32,
    /// See [`Together::shared`].
    pub shared: f32,
    /// What `high` did after `low`.
    pub onward: Following,
    /// What `low` did after `high`.
    pub back: Following,
}

/// Pairs that have the support, row by row.
///
/// Stored flat: the row of item `i` is `others[starts[i]..starts[i + 1]]`, by ascending item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pairs {
    starts: Vec<usize>,
    others: Vec<u32>,
    counts: Vec<Together>,
    dropped: usize,
}

impl Pairs {
    /// Makes rows of `pairs`, which must come by ascending `low` and then `high`, each once, with
    /// `low < high < item_count`. `dropped` says how many lacked the support.
    #[must_use]
    pub fn of(item_count: usize, pairs: &[Pair], dropped: usize) -> Pairs {
        let mut starts = vec![0; item_count + 1];
        for pair in pairs {
            starts[pair.low as usize + 1] += 1;
            starts[pair.high as usize + 1] += 1;
        }
        for slot in 1..starts.len() {
            starts[slot] += starts[slot - 1];
        }
        let mut next = starts.clone();
        let mut others = vec![0; 2 * pairs.len()];
        let mut counts = vec![Together::default(); 2 * pairs.len()];
        // In this order every row gets its smaller neighbours first.
        for pair in pairs {
            let mut put = |item: u32, other, following: Following| {
                let place = &mut next[item as usize];
                others[*place] = other;
                counts[*place] = Together {
                    sessions: pair.sessions,
                    shared: pair.shared,
                    after: following.after,
                    rule: following.rule,
                    next: following.next,
                };
                *place += 1;
            };
            put(pair.low, pair.high, pair.onward);
            put(pair.high, pair.low, pair.back);
        }
        Pairs {
            starts,
            others,
            counts,
            dropped,
        }
    }

    /// No pairs.
    pub(crate) fn none(item_count: usize) -> Pairs {
        Pairs::of(item_count, &[], 0)
    }

    /// The row of `item`, by ascending other item.
    pub fn row(&self, item: u32) -> impl Iterator<Item = (u32, Together)> + '_ {
        let range = self.starts[item as usize]..self.starts[item as usize + 1];
        let counts = self.counts[range.clone()].iter().copied();
        self.others[range].iter().copied().zip(counts)
    }

    /// How many pairs there are; every one is in two rows.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.others.len() / 2
    }

    /// How many pairs lacked the support.
    #[must_use]
    pub fn dropped(&self) -> usize {
        self.dropped
    }
}

/// The counter in this process's memory: the reference.
#[derive(Clone, Copy, Debug, Default)]
pub struct InMemory;

impl CountPairs for InMemory {
    type Error = std::convert::Infallible;

    fn count(
        &self,
        sessions: &Sessions,
        counting: Counting,
        progress: &dyn Progress,
    ) -> Result<Pairs, Self::Error> {
        progress.begin("count", sessions.item_count());
        let postings = Postings::of(sessions);
        let counter = Counter::new(sessions, &postings, counting);
        let rows: Vec<RowCounts> = (0..sessions.item_count() as u32)
            .into_par_iter()
            .map_init(
                || Accumulator::over(sessions.item_count()),
                |row, item| {
                    progress.advance();
                    counter.row(item, row)
                },
            )
            .collect();
        progress.end();
        let mut pairs = Pairs::default();
        pairs.starts.push(0);
        for row in rows {
            let (others, counts): (Vec<_>, Vec<_>) = row.pairs.into_iter().unzip();
            pairs.others.extend(others);
            pairs.counts.extend(counts);
            pairs.starts.push(pairs.others.len());
            pairs.dropped += row.dropped;
        }
        pairs.dropped /= 2;
        Ok(pairs)
    }
}

/// Rows read from pairs that were counted before.
pub(crate) struct Counted {
    pairs: Pairs,
    /// [`RowCounts::sessions`] and [`RowCounts::sources`] of every item.
    totals: Vec<(f32, f32)>,
}

impl Counted {
    /// Rows of `sessions`, whose pairs are `pairs`.
    pub(crate) fn of(sessions: &Sessions, counting: Counting, pairs: Pairs) -> Counted {
        let mut totals = vec![(0.0_f64, 0.0_f64); sessions.item_count()];
        let mut last_seen_in = vec![usize::MAX; sessions.item_count()];
        for (session, items) in sessions.iter().enumerate() {
            let weight = f64::from(counting.weight(session, sessions.len()));
            for (at, &item) in items.iter().enumerate() {
                let total = &mut totals[item as usize];
                total.1 += weight * f64::from(source_weight(items.len() - 1 - at));
                if std::mem::replace(&mut last_seen_in[item as usize], session) != session {
                    total.0 += weight;
                }
            }
        }
        let totals = totals.into_iter();
        Counted {
            pairs,
            totals: totals
                .map(|(of, as_source)| (of as f32, as_source as f32))
                .collect(),
        }
    }

    /// The pairs.
    pub(crate) fn pairs(&self) -> &Pairs {
        &self.pairs
    }
}

impl CountRows for Counted {
    fn row(&self, item: u32, _: &mut Accumulator<Tally>) -> RowCounts {
        let (sessions, sources) = self.totals[item as usize];
        RowCounts {
            sessions,
            sources,
            pairs: self.pairs.row(item).collect(),
            dropped: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::Unseen;

    #[test]
    fn rows_of_pairs_are_sorted_and_know_the_direction() {
        let following = |next| Following {
            next,
            ..Following::default()
        };
        let pair = |low, high, next, back| Pair {
            low,
            high,
            sessions: 1.0,
            shared: 0.5,
            onward: following(next),
            back: following(back),
        };
        let pairs = Pairs::of(
            4,
            &[
                pair(0, 2, 1.0, 2.0),
                pair(1, 2, 3.0, 4.0),
                pair(2, 3, 5.0, 6.0),
            ],
            7,
        );
        let row = |item| -> Vec<(u32, f32)> {
            pairs
                .row(item)
                .map(|(other, pair)| (other, pair.next))
                .collect()
        };
        assert_eq!(row(0), [(2, 1.0)]);
        assert_eq!(row(2), [(0, 2.0), (1, 4.0), (3, 5.0)]);
        assert_eq!(row(3), [(2, 6.0)]);
        assert_eq!((pairs.kept(), pairs.dropped()), (3, 7));
    }

    #[test]
    fn counted_rows_are_the_counters_rows() {
        let mut sessions = Sessions::over(4);
        sessions.push(0, [0, 1, 0, 2]);
        sessions.push(0, [2, 1]);
        sessions.push(1, [1, 2, 2]);
        let counting = Counting {
            min_support: 1,
            recency: 0.5,
        };
        let postings = Postings::of(&sessions);
        let counter = Counter::new(&sessions, &postings, counting);
        let pairs = InMemory.count(&sessions, counting, &Unseen).unwrap();
        let counted = Counted::of(&sessions, counting, pairs);
        let mut scratch = Accumulator::over(4);
        for item in 0..4 {
            let expected = counter.row(item, &mut scratch);
            let row = counted.row(item, &mut scratch);
            assert_eq!(row.pairs, expected.pairs);
            assert!((row.sessions - expected.sessions).abs() < 1e-6);
            assert!((row.sources - expected.sources).abs() < 1e-6);
        }
    }
}
