//! The model: an item-to-item matrix blended from parts counted in the log, a table of how much
//! an event counts by its distance, and a prior for what was seen already.
//!
//! Scores are sums of contributions, so every part has to be additive over events; whatever is
//! tunable is fitted to the log itself ([`fit`]). Results depend on the sessions only, not on the
//! number of threads.

mod accumulator;
mod arrival;
mod asked;
pub mod baseline;
mod blend;
mod count;
mod earlier;
mod features;
mod fit;
mod graph;
mod knobs;
pub mod levels;
mod objective;
mod occurrences;
pub mod order;
mod pairs;
mod part_rows;
mod parts;
pub mod popularity;
mod postings;
pub mod private;
mod quantise;
mod reach;
mod rows;
mod search;
mod sessions;
mod support;

use rayon::prelude::*;
use whyshelf_pack::{Model, Row as PackRow};

pub use arrival::{Seen, arrived};
use blend::{Blend, Blender};
pub use count::{Counting, Together, follow_weight};
pub use features::CatalogFacts;
use features::Features;
pub use fit::Fitted;
use occurrences::{Occurrences, baskets};
use pairs::Counted;
pub use pairs::{CountPairs, Following, InMemory, Pair, Pairs};
use rows::Rows;
pub use sessions::Sessions;
pub use support::SupportCost;

/// Longer sessions are cut to their this many most recent events before anything is counted.
pub const LONGEST_SESSION: usize = 50;

/// Of one shopper no more than the this many newest sessions are counted, and all of them
/// together support a pair once: no one shopper shapes the shop's recommendations.
pub const SESSIONS_OF_ONE: usize = 30;

/// What the merchant chooses.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Shoppers (sessions, where the log has no shoppers) a pair needs; 1 keeps every pair.
    pub min_support: u32,
    /// Neighbours an item keeps at most.
    pub neighbours: usize,
}

/// A trained model, in the pack's own numbers.
#[derive(Clone, Debug)]
pub struct Trained {
    /// The shared numbers.
    pub model: Model,
    /// Neighbours of every item.
    pub rows: Vec<PackRow>,
    /// Popularity of every item.
    pub popularity: Vec<u8>,
    /// Pairs of items with enough support.
    pub pairs_kept: usize,
    /// Pairs without.
    pub pairs_dropped: usize,
}

/// Nobody looks on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unseen;

impl Progress for Unseen {
    fn begin(&self, _: &'static str, _: usize) {}
    fn advance(&self) {}
    fn end(&self) {}
}

/// Shown how far a long step has come.
pub trait Progress: Sync {
    /// A step of `units` begins.
    fn begin(&self, name: &'static str, units: usize);
    /// One unit is done.
    fn advance(&self);
    /// The step has ended.
    fn end(&self);
}

/// A fit counts no more than about this many events, the newest: time and memory of a build grow with
/// the log only where each event is looked at once.
pub const FITTED_EVENTS: usize = 4_000_000;

/// Fits and trains; items are numbered by popularity, most popular first. `catalog` has one
/// entry an item, or none at all; without sessions, all neighbours come from it.
pub fn train(
    sessions: &Sessions,
    catalog: &[CatalogFacts],
    settings: Settings,
    progress: &dyn Progress,
) -> (Trained, Fitted) {
    match train_with(sessions, catalog, settings, &InMemory, progress) {
        Ok(trained) => trained,
        Err(never) => match never {},
    }
}

/// The same with the pairs of the final model counted by `counter`.
///
/// # Errors
/// Those of `counter`.
pub fn train_with<C: CountPairs>(
    sessions: &Sessions,
    catalog: &[CatalogFacts],
    settings: Settings,
    counter: &C,
    progress: &dyn Progress,
) -> Result<(Trained, Fitted), C::Error> {
    let sessions = sessions.capped(LONGEST_SESSION, SESSIONS_OF_ONE);
    let features = Features::of(catalog);
    progress.begin("fit", fit::steps());
    let recent = sessions.newest(FITTED_EVENTS);
    let fitted = fit::fit(&recent, &features, settings, &|| progress.advance());
    progress.end();

    let trained = rebuild(&sessions, &features, settings, &fitted, counter, progress)?;
    Ok((trained, fitted))
}

fn rebuild<C: CountPairs>(
    sessions: &Sessions,
    features: &Features,
    settings: Settings,
    fitted: &Fitted,
    counter: &C,
    progress: &dyn Progress,
) -> Result<Trained, C::Error> {
    let counting = Counting {
        min_support: settings.min_support,
        recency: fitted.recency,
    };
    let count = |sessions: &Sessions| {
        let pairs = if sessions.is_empty() {
            Pairs::none(sessions.item_count())
        } else {
            counter.count(sessions, counting, progress)?
        };
        Ok(Counted::of(sessions, counting, pairs))
    };
    let counted = count(sessions)?;
    let (pairs_kept, pairs_dropped) = (counted.pairs().kept(), counted.pairs().dropped());
    let baskets = count(&baskets(sessions))?;

    progress.begin("train", sessions.item_count());
    let occurrences = Occurrences::of(sessions);
    let source = Rows::of(counted, baskets, features, sessions.item_count());
    let blender = Blender::new(&occurrences, &fitted.knobs, &fitted.units);
    let mut blended: Vec<Vec<Blend>> = (0..sessions.item_count() as u32)
        .into_par_iter()
        .map_init(
            || source.scratch(),
            |scratch, item| {
                let row = source.row(item, scratch);
                progress.advance();
                blender.heaviest(item, &row.parts, settings.neighbours)
            },
        )
        .collect();
    let mut scratch = features::Scratch::of(features);
    reach::connect(&mut blended, settings.neighbours, |item| {
        blender.likeness(item, &features::similar(features, item, &mut scratch))
    });

    let weights = blended.iter().flatten();
    let largest = weights.fold(0.0_f32, |largest, blend| largest.max(blend.weight));
    // Without any pair there is nothing to measure "seen" by: any unit will do.
    let largest = if largest > 0.0 { largest } else { 1.0 };
    let model = Model {
        kinds: quantise::kinds(&fitted.knobs.kinds),
        distance: quantise::distance(&fitted.knobs.decay_table()),
        seen: quantise::seen(&fitted.knobs.seen, largest),
        popularity_weight: 1,
    };
    let rows = blended.into_par_iter();
    let trained = Trained {
        model,
        rows: rows
            .map(|row| quantise::row(row, settings.neighbours, largest))
            .collect(),
        popularity: popularity::steps(&fitted.popularity.counts(sessions)),
        pairs_kept,
        pairs_dropped,
    };
    progress.end();
    Ok(trained)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use whyshelf_pack::Relation;

    const SETTINGS: Settings = Settings {
        min_support: 1,
        neighbours: 10,
    };

    /// Sessions that walk around a ring of 40 items, some forwards, some with leaps.
    fn ring() -> Sessions {
        let mut sessions = Sessions::over(40);
        for session in 0..400_u32 {
            let step = |at: u32| (session * 7 + at * (1 + session % 3)) % 40;
            sessions.push(session, (0..2 + session % 4).map(step));
        }
        sessions
    }

    #[test]
    fn threads_do_not_change_the_model() {
        let sessions = ring();
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            let (trained, fitted) = pool
                .unwrap()
                .install(|| train(&sessions, &[], SETTINGS, &Unseen));
            (trained.model, trained.rows, fitted)
        };
        assert_eq!(on(1), on(4));
    }

    #[test]
    fn a_fit_beats_where_it_began() {
        let sessions = ring();
        let (_, fitted) = train(&sessions, &[], SETTINGS, &Unseen);
        let (hit_rate, _, queries) = fitted.held_out.unwrap();
        assert!(queries >= 60, "{queries}");
        assert!(hit_rate > 0.9, "{hit_rate}");
    }

    #[test]
    fn who_never_met_is_told_apart() {
        let mut sessions = Sessions::over(3);
        sessions.push(0, [0, 1]);
        sessions.push(1, [1, 2]);
        let (trained, _) = train(&sessions, &[], SETTINGS, &Unseen);
        let row = trained.rows[0].neighbours.iter();
        let met: Vec<_> = row.map(|near| (near.item.0, near.relation)).collect();
        assert_eq!(
            met,
            [(1, Relation::ViewedTogether), (2, Relation::ViewedAlike)]
        );
    }

    #[test]
    fn a_session_longer_than_the_cap_counts_its_end() {
        let mut sessions = Sessions::over(60);
        sessions.push(0, 0..60);
        let (trained, _) = train(&sessions, &[], SETTINGS, &Unseen);
        assert!(trained.rows[9].neighbours.is_empty());
        assert!(!trained.rows[10].neighbours.is_empty());
    }
}
