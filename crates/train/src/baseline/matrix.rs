//! A sparse item-to-item matrix whose rows are counted from the sessions that hold the item.

use rayon::prelude::*;

use super::add_up;
use crate::accumulator::Accumulator;
use crate::postings::Postings;
use crate::sessions::Sessions;

/// Rows of weights. Takes 8 bytes for every pair of items that share a session.
pub(crate) struct Matrix {
    rows: Vec<Vec<(u32, f32)>>,
}

impl Matrix {
    /// Counts every row. `count` is given an item, a session that holds it and the row so far;
    /// `weigh` turns a finished count of (row item, other item) into a weight.
    pub(crate) fn count(
        sessions: &Sessions,
        count: impl Fn(u32, &[u32], &mut Accumulator<f64>) + Sync,
        weigh: impl Fn(u32, u32, f64) -> f64 + Sync,
    ) -> Matrix {
        let postings = Postings::of(sessions);
        let row = |row: &mut Accumulator<f64>, item: u32| -> Vec<(u32, f32)> {
            for &session in postings.of_item(item) {
                count(item, sessions.items(session as usize), row);
            }
            let counts = row.drain().into_iter();
            counts
                .map(|(other, sum)| (other, weigh(item, other, sum) as f32))
                .collect()
        };
        let rows = (0..sessions.item_count() as u32)
            .into_par_iter()
            .map_init(|| Accumulator::over(sessions.item_count()), row)
            .collect();
        Matrix { rows }
    }

    /// For every item the sum of its weights in the rows of a session's events, each divided by its
    /// steps from the session's end (1 for the last).
    pub(crate) fn scores(&self, session: &[u32]) -> Vec<(u32, f64)> {
        let events = session.iter().rev().zip(1_u32..);
        let pieces = events.flat_map(|(&item, steps)| {
            let row = self.row(item).iter();
            row.map(move |&(other, weight)| (other, f64::from(weight) / f64::from(steps)))
        });
        add_up(pieces.collect())
    }

    /// The weights of an item's row, by ascending item; none for an unknown item.
    fn row(&self, item: u32) -> &[(u32, f32)] {
        self.rows.get(item as usize).map_or(&[], Vec::as_slice)
    }
}
