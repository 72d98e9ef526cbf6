//! An evaluation: a pack, and methods to compare it with, asked to predict the events of held-out
//! sessions.
//!
//! Protocol: of each session, every event but the first is a target, the events before it the
//! query; all items of the pack (and of the log the baselines were trained on) are ranked, those
//! of the session included. Ties take the middle rank, a target without a score is a miss.
//! "Unseen" is the same with the session's items taken out of the ranking and of the targets.
//! Everything ranks by the same code; the pack's scores are the engine's own.

mod figures;
mod groups;
mod learned;
mod protocol;
mod ranker;
mod universe;

use serde::Serialize;
use whyshelf_engine::Pack;
use whyshelf_source::EventLog;
use whyshelf_train::baseline;

pub(crate) use figures::{ByLength, Figures, Measured};
pub(crate) use groups::{CategoryCoverage, PopularityPart};
pub(crate) use learned::Learned;

use crate::metric::{Features, Popularity};
use crate::steps::Steps;
use protocol::Protocol;
use ranker::{BaselineRanker, PackRanker};
use universe::Universe;

/// Everything an evaluation found out.
#[derive(Debug, Serialize)]
pub(crate) struct Evaluation {
    /// Targets.
    pub(crate) queries: u64,
    /// Items of the catalog: those of the pack and of the log the baselines were trained on.
    pub(crate) items: usize,
    /// The pack.
    #[serde(flatten)]
    pub(crate) pack: Measured,
    /// What it is compared with.
    pub(crate) baselines: Vec<Measured>,
    /// Whether diversity was measured by category and brand, not by the pack's rows.
    pub(crate) diversity_by_catalog: bool,
    /// Whether popularity was counted in the log of the baselines, not in the evaluated one.
    pub(crate) popularity_of_training_log: bool,
    /// Who gets the clicks and who the places, the most popular tenth of the catalog first.
    pub(crate) popularity: Vec<PopularityPart>,
    /// Coverage by category; empty where the catalog has no categories.
    pub(crate) categories: Vec<CategoryCoverage>,
    /// What the pack has learned.
    pub(crate) learned: Learned,
}

/// Evaluates `pack` on `log`, beside baselines trained on `training` if there is one.
pub(crate) fn evaluate(
    pack: &Pack,
    log: &EventLog,
    training: Option<&EventLog>,
    min_prefix: usize,
    steps: &Steps,
) -> Evaluation {
    let universe = Universe::of(pack, training, log);
    let sessions = universe.sessions(log);
    let trained_on = training.map(|log| universe.sessions(log));
    let items = universe.catalog();
    let counted = trained_on.as_ref().unwrap_or(&sessions);
    let popularity = Popularity::count(items, counted.iter().flatten());
    let features = Features::of(pack);
    let protocol = Protocol {
        sessions: &sessions,
        min_prefix,
        items,
        popularity: &popularity,
        percentiles: &popularity.percentiles(),
        features: &features,
        steps,
    };

    let (measured, shown) = protocol.measure("pack", &PackRanker { pack });
    let baselines = trained_on
        .as_ref()
        .map_or_else(Vec::new, |sessions| baseline::all(sessions));
    let baselines = baselines.into_iter().map(|baseline| {
        let ranker = BaselineRanker {
            baseline: baseline.as_ref(),
        };
        protocol.measure(baseline.name(), &ranker).0
    });
    let baselines = baselines.collect();
    Evaluation {
        queries: measured.all.queries,
        items,
        baselines,
        diversity_by_catalog: features.of_catalog,
        popularity_of_training_log: training.is_some(),
        popularity: groups::by_popularity(&popularity, &shown),
        categories: groups::by_category(pack, &shown),
        learned: Learned::of(pack),
        pack: measured,
    }
}
