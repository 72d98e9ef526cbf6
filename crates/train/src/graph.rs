//! The graph of items that share sessions, and what lies two steps away in it: items that never
//! met in a session, but keep meeting the same others. It is built from pairs that have the
//! support only, so it says nothing about a single shopper either.

use rayon::prelude::*;

use crate::accumulator::Accumulator;
use crate::count::CountRows;

/// Neighbours an item keeps in the graph, the strongest first: bounds the work of two steps.
const STRONGEST: usize = 50;

/// For every item its strongest ties, scaled so that popular items do not drown the rest
/// (each tie is divided by the square root of both ends' total).
pub(crate) struct Graph {
    starts: Vec<usize>,
    ties: Vec<(u32, f32)>,
    pairs: usize,
}

impl Graph {
    /// The graph of all items that `counter` counts.
    pub(crate) fn of(counter: &impl CountRows, item_count: usize) -> Graph {
        let rows: Vec<Vec<(u32, f32)>> = (0..item_count as u32)
            .into_par_iter()
            .map_init(
                || Accumulator::over(item_count),
                |scratch, item| counter.shared(item, scratch),
            )
            .collect();
        let totals: Vec<f32> = rows
            .par_iter()
            .map(|row| row.iter().map(|&(_, weight)| weight).sum())
            .collect();
        // Every pair is in two rows.
        let pairs = rows.iter().map(Vec::len).sum::<usize>() / 2;
        let scaled: Vec<Vec<(u32, f32)>> = rows
            .into_par_iter()
            .enumerate()
            .map(|(item, mut row)| {
                for (other, weight) in &mut row {
                    *weight /= (totals[item] * totals[*other as usize]).sqrt();
                }
                row.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                row.truncate(STRONGEST);
                row
            })
            .collect();
        let mut graph = Graph {
            starts: vec![0],
            ties: Vec::new(),
            pairs,
        };
        for row in scaled {
            graph.ties.extend(row);
            graph.starts.push(graph.ties.len());
        }
        graph
    }

    /// Pairs that have the support, those that are too weak for the graph among them.
    pub(crate) fn pairs(&self) -> usize {
        self.pairs
    }

    /// Items two steps from `item`, by ascending number; `scratch` must be empty and is left so.
    pub(crate) fn two_steps(&self, item: u32, scratch: &mut Accumulator<f32>) -> Vec<(u32, f32)> {
        for &(middle, first) in self.ties(item) {
            for &(end, second) in self.ties(middle) {
                if end != item {
                    *scratch.at(end) += first * second;
                }
            }
        }
        scratch.drain()
    }

    fn ties(&self, item: u32) -> &[(u32, f32)] {
        &self.ties[self.starts[item as usize]..self.starts[item as usize + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::super::count::{Counter, Counting};
    use super::super::postings::Postings;
    use super::*;
    use crate::sessions::Sessions;

    #[test]
    fn items_that_never_met_are_two_steps_apart_through_what_both_met() {
        let mut sessions = Sessions::over(4);
        sessions.push(0, [0, 1]);
        sessions.push(1, [1, 2]);
        sessions.push(2, [3]);
        let postings = Postings::of(&sessions);
        let counting = Counting {
            min_support: 1,
            recency: f32::INFINITY,
        };
        let graph = Graph::of(&Counter::new(&sessions, &postings, counting), 4);
        let mut scratch = Accumulator::over(4);
        // 0 and 1 share one vote, of which 1 holds two: each tie is 1 / sqrt(1 * 2).
        let two_steps = graph.two_steps(0, &mut scratch);
        assert_eq!(two_steps.len(), 1);
        assert_eq!(two_steps[0].0, 2);
        assert!((two_steps[0].1 - 0.5).abs() < 1e-6);
        assert!(graph.two_steps(3, &mut scratch).is_empty());
    }
}
