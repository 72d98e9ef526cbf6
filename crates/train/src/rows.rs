//! Rows of the model in parts: counts, graph and catalog brought together, one item at a time.

use crate::accumulator::Accumulator;
use crate::count::{CountRows, Counter, Counting, Tally};
use crate::features::{self, Features};
use crate::graph::Graph;
use crate::occurrences::baskets;
use crate::parts::{self, Known, Weights};
use crate::postings::Postings;
use crate::sessions::Sessions;

/// Sessions and baskets with their indexes: what rows are counted from.
pub(crate) struct Log<'a> {
    sessions: &'a Sessions,
    postings: Postings,
    baskets: Sessions,
    basket_postings: Postings,
}

impl<'a> Log<'a> {
    /// Indexes `sessions`.
    pub(crate) fn of(sessions: &'a Sessions) -> Log<'a> {
        let baskets = baskets(sessions);
        Log {
            postings: Postings::of(sessions),
            basket_postings: Postings::of(&baskets),
            baskets,
            sessions,
        }
    }

    /// How many sessions hold `item`.
    pub(crate) fn sessions_of(&self, item: u32) -> u32 {
        self.postings.of_item(item).len() as u32
    }
}

/// Everything rows are made from.
pub(crate) struct Rows<'a, C = Counter<'a>> {
    counter: C,
    baskets: C,
    graph: Graph,
    features: &'a Features,
    item_count: usize,
}

/// A row.
pub(crate) struct PartRow {
    /// Parts of every candidate, by ascending item.
    pub(crate) parts: Vec<(u32, Weights)>,
}

/// A worker's own memory.
pub(crate) struct Scratch {
    pairs: Accumulator<Tally>,
    two_steps: Accumulator<f32>,
    similar: features::Scratch,
    row: Accumulator<Weights>,
}

impl<'a> Rows<'a> {
    /// Rows counted from a log as they are asked for.
    pub(crate) fn new(log: &'a Log<'a>, features: &'a Features, counting: Counting) -> Rows<'a> {
        let counter = Counter::new(log.sessions, &log.postings, counting);
        let baskets = Counter::new(&log.baskets, &log.basket_postings, counting);
        Rows::of(counter, baskets, features, log.sessions.item_count())
    }
}

impl<'a, C: CountRows> Rows<'a, C> {
    /// Prepares rows from what counts sessions and baskets, and a catalog.
    pub(crate) fn of(
        counter: C,
        baskets: C,
        features: &'a Features,
        item_count: usize,
    ) -> Rows<'a, C> {
        Rows {
            graph: Graph::of(&counter, item_count),
            baskets,
            counter,
            features,
            item_count,
        }
    }

    /// Pairs that have the support.
    pub(crate) fn pairs(&self) -> usize {
        self.graph.pairs()
    }

    /// What a worker needs to make rows.
    pub(crate) fn scratch(&self) -> Scratch {
        Scratch {
            pairs: Accumulator::over(self.item_count),
            two_steps: Accumulator::over(self.item_count),
            similar: features::Scratch::of(self.features),
            row: Accumulator::over(self.item_count),
        }
    }

    /// The row of `item`.
    pub(crate) fn row(&self, item: u32, scratch: &mut Scratch) -> PartRow {
        let counts = self.counter.row(item, &mut scratch.pairs);
        let baskets = self.baskets.row(item, &mut scratch.pairs);
        let known = Known {
            sessions: &counts,
            baskets: &baskets,
            two_steps: &self.graph.two_steps(item, &mut scratch.two_steps),
            similar: &features::similar(self.features, item, &mut scratch.similar),
        };
        PartRow {
            parts: parts::of(&known, &mut scratch.row),
        }
    }
}
