//! What earlier visits weigh, fitted: held-out sessions of shoppers who had been there before, ranked
//! by what they did then as well. It adds up as the engine does (`voice.rs` there), in floating point,
//! as [`crate::asked`] does for one session alone; but of items that were not seen before, as shelves do:
//! how much an earlier visit says of its own items is another number.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;
use whyshelf_engine::{EARLIER_VISITS, FARTHEST, MOST_OF_EARLIER, USUAL_EARLIER};

use crate::asked::{SHELF, rank};
use crate::knobs::Knobs;
use crate::objective::{HITS_PER_MOVE, Sums};
use crate::part_rows::{Blended, PartRows};
use crate::parts::Weights;
use crate::sessions::Sessions;

/// With fewer queries than this, a fit would learn noise.
const FEWEST_QUERIES: usize = 100;

/// Sessions that are asked at most, the newest.
const MOST_SESSIONS: usize = 1_000;

/// What the last visit may weigh, in 256ths.
const LEVELS: [f32; 8] = [0.0, 4.0, 8.0, 16.0, 24.0, 38.0, 50.0, 64.0];

/// What a visit may weigh in terms of the one after it.
const RATIOS: [f32; 6] = [1.0, 0.92, 0.84, 0.7, 0.5, 0.25];

/// Place in [`LEVELS`] and [`RATIOS`] of what is usual.
const USUAL: (usize, usize) = (5, 2);

/// A place in a session's table of scores.
type Slot = usize;

/// A held-out session of a shopper who had been there before.
struct Return {
    /// Those of earlier visits, then its own, oldest first.
    events: Vec<Told>,
    /// The first of its own.
    first: usize,
    /// Length of its table.
    table: usize,
}

/// An event and the row it speaks through.
struct Told {
    kind: usize,
    own: Slot,
    row: Range<usize>,
    slots: Vec<Slot>,
    /// 0 for its own.
    visits_ago: usize,
}

/// For every session that is asked: the sessions of the same shopper before it, newest first.
pub(crate) struct Before(Vec<(usize, Vec<usize>)>);

impl Before {
    /// Of the sessions from `split` on, the newest whose shoppers came before.
    pub(crate) fn of(sessions: &Sessions, split: usize) -> Before {
        let mut of_group: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut all = Vec::new();
        for session in 0..sessions.len() {
            let earlier = of_group.entry(sessions.group(session)).or_default();
            if session >= split && !earlier.is_empty() {
                let newest = earlier.iter().rev().take(EARLIER_VISITS).copied();
                all.push((session, newest.collect()));
            }
            earlier.push(session);
        }
        let over = all.len().saturating_sub(MOST_SESSIONS);
        Before(all.split_off(over))
    }

    /// The sessions with those before them, each as one: what has to be known of their rows.
    pub(crate) fn joined(&self, sessions: &Sessions) -> Sessions {
        let mut joined = Sessions::over(sessions.item_count());
        for (session, before) in &self.0 {
            let all = before.iter().rev().chain([session]);
            let events = all.flat_map(|&session| {
                let kinds = sessions.kinds(session).iter().copied();
                sessions.items(session).iter().copied().zip(kinds)
            });
            joined.push_events(sessions.group(*session), events);
        }
        joined
    }

    /// What earlier visits weigh, in 256ths of an event that has just happened; none if too few shoppers
    /// came back to tell. `rows` are those of [`Before::joined`].
    pub(crate) fn fitted(
        &self,
        sessions: &Sessions,
        rows: &PartRows,
        knobs: &Knobs,
        units: &Weights,
    ) -> Option<[u8; EARLIER_VISITS]> {
        let mut blended = Blended::default();
        let blend = blended.by(rows, knobs, &knobs.factors(units));
        let returns: Vec<Return> = self
            .0
            .par_iter()
            .map(|(session, before)| Return::of(sessions, *session, before, rows))
            .collect();
        let queries: usize = returns
            .iter()
            .map(|returned| returned.asked().count())
            .sum();
        if queries < FEWEST_QUERIES {
            return None;
        }
        let settings: Vec<(usize, usize)> = (0..LEVELS.len())
            .flat_map(|level| (0..RATIOS.len()).map(move |ratio| (level, ratio)))
            .collect();
        let weights: Vec<[f32; EARLIER_VISITS]> = settings
            .iter()
            .map(|&setting| weights_of(setting).map(|weight| f32::from(weight) / 256.0))
            .collect();
        let sums: Vec<Vec<Sums>> = returns
            .par_iter()
            .map(|returned| returned.sums(blend, knobs, &weights))
            .collect();
        let value = |at: usize| {
            let all = sums.iter().map(|sums| sums[at]);
            let all = all.fold(Sums::default(), |sum, one| sum + one);
            all.hits + 2.0 * all.reciprocal - HITS_PER_MOVE * moved(settings[at])
        };
        // Of equals the first that is not behind the usual one.
        let usual = settings.iter().position(|&setting| setting == USUAL)?;
        let best = (0..settings.len()).fold(
            usual,
            |best, at| {
                if value(at) > value(best) { at } else { best }
            },
        );
        Some(weights_of(settings[best]))
    }
}

/// How far a setting is from what is usual, as [`Knobs::moved`] counts it.
fn moved((level, ratio): (usize, usize)) -> f64 {
    let far = |own: f32, usual: f32| {
        let ratio = f64::from(own / usual).clamp(1.0 / 16.0, 16.0);
        ratio.ln() * ratio.ln()
    };
    far(LEVELS[level], LEVELS[USUAL.0]) + far(RATIOS[ratio], RATIOS[USUAL.1])
}

/// The weights of a setting, the last visit's first.
fn weights_of((level, ratio): (usize, usize)) -> [u8; EARLIER_VISITS] {
    if (level, ratio) == USUAL {
        return USUAL_EARLIER;
    }
    let mut weight = LEVELS[level];
    std::array::from_fn(|_| {
        let own = weight.min(f32::from(MOST_OF_EARLIER)) as u8;
        weight *= RATIOS[ratio];
        own
    })
}

impl Return {
    fn of(sessions: &Sessions, session: usize, before: &[usize], rows: &PartRows) -> Return {
        let (starts, items) = rows.pairs();
        let mut places: HashMap<u32, Slot> = HashMap::new();
        let mut place = |item: u32| {
            let next = places.len();
            *places.entry(item).or_insert(next)
        };
        let mut events = Vec::new();
        let visits = before.iter().enumerate().rev();
        let visits = visits.map(|(at, &earlier)| (at + 1, earlier));
        let mut first = 0;
        for (visits_ago, one) in visits.chain([(0, session)]) {
            if visits_ago == 0 {
                first = events.len();
            }
            for (&item, &kind) in sessions.items(one).iter().zip(sessions.kinds(one)) {
                let row = starts[item as usize]..starts[item as usize + 1];
                events.push(Told {
                    kind: kind as usize,
                    own: place(item),
                    slots: items[row.clone()].iter().map(|&item| place(item)).collect(),
                    row,
                    visits_ago,
                });
            }
        }
        // What lies too far back says nothing.
        let far = first.saturating_sub(FARTHEST);
        events.drain(..far);
        Return {
            events,
            first: first - far,
            table: places.len(),
        }
    }

    /// Places of the events that are asked for: those of items that were not seen before.
    fn asked(&self) -> impl Iterator<Item = usize> {
        let mut seen = vec![false; self.table];
        let is_new = self
            .events
            .iter()
            .map(move |event| !std::mem::replace(&mut seen[event.own], true));
        is_new
            .enumerate()
            .skip(self.first)
            .filter(|(_, new)| *new)
            .map(|(at, _)| at)
    }

    /// The sums of every setting.
    fn sums(&self, blend: &[f32], knobs: &Knobs, settings: &[[f32; EARLIER_VISITS]]) -> Vec<Sums> {
        let decay = knobs.decay_table();
        let mut earlier = vec![[0.0_f32; EARLIER_VISITS]; self.table];
        for event in &self.events[..self.first] {
            let kind = knobs.kinds[event.kind];
            for (&slot, weight) in event.slots.iter().zip(&blend[event.row.clone()]) {
                earlier[slot][event.visits_ago - 1] += kind * weight;
            }
        }
        let mut sums = vec![Sums::default(); settings.len()];
        let mut now = vec![0.0_f32; self.table];
        for at in self.asked() {
            now.fill(0.0);
            for (steps, event) in self.events[..at].iter().rev().enumerate() {
                let kind = knobs.kinds[event.kind];
                let weight = decay.get(steps).filter(|_| event.visits_ago == 0);
                let Some(weight) = weight.map(|weight| weight * kind) else {
                    continue;
                };
                for (&slot, pair) in event.slots.iter().zip(&blend[event.row.clone()]) {
                    now[slot] += weight * pair;
                }
            }
            for event in &self.events[..at] {
                now[event.own] = f32::NEG_INFINITY;
            }
            let target = self.events[at].own;
            for (sums, weights) in sums.iter_mut().zip(settings) {
                let score = |slot: Slot| {
                    let taste = earlier[slot].iter().zip(weights);
                    now[slot] + taste.map(|(said, weight)| said * weight).sum::<f32>()
                };
                sums.queries += 1.0;
                let rank = rank(score(target), (0..self.table).map(score));
                if rank <= SHELF {
                    sums.hits += 1.0;
                    sums.reciprocal += 1.0 / rank;
                }
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::parts::PARTS;

    /// Item `i` of 40 leads to `i + 1`; nothing else is known.
    fn rows() -> PartRows {
        let items: Vec<u32> = (0..40).collect();
        let row = |&item: &u32| {
            let mut weights = [0.0; PARTS];
            weights[0] = 1.0;
            vec![((item + 1) % 40, weights)]
        };
        let rows: Vec<_> = items.iter().map(row).collect();
        PartRows::new(&items, &rows, vec![1; 40])
    }

    /// Shoppers of whom each comes twice; what they do next is told by `next`.
    fn twice(next: impl Fn(u32) -> [u32; 2]) -> Sessions {
        let mut sessions = Sessions::over(40);
        for shopper in 0..200 {
            sessions.push(shopper, [shopper % 40]);
        }
        for shopper in 0..200 {
            sessions.push(shopper, next(shopper % 40));
        }
        sessions
    }

    fn fitted(sessions: &Sessions) -> Option<[u8; EARLIER_VISITS]> {
        let before = Before::of(sessions, 200);
        let knobs = Knobs {
            seen: [0.0; 4],
            ..Knobs::START
        };
        before.fitted(sessions, &rows(), &knobs, &[1.0; PARTS])
    }

    #[test]
    fn who_takes_up_where_they_left_gives_the_last_visit_weight() {
        // Twenty items away from what they look at now lies what they looked at last time.
        let resumed = twice(|item| [(item + 20) % 40, (item + 1) % 40]);
        let weights = fitted(&resumed).unwrap();
        assert!(weights[0] >= USUAL_EARLIER[0], "{weights:?}");
    }

    #[test]
    fn where_it_changes_nothing_what_is_usual_stays() {
        let ahead = twice(|item| [(item + 20) % 40, (item + 21) % 40]);
        let weights = fitted(&ahead).unwrap();
        assert_eq!(weights, USUAL_EARLIER);
    }

    #[test]
    fn nothing_is_learnt_where_nobody_comes_back() {
        let mut sessions = Sessions::over(40);
        for shopper in 0..400 {
            sessions.push(shopper, [shopper % 40, (shopper + 1) % 40]);
        }
        assert_eq!(fitted(&sessions), None);
    }

    #[test]
    fn the_newest_visits_come_first_and_are_joined_oldest_first() {
        let mut sessions = Sessions::over(40);
        for visit in 0..10 {
            sessions.push(7, [visit]);
        }
        let before = Before::of(&sessions, 9);
        assert_eq!(before.0, [(9, vec![8, 7, 6, 5, 4, 3, 2, 1])]);
        assert_eq!(
            before.joined(&sessions).items(0),
            [1, 2, 3, 4, 5, 6, 7, 8, 9]
        );
    }

    #[test]
    fn settings_stay_within_what_the_engine_takes() {
        for level in 0..LEVELS.len() {
            for ratio in 0..RATIOS.len() {
                let weights = weights_of((level, ratio));
                assert!(weights.is_sorted_by(|one, other| one >= other));
                assert!(weights[0] <= MOST_OF_EARLIER);
            }
        }
        assert_eq!(moved(USUAL), 0.0);
    }
}
