//! How good a setting of the model's knobs is: the next event of held-out sessions, ranked.
//! This is the fast twin of `evaluate`, in floating point and before pruning and quantising;
//! figures that are reported come from the engine's own scores, never from here.

use std::ops::{Add, Range};

use rayon::prelude::*;
use whyshelf_engine::EventKind;

use crate::accumulator::Accumulator;
use crate::knobs::Knobs;
use crate::parts::{CATALOG, PARTS, Weights};
use crate::sessions::Sessions;

/// Ranks that count as found.
const SHELF: f64 = 20.0;

/// Sessions a worker takes at a time; fixed, so that sums do not depend on the number of workers.
const CHUNK: usize = 256;

/// Hits that a knob has to gain before it is moved by a factor of e.
const HITS_PER_MOVE: f64 = 0.3;

/// Pairs a worker blends at a time: few enough to stay in its cache.
const CHUNK_OF_PAIRS: usize = 4096;

/// Parts of the rows that held-out sessions need, one column a part: most logs lack some parts,
/// and a column of zeros costs nothing.
pub(crate) struct PartRows {
    starts: Vec<usize>,
    items: Vec<u32>,
    columns: Vec<Vec<f32>>,
    /// In how many sessions every item was.
    sessions_of: Vec<u32>,
}

impl PartRows {
    /// Rows by item; items without a row have an empty one.
    pub(crate) fn new(rows: Vec<Vec<(u32, Weights)>>, sessions_of: Vec<u32>) -> PartRows {
        let mut starts = vec![0];
        for row in &rows {
            starts.push(starts[starts.len() - 1] + row.len());
        }
        let column = |part: usize| -> Vec<f32> {
            let weights = rows.iter().flatten().map(|(_, weights)| weights[part]);
            if weights.clone().all(|weight| weight == 0.0) {
                return Vec::new();
            }
            weights.collect()
        };
        PartRows {
            starts,
            items: rows.iter().flatten().map(|&(item, _)| item).collect(),
            columns: (0..PARTS).into_par_iter().map(column).collect(),
            sessions_of,
        }
    }

    /// Whether any row has this part.
    pub(crate) fn has(&self, part: usize) -> bool {
        !self.columns[part].is_empty()
    }

    /// For every part the mean of its rows' largest weights: what one unit of it is worth.
    /// Likeness has its own scale, from 0 to 1.
    pub(crate) fn units(&self) -> Weights {
        let rows = self.starts.windows(2).filter(|row| row[0] < row[1]);
        let mut units = [1.0; PARTS];
        for part in (0..CATALOG.start).filter(|&part| self.has(part)) {
            let column = &self.columns[part];
            let largest = |row: &[usize]| {
                column[row[0]..row[1]]
                    .iter()
                    .fold(0.0, |a: f32, &b| a.max(b))
            };
            let sum: f32 = rows.clone().map(largest).sum();
            units[part] = sum / rows.clone().count() as f32;
        }
        units
    }

    fn blend(&self, knobs: &Knobs, factors: &Weights) -> Vec<f32> {
        let mut blended = vec![0.0; self.items.len()];
        self.add(CATALOG, factors, &mut blended);
        if CATALOG.into_iter().any(|part| self.has(part)) {
            for (row, bounds) in self.starts.windows(2).enumerate() {
                let own = self.sessions_of[row];
                for at in bounds[0]..bounds[1] {
                    let other = self.sessions_of[self.items[at] as usize];
                    blended[at] *= knobs.catalog_trust(own, other);
                }
            }
        }
        self.add(0..CATALOG.start, factors, &mut blended);
        blended
    }

    fn add(&self, parts: Range<usize>, factors: &Weights, sums: &mut [f32]) {
        let parts: Vec<usize> = parts
            .filter(|&part| self.has(part) && factors[part] > 0.0)
            .collect();
        sums.par_chunks_mut(CHUNK_OF_PAIRS)
            .enumerate()
            .for_each(|(chunk, sums)| {
                let start = chunk * CHUNK_OF_PAIRS;
                for &part in &parts {
                    let column = &self.columns[part][start..start + sums.len()];
                    for (sum, weight) in sums.iter_mut().zip(column) {
                        *sum += factors[part] * weight;
                    }
                }
            });
    }
}

/// Held-out sessions and the rows to rank them with.
///
/// Every event but a session's first is a target, whatever happened to the item: it is what
/// `evaluate` asks as well.
pub(crate) struct Objective<'a> {
    held_out: &'a Sessions,
    rows: PartRows,
    units: Weights,
}

/// Sums over queries.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sums {
    /// Targets within the first 20 ranks.
    pub(crate) hits: f64,
    /// Their reciprocal ranks.
    pub(crate) reciprocal: f64,
    /// All targets.
    pub(crate) queries: f64,
}

impl Add for Sums {
    type Output = Sums;

    fn add(self, other: Sums) -> Sums {
        Sums {
            hits: self.hits + other.hits,
            reciprocal: self.reciprocal + other.reciprocal,
            queries: self.queries + other.queries,
        }
    }
}

impl<'a> Objective<'a> {
    /// Ranks the events of `held_out` by `rows`.
    pub(crate) fn new(held_out: &'a Sessions, rows: PartRows) -> Objective<'a> {
        let units = rows.units();
        Objective {
            held_out,
            rows,
            units,
        }
    }

    /// The same with units measured elsewhere.
    pub(crate) fn measured_by(self, units: Weights) -> Objective<'a> {
        Objective { units, ..self }
    }

    /// Whether any pair has this part.
    pub(crate) fn has(&self, part: usize) -> bool {
        self.rows.has(part)
    }

    /// What one unit of each part is worth.
    pub(crate) fn units(&self) -> &Weights {
        &self.units
    }

    /// HR@20 + 2 MRR@20 over all queries of the held-out sessions, at most 3, less what `knobs`
    /// have moved from where they began: on a small log a hit more proves nothing.
    pub(crate) fn value(&self, knobs: &Knobs) -> f64 {
        let sums = self.sums(knobs);
        let moved = HITS_PER_MOVE * knobs.moved();
        (sums.hits + 2.0 * sums.reciprocal - moved) / sums.queries.max(1.0)
    }

    /// The sums behind [`Objective::value`].
    pub(crate) fn sums(&self, knobs: &Knobs) -> Sums {
        let blended = self.rows.blend(knobs, &knobs.factors(&self.units));
        let decay = knobs.decay_table();
        let starts: Vec<usize> = (0..self.held_out.len()).step_by(CHUNK).collect();
        let chunks: Vec<Sums> = starts
            .par_iter()
            .map_init(
                || Accumulator::over(self.held_out.item_count()),
                |scores, &start| {
                    let end = (start + CHUNK).min(self.held_out.len());
                    (start..end)
                        .map(|session| self.session_sums(session, &blended, &decay, knobs, scores))
                        .fold(Sums::default(), Sums::add)
                },
            )
            .collect();
        chunks.into_iter().fold(Sums::default(), Sums::add)
    }

    fn session_sums(
        &self,
        session: usize,
        blended: &[f32],
        decay: &[f32],
        knobs: &Knobs,
        scores: &mut Accumulator<f32>,
    ) -> Sums {
        let mut sums = Sums::default();
        let items = self.held_out.items(session);
        let kinds = self.held_out.kinds(session);
        for at in 1..items.len() {
            let before = items[..at].iter().copied().zip(&kinds[..at]);
            self.score(before, blended, decay, knobs, scores);
            let rank = rank(items[at], scores);
            scores.clear();
            sums.queries += 1.0;
            if rank <= SHELF {
                sums.hits += 1.0;
                sums.reciprocal += 1.0 / rank;
            }
        }
        sums
    }

    fn score(
        &self,
        before: impl DoubleEndedIterator<Item = (u32, &'a EventKind)>,
        blended: &[f32],
        decay: &[f32],
        knobs: &Knobs,
        scores: &mut Accumulator<f32>,
    ) {
        for (distance, (item, &kind)) in before.rev().enumerate() {
            let kind = knobs.kinds[kind as usize];
            *scores.at(item) += kind * knobs.seen_at(distance);
            let Some(&weight) = decay.get(distance) else {
                continue;
            };
            let weight = weight * kind;
            let row = self.rows.starts[item as usize]..self.rows.starts[item as usize + 1];
            for (&other, &blend) in self.rows.items[row.clone()].iter().zip(&blended[row]) {
                *scores.at(other) += weight * blend;
            }
        }
    }
}

/// Rank of `target`, from 1; ties take the middle, an item without a score is never reached.
fn rank(target: u32, scores: &Accumulator<f32>) -> f64 {
    let own = scores.get(target);
    if own <= 0.0 {
        return f64::INFINITY;
    }
    let (mut above, mut level) = (0, 0);
    for score in scores.values() {
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
        let mut scores = Accumulator::over(5);
        for (item, score) in [(0, 3.0), (1, 2.0), (2, 2.0), (3, 2.0)] {
            *scores.at(item) += score;
        }
        assert_eq!(rank(0, &scores), 1.0);
        assert_eq!(rank(2, &scores), 3.0);
        assert_eq!(rank(4, &scores), f64::INFINITY);
    }

    #[test]
    fn the_value_of_a_hand_made_session() {
        // Item 0 leads to 1 (weight 2) and 2 (weight 1); 1 leads nowhere.
        let part = |weight| {
            let mut weights = [0.0; PARTS];
            weights[0] = weight;
            weights
        };
        let rows = vec![vec![(1, part(2.0)), (2, part(1.0))], vec![], vec![]];
        let rows = PartRows::new(rows, vec![1; 3]);
        let mut held_out = Sessions::over(3);
        held_out.push(0, [0, 2, 1]);
        let knobs = Knobs {
            seen: [0.0; 4],
            ..Knobs::START
        };
        let sums = Objective::new(&held_out, rows).sums(&knobs);
        // Target 2 ranks second; then target 1 ranks first by what 0 still says.
        assert_eq!((sums.hits, sums.reciprocal, sums.queries), (2.0, 1.5, 2.0));
    }
}
