//! How good a setting of the model's knobs is: the next event of held-out sessions, ranked.
//! This is the fast twin of `evaluate`, in floating point and before pruning and quantising;
//! figures that are reported come from the engine's own scores, never from here.

use std::ops::Add;

use rayon::prelude::*;

use crate::accumulator::Accumulator;
use crate::knobs::Knobs;
use crate::parts::Weights;
use crate::sessions::Sessions;

/// Ranks that count as found.
const SHELF: f64 = 20.0;

/// Sessions a worker takes at a time; fixed, so that sums do not depend on the number of workers.
const CHUNK: usize = 256;

/// Parts of the rows that held-out sessions need.
pub(crate) struct PartRows {
    starts: Vec<usize>,
    items: Vec<u32>,
    weights: Vec<Weights>,
}

impl PartRows {
    /// Rows by item; items without a row have an empty one.
    pub(crate) fn new(rows: Vec<Vec<(u32, Weights)>>) -> PartRows {
        let mut table = PartRows {
            starts: vec![0],
            items: Vec::new(),
            weights: Vec::new(),
        };
        for row in rows {
            for (item, weights) in row {
                table.items.push(item);
                table.weights.push(weights);
            }
            table.starts.push(table.items.len());
        }
        table
    }

    /// For every part the mean of its rows' largest weights: what one unit of it is worth.
    pub(crate) fn units(&self) -> Weights {
        let mut sums = Weights::default();
        let mut rows = 0;
        for bounds in self
            .starts
            .windows(2)
            .filter(|bounds| bounds[0] < bounds[1])
        {
            let mut largest = Weights::default();
            for weights in &self.weights[bounds[0]..bounds[1]] {
                for (largest, &weight) in largest.iter_mut().zip(weights) {
                    *largest = largest.max(weight);
                }
            }
            for (sum, largest) in sums.iter_mut().zip(largest) {
                *sum += largest;
            }
            rows += 1;
        }
        sums.map(|sum| if sum > 0.0 { sum / rows as f32 } else { 1.0 })
    }

    fn blend(&self, factors: &Weights) -> Vec<f32> {
        self.weights
            .par_iter()
            .map(|weights| super::parts::blend(weights, factors))
            .collect()
    }
}

/// Held-out sessions and the rows to rank them with.
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

    /// What one unit of each part is worth.
    pub(crate) fn units(&self) -> &Weights {
        &self.units
    }

    /// HR@20 + 2 MRR@20 over all queries of the held-out sessions, from 0 to 3.
    pub(crate) fn value(&self, knobs: &Knobs) -> f64 {
        let sums = self.sums(knobs);
        (sums.hits + 2.0 * sums.reciprocal) / sums.queries.max(1.0)
    }

    /// The sums behind [`Objective::value`].
    pub(crate) fn sums(&self, knobs: &Knobs) -> Sums {
        let blended = self.rows.blend(&knobs.factors(&self.units));
        let decay = knobs.decay_table();
        let starts: Vec<usize> = (0..self.held_out.len()).step_by(CHUNK).collect();
        let chunks: Vec<Sums> = starts
            .par_iter()
            .map_init(
                || Accumulator::over(self.held_out.item_count()),
                |scores, &start| {
                    let end = (start + CHUNK).min(self.held_out.len());
                    (start..end)
                        .map(|session| {
                            let items = self.held_out.items(session);
                            self.session_sums(items, &blended, &decay, knobs, scores)
                        })
                        .fold(Sums::default(), Sums::add)
                },
            )
            .collect();
        chunks.into_iter().fold(Sums::default(), Sums::add)
    }

    fn session_sums(
        &self,
        items: &[u32],
        blended: &[f32],
        decay: &[f32],
        knobs: &Knobs,
        scores: &mut Accumulator<f32>,
    ) -> Sums {
        let mut sums = Sums::default();
        for at in 1..items.len() {
            self.score(&items[..at], blended, decay, knobs, scores);
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
        session: &[u32],
        blended: &[f32],
        decay: &[f32],
        knobs: &Knobs,
        scores: &mut Accumulator<f32>,
    ) {
        for (distance, &item) in session.iter().rev().enumerate() {
            *scores.at(item) += knobs.seen_at(distance);
            let Some(&weight) = decay.get(distance) else {
                continue;
            };
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
        let part = |weight| [weight, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        let rows = PartRows::new(vec![vec![(1, part(2.0)), (2, part(1.0))], vec![], vec![]]);
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
