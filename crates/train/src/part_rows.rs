//! Parts of the rows that a fit ranks held-out sessions with, and their blend under one setting of
//! the knobs after another.

use std::ops::Range;

use rayon::prelude::*;

use crate::knobs::Knobs;
use crate::parts::{CATALOG, PARTS, Weights};

/// Pairs a worker blends at a time: few enough to stay in its cache.
const CHUNK_OF_PAIRS: usize = 4096;

/// With more parts turned than this, all of them are blended anew.
const FEW_PARTS: usize = 2;

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
    /// The `rows` of `items`, which ascend; all other items have an empty one. `sessions_of` has
    /// an entry for every item.
    pub(crate) fn new(
        items: &[u32],
        rows: &[Vec<(u32, Weights)>],
        sessions_of: Vec<u32>,
    ) -> PartRows {
        let mut starts = vec![0; sessions_of.len() + 1];
        for (&item, row) in items.iter().zip(rows) {
            starts[item as usize + 1] = row.len();
        }
        for end in 1..starts.len() {
            starts[end] += starts[end - 1];
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

    /// Where every item's pairs are, and the items they lead to.
    pub(crate) fn pairs(&self) -> (&[usize], &[u32]) {
        (&self.starts, &self.items)
    }

    fn blended(&self, knobs: &Knobs, factors: &Weights) -> Vec<f32> {
        let mut blended = vec![0.0; self.items.len()];
        self.add(CATALOG, factors, &mut blended);
        if CATALOG.into_iter().any(|part| self.has(part)) {
            for (row, bounds) in self.starts.windows(2).enumerate() {
                let own = self.sessions_of[row];
                let pairs = bounds[0]..bounds[1];
                for (likeness, &item) in blended[pairs.clone()].iter_mut().zip(&self.items[pairs]) {
                    *likeness *= knobs.catalog_trust(own, self.sessions_of[item as usize]);
                }
            }
        }
        self.add(0..CATALOG.start, factors, &mut blended);
        blended
    }

    fn add(&self, parts: Range<usize>, factors: &Weights, sums: &mut [f32]) {
        let parts: Vec<usize> = parts
            .filter(|&part| self.has(part) && factors[part] != 0.0)
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

/// The blend of all rows under one setting of the knobs, and from there under its neighbours: most
/// steps of a search turn one part, and then only that part's column has to be read.
#[derive(Default)]
pub(crate) struct Blended {
    /// What `base` holds; none at first.
    of: Option<(Knobs, Weights)>,
    base: Vec<f32>,
    near: Vec<f32>,
}

impl Blended {
    /// A weight for every pair of `rows`, given what each part is multiplied by.
    pub(crate) fn by(&mut self, rows: &PartRows, knobs: &Knobs, factors: &Weights) -> &[f32] {
        let Some(changes) = self.changes(rows, knobs, factors) else {
            self.base = rows.blended(knobs, factors);
            self.of = Some((*knobs, *factors));
            return &self.base;
        };
        if changes == [0.0; PARTS] {
            return &self.base;
        }
        self.near.clone_from(&self.base);
        rows.add(0..CATALOG.start, &changes, &mut self.near);
        &self.near
    }

    /// What every factor has changed by since `base`; none if it is no less work to begin anew,
    /// or if what the catalog says has changed, of which `base` does not know the share.
    fn changes(&self, rows: &PartRows, knobs: &Knobs, factors: &Weights) -> Option<Weights> {
        let (base, base_factors) = self.of.as_ref()?;
        let catalog = CATALOG.into_iter().any(|part| rows.has(part));
        let same_catalog = factors[CATALOG] == base_factors[CATALOG]
            && (knobs.prior, knobs.welcome) == (base.prior, base.welcome);
        if catalog && !same_catalog {
            return None;
        }
        let mut changes = [0.0; PARTS];
        for part in 0..CATALOG.start {
            changes[part] = factors[part] - base_factors[part];
        }
        let changed = changes.iter().filter(|&&change| change != 0.0).count();
        (changed <= FEW_PARTS).then_some(changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blend_that_was_reached_by_steps_is_the_blend() {
        let weights = |at: usize| {
            let mut weights = [0.0; PARTS];
            for (part, weight) in weights.iter_mut().enumerate().take(12) {
                *weight = ((at * 7 + part * 3) % 11) as f32;
            }
            weights
        };
        let row: Vec<(u32, Weights)> = (0..9).map(|at| (at as u32, weights(at))).collect();
        let rows = PartRows::new(&[4], &[row], vec![2; 10]);
        let factors = [0.5; PARTS];
        let mut blended = Blended::default();
        let mut knobs = Knobs::START;
        let mut turned = factors;
        for step in [0, 0, 3, 11, 5, 6, 7, 1, 10] {
            turned[step] *= 1.5;
            if step == 6 {
                knobs.prior *= 2.0;
            }
            let anew = rows.blended(&knobs, &turned);
            for (near, anew) in blended.by(&rows, &knobs, &turned).iter().zip(anew) {
                assert!((near - anew).abs() < 1e-4 * anew, "{near} {anew}");
            }
        }
    }
}
