//! What a fit asks again and again: the held-out sessions, written down so that asking is cheap.
//!
//! The items that a session's rows can reach get numbers of their own, so that scores lie side by
//! side in a short table. Queries whose target no row reaches are misses under any setting and are
//! not asked at all. From one event to the next all scores fade alike, so that one row is added an
//! event, not one for every event before it.

use std::ops::Range;

use rayon::prelude::*;

use crate::accumulator::Accumulator;
use crate::knobs::Knobs;
use crate::objective::Sums;
use crate::sessions::Sessions;

/// Ranks that count as found.
pub(crate) const SHELF: f64 = 20.0;

/// Sessions a worker takes at a time; fixed, so that sums do not depend on the number of workers.
const CHUNK: usize = 256;

/// A place in a session's table of scores.
type Slot = u32;

/// Held-out sessions, those without a query that can be answered left out.
pub(crate) struct Asked {
    sessions: Vec<Session>,
    events: Vec<Event>,
    slots: Vec<Slot>,
    /// All queries, those that are not asked among them.
    queries: usize,
}

/// A session up to its last query that can be answered.
struct Session {
    events: Range<usize>,
    /// Length of its table.
    table: usize,
}

/// An event, and the query that comes after it.
struct Event {
    /// What happened, as a place in [`Knobs::kinds`].
    kind: usize,
    /// The item itself.
    own: Slot,
    /// The item's row in the blend.
    row: Range<usize>,
    /// The slots of the row's pairs begin here.
    slots: usize,
    /// The item of the next event, if a row reaches it by now.
    target: Option<Slot>,
}

/// A worker's own memory.
#[derive(Default)]
struct Table {
    /// For every slot the sum of what its events say, and the same faded by their distance.
    sums: Vec<[f32; 2]>,
    scores: Vec<f32>,
}

impl Asked {
    /// Writes down `held_out`, ranked by rows of which item `i` has the pairs
    /// `starts[i]..starts[i + 1]` of `items`.
    pub(crate) fn of(held_out: &Sessions, starts: &[usize], items: &[u32]) -> Asked {
        let mut asked = Asked {
            sessions: Vec::new(),
            events: Vec::new(),
            slots: Vec::new(),
            queries: 0,
        };
        let mut places = Accumulator::over(held_out.item_count());
        for session in 0..held_out.len() {
            let own = held_out.items(session);
            asked.queries += own.len().saturating_sub(1);
            let first = asked.events.len();
            let first_slot = asked.slots.len();
            let mut table = 0;
            let mut place = |item: u32, places: &mut Accumulator<Option<Slot>>| {
                *places.at(item).get_or_insert_with(|| {
                    table += 1;
                    table - 1
                })
            };
            for (at, &item) in own.iter().enumerate().take(own.len().saturating_sub(1)) {
                let row = starts[item as usize]..starts[item as usize + 1];
                let before = own[..at].iter().position(|&before| before == item);
                let slots = match before {
                    Some(before) => asked.events[first + before].slots,
                    None => {
                        let slots = items[row.clone()].iter();
                        let begin = asked.slots.len();
                        asked
                            .slots
                            .extend(slots.map(|&item| place(item, &mut places)));
                        begin
                    }
                };
                asked.events.push(Event {
                    kind: held_out.kinds(session)[at] as usize,
                    own: place(item, &mut places),
                    row,
                    slots,
                    target: places.get(own[at + 1]),
                });
            }
            places.clear();
            asked.keep(first, first_slot, table as usize);
        }
        asked
    }

    /// Keeps the session whose events begin at `first`, up to its last query that can be answered.
    fn keep(&mut self, first: usize, first_slot: usize, table: usize) {
        let events = &self.events[first..];
        match events.iter().rposition(|event| event.target.is_some()) {
            Some(last) => {
                self.events.truncate(first + last + 1);
                self.sessions.push(Session {
                    events: first..self.events.len(),
                    table,
                });
            }
            None => {
                self.events.truncate(first);
                self.slots.truncate(first_slot);
            }
        }
    }

    /// Asks everything: `blend` has a weight for every pair of the rows.
    pub(crate) fn sums(&self, blend: &[f32], knobs: &Knobs) -> Sums {
        let memory = knobs.decay_table().len();
        let chunks: Vec<Sums> = self
            .sessions
            .par_chunks(CHUNK)
            .map_init(Table::default, |table, sessions| {
                let sessions = sessions.iter();
                sessions
                    .map(|session| self.session_sums(session, blend, knobs, memory, table))
                    .fold(Sums::default(), |all, one| all + one)
            })
            .collect();
        let all = chunks
            .into_iter()
            .fold(Sums::default(), |all, one| all + one);
        Sums {
            queries: self.queries as f64,
            ..all
        }
    }

    fn session_sums(
        &self,
        session: &Session,
        blend: &[f32],
        knobs: &Knobs,
        memory: usize,
        table: &mut Table,
    ) -> Sums {
        let fade = (-1.0 / knobs.memory).exp();
        let gone = fade.powi(memory as i32);
        table.sums.clear();
        table.sums.resize(session.table, [0.0; 2]);
        table.scores.resize(session.table, 0.0);
        let mut sums = Sums::default();
        let events = &self.events[session.events.clone()];
        for (at, event) in events.iter().enumerate() {
            self.add(event, [1.0; 2], blend, knobs, &mut table.sums);
            if at >= memory {
                let forgotten = &events[at - memory];
                self.add(forgotten, [-1.0, -gone], blend, knobs, &mut table.sums);
            }
            let scores = &mut table.scores[..session.table];
            for (score, [flat, faded]) in scores.iter_mut().zip(&mut table.sums) {
                *score = knobs.floor * *flat + (1.0 - knobs.floor) * *faded;
                *faded *= fade;
            }
            let Some(target) = event.target else { continue };
            for (distance, event) in events[..=at].iter().rev().enumerate() {
                scores[event.own as usize] += knobs.kinds[event.kind] * knobs.seen_at(distance);
            }
            let rank = rank(scores[target as usize], scores.iter().copied());
            if rank <= SHELF {
                sums.hits += 1.0;
                sums.reciprocal += 1.0 / rank;
            }
        }
        sums
    }

    /// Adds what `event` says, `times` as much.
    fn add(
        &self,
        event: &Event,
        times: [f32; 2],
        blend: &[f32],
        knobs: &Knobs,
        sums: &mut [[f32; 2]],
    ) {
        let kind = knobs.kinds[event.kind];
        let row = &blend[event.row.clone()];
        let slots = &self.slots[event.slots..event.slots + row.len()];
        for (&slot, weight) in slots.iter().zip(row) {
            let [flat, faded] = &mut sums[slot as usize];
            *flat += times[0] * kind * weight;
            *faded += times[1] * kind * weight;
        }
    }
}

/// Rank of an item with the score `own` among all scores, from 1; ties take the middle, an item without a
/// score is never reached.
pub(crate) fn rank(own: f32, scores: impl Iterator<Item = f32>) -> f64 {
    if own <= 0.0 {
        return f64::INFINITY;
    }
    let (mut above, mut level) = (0_u32, 0_u32);
    for score in scores {
        above += u32::from(score > own);
        level += u32::from(score == own);
    }
    f64::from(above) + f64::from(level + 1) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_take_the_middle_rank_and_no_score_is_a_miss() {
        let scores = [3.0, 2.0, 2.0, 2.0, 0.0];
        let rank = |at: usize| rank(scores[at], scores.into_iter());
        assert_eq!(rank(0), 1.0);
        assert_eq!(rank(2), 3.0);
        assert_eq!(rank(4), f64::INFINITY);
    }

    #[test]
    fn what_is_forgotten_leaves_the_sums() {
        // Item 0 leads to 1; a memory of one event has forgotten it by the second query.
        let mut held_out = Sessions::over(3);
        held_out.push(0, [0, 2, 1]);
        let asked = Asked::of(&held_out, &[0, 1, 1, 1], &[1]);
        let long = Knobs {
            seen: [0.0; 4],
            ..Knobs::START
        };
        let short = Knobs {
            memory: 0.1,
            floor: 0.0,
            ..long
        };
        assert_eq!(short.decay_table().len(), 1);
        assert_eq!(asked.sums(&[1.0], &long).hits, 1.0);
        assert_eq!(asked.sums(&[1.0], &short).hits, 0.0);
        assert_eq!(asked.sums(&[1.0], &short).queries, 2.0);
    }
}
