//! Rows of the model in parts: counts and graph brought together, one item at a time.

use crate::accumulator::Accumulator;
use crate::count::{Counter, Counting, Together};
use crate::graph::Graph;
use crate::parts::{self, Weights};
use crate::postings::Postings;
use crate::sessions::Sessions;

/// Everything rows are made from.
pub(crate) struct Rows<'a> {
    counter: Counter<'a>,
    graph: Graph,
    item_count: usize,
}

/// A row and what became of its pairs.
pub(crate) struct PartRow {
    /// Parts of every candidate, by ascending item.
    pub(crate) parts: Vec<(u32, Weights)>,
    /// Pairs that had the support.
    pub(crate) kept: usize,
    /// Pairs that had not.
    pub(crate) dropped: usize,
}

/// A worker's own memory.
pub(crate) struct Scratch {
    pairs: Accumulator<Together>,
    two_steps: Accumulator<f32>,
}

impl<'a> Rows<'a> {
    /// Prepares rows from `sessions`.
    pub(crate) fn new(
        sessions: &'a Sessions,
        postings: &'a Postings,
        counting: Counting,
    ) -> Rows<'a> {
        let counter = Counter::new(sessions, postings, counting);
        let item_count = sessions.item_count();
        Rows {
            graph: Graph::of(&counter, item_count),
            counter,
            item_count,
        }
    }

    /// What a worker needs to make rows.
    pub(crate) fn scratch(&self) -> Scratch {
        Scratch {
            pairs: Accumulator::over(self.item_count),
            two_steps: Accumulator::over(self.item_count),
        }
    }

    /// The row of `item`.
    pub(crate) fn row(&self, item: u32, scratch: &mut Scratch) -> PartRow {
        let counts = self.counter.row(item, &mut scratch.pairs);
        let two_steps = self.graph.two_steps(item, &mut scratch.two_steps);
        PartRow {
            parts: parts::of(&counts, &two_steps),
            kept: counts.pairs.len(),
            dropped: counts.dropped,
        }
    }
}
