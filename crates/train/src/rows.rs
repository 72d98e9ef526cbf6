//! Rows of the model in parts: counts, graph and catalog brought together, one item at a time.

use rayon::prelude::*;
use whyshelf_engine::EventKind;

use crate::accumulator::Accumulator;
use crate::count::{Counter, Counting, Together};
use crate::features::{self, Features};
use crate::graph::Graph;
use crate::parts::{self, Known, Weights};
use crate::postings::Postings;
use crate::sessions::Sessions;

/// Sessions and baskets with their indexes: what rows are counted from.
pub(crate) struct Log<'a> {
    sessions: &'a Sessions,
    postings: Postings,
    /// What was bought together, where the log has other events beside purchases.
    baskets: Sessions,
    basket_postings: Postings,
    only_purchases: bool,
}

impl<'a> Log<'a> {
    /// Indexes `sessions`.
    pub(crate) fn of(sessions: &'a Sessions) -> Log<'a> {
        let purchases = sessions.kind_counts()[EventKind::Purchase as usize];
        let only_purchases = purchases == sessions.event_count();
        let baskets = if only_purchases {
            Sessions::over(sessions.item_count())
        } else {
            sessions.baskets()
        };
        Log {
            postings: Postings::of(sessions),
            basket_postings: Postings::of(&baskets),
            baskets,
            sessions,
            only_purchases,
        }
    }

    /// How many sessions hold `item`.
    pub(crate) fn sessions_of(&self, item: u32) -> u32 {
        self.postings.of_item(item).len() as u32
    }

    /// Whether what items share is always that they were bought.
    pub(crate) fn has_only_purchases(&self) -> bool {
        self.only_purchases
    }
}

/// Everything rows are made from.
pub(crate) struct Rows<'a> {
    counter: Counter<'a>,
    baskets: Counter<'a>,
    graph: Graph,
    features: &'a Features,
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
    similar: features::Scratch,
    row: Accumulator<Weights>,
}

impl<'a> Rows<'a> {
    /// Prepares rows from a log and a catalog.
    pub(crate) fn new(log: &'a Log<'a>, features: &'a Features, counting: Counting) -> Rows<'a> {
        let counter = Counter::new(log.sessions, &log.postings, counting);
        let item_count = log.sessions.item_count();
        Rows {
            graph: Graph::of(&counter, item_count),
            baskets: Counter::new(&log.baskets, &log.basket_postings, counting),
            counter,
            features,
            item_count,
        }
    }

    /// Pairs that have the support.
    pub(crate) fn pairs(&self) -> usize {
        let rows = (0..self.item_count as u32).into_par_iter().map_init(
            || Accumulator::over(self.item_count),
            |pairs, item| self.counter.row(item, pairs).pairs.len(),
        );
        // Every pair is in two rows.
        rows.sum::<usize>() / 2
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
            kept: counts.pairs.len(),
            dropped: counts.dropped,
        }
    }
}
