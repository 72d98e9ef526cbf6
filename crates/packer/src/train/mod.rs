//! The model: an item-to-item matrix blended from parts counted in the log, a table of how much
//! an event counts by its distance, and a prior for what was seen already.
//!
//! Scores are sums of contributions, so every part has to be additive over events; whatever is
//! tunable is fitted to the log itself ([`fit`]). Results depend on the sessions only, not on the
//! number of threads.

mod accumulator;
mod count;
mod fit;
mod graph;
mod knobs;
mod objective;
mod parts;
pub(crate) mod popularity;
mod postings;
mod quantise;
mod search;

use rayon::prelude::*;
use whyshelf_pack::{Model, Relation, Row};

use self::accumulator::Accumulator;
use self::count::{Counter, Counting};
pub(crate) use self::fit::Fitted;
use self::postings::Postings;
use crate::sessions::Sessions;

/// Longer sessions are cut to their this many most recent events before anything is counted.
pub(crate) const LONGEST_SESSION: usize = 50;

/// What the merchant chooses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// Shoppers (sessions, where the log has no shoppers) a pair needs; 1 keeps every pair.
    pub(crate) min_support: u32,
    /// Neighbours an item keeps at most.
    pub(crate) neighbours: usize,
    /// What to call what items share.
    pub(crate) relation: Relation,
}

/// A trained model, in the pack's own numbers.
#[derive(Clone, Debug)]
pub(crate) struct Trained {
    /// The shared numbers.
    pub(crate) model: Model,
    /// Neighbours of every item.
    pub(crate) rows: Vec<Row>,
    /// Popularity of every item.
    pub(crate) popularity: Vec<u8>,
    /// Pairs of items with enough support.
    pub(crate) pairs_kept: usize,
    /// Pairs without.
    pub(crate) pairs_dropped: usize,
}

/// Shown how far a long step has come.
pub(crate) trait Progress: Sync {
    /// A step of `units` begins.
    fn begin(&self, name: &'static str, units: usize);
    /// One unit is done.
    fn advance(&self);
    /// The step has ended.
    fn end(&self);
}

/// Fits and trains; items are numbered by popularity, most popular first.
pub(crate) fn train(
    sessions: &Sessions,
    settings: Settings,
    progress: &dyn Progress,
) -> (Trained, Fitted) {
    let sessions = sessions.capped(LONGEST_SESSION);
    progress.begin("fit", fit::steps());
    let fitted = fit::fit(&sessions, settings.min_support, &|| progress.advance());
    progress.end();

    progress.begin("train", sessions.item_count());
    let trained = rebuild(&sessions, settings, &fitted, progress);
    progress.end();
    (trained, fitted)
}

fn rebuild(
    sessions: &Sessions,
    settings: Settings,
    fitted: &Fitted,
    progress: &dyn Progress,
) -> Trained {
    let postings = Postings::of(sessions);
    let counting = Counting {
        min_support: settings.min_support,
        recency: fitted.recency,
    };
    let counter = Counter::new(sessions, &postings, counting);
    let factors = fitted.knobs.factors(&fitted.units);
    let graph = graph::Graph::of(&counter, sessions.item_count());
    let blended: Vec<Blended> = (0..sessions.item_count() as u32)
        .into_par_iter()
        .map_init(
            || (Accumulator::over(sessions.item_count()),Accumulator::over(sessions.item_count())),
            |(scratch,s2), item| {
                let counts = counter.row(item, scratch);
                progress.advance();
                Blended {
                    kept: counts.pairs.len(),
                    dropped: counts.dropped,
                    neighbours: heaviest(&counts, &graph.two_steps(item,s2), &factors, settings.neighbours),
                }
            },
        )
        .collect();

    let weights = blended.iter().flat_map(|row| &row.neighbours);
    let largest = weights.fold(0.0_f32, |largest, &(_, weight)| largest.max(weight));
    // Without any pair there is nothing to measure "seen" by: any unit will do.
    let largest = if largest > 0.0 { largest } else { 1.0 };
    let model = Model {
        relation: settings.relation,
        distance: quantise::distance(&fitted.knobs.decay_table()),
        seen: quantise::seen(&fitted.knobs.seen, largest),
        popularity_weight: 1,
    };
    // Every pair was counted in two rows.
    let pairs_kept = blended.iter().map(|row| row.kept).sum::<usize>() / 2;
    let pairs_dropped = blended.iter().map(|row| row.dropped).sum::<usize>() / 2;
    let rows = blended.into_par_iter();
    Trained {
        model,
        rows: rows
            .map(|row| quantise::row(row.neighbours, settings.neighbours, largest))
            .collect(),
        popularity: popularity::steps(&popularity::sessions_by_item(sessions)),
        pairs_kept,
        pairs_dropped,
    }
}

struct Blended {
    kept: usize,
    dropped: usize,
    neighbours: Vec<(u32, f32)>,
}

fn heaviest(counts: &count::RowCounts, two:&[(u32,f32)], factors: &parts::Weights, keep: usize) -> Vec<(u32, f32)> {
    let mut row: Vec<(u32, f32)> = parts::of(counts,two)
        .iter()
        .map(|(item, weights)| (*item, parts::blend(weights, factors)))
        .collect();
    row.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    row.truncate(keep);
    row.shrink_to_fit();
    row
}
