//! Asks every query of the log, in parallel, with the same result on any number of threads.

use rayon::prelude::*;
use whyshelf_engine::EventKind;
use whyshelf_train::{Progress, Sessions};

use super::figures::{Figures, Measured};
use super::ranker::{Before, Ranker, shelf};
use crate::metric::{
    Diversity, Exposure, Features, Popularity, Ranks, Reach, Recall, Scores, Shown, rank,
};
use crate::steps::Steps;

/// Into how many parts the sessions are cut at most. Fixed, not one a thread: parts are added up
/// in their order, so that floating point sums do not depend on the threads.
const PARTS: usize = 1024;

/// What every ranker is asked, and what its answers are measured against.
pub(crate) struct Protocol<'a> {
    pub(crate) sessions: &'a Sessions,
    /// Events a query has at least.
    pub(crate) min_prefix: usize,
    /// Items of the catalog.
    pub(crate) items: usize,
    pub(crate) popularity: &'a Popularity,
    /// Of `popularity`.
    pub(crate) percentiles: &'a [f64],
    pub(crate) features: &'a Features,
    pub(crate) steps: &'a Steps,
}

/// What is added up over some queries of one kind.
struct Tally {
    ranks: Ranks,
    recall: Recall,
    diversity: f64,
    /// Shelves with a pair to be unlike.
    shelves: u64,
}

/// A query, whatever kind of target.
struct Query<'a> {
    before: &'a [u32],
    /// The target and everything after it.
    rest: &'a [u32],
}

impl Protocol<'_> {
    /// All figures of a ranker, and how often it showed each item among all targets.
    pub(crate) fn measure(&self, name: &'static str, ranker: &dyn Ranker) -> (Measured, Shown) {
        let (all, unseen) = (Exposure::over(self.items), Exposure::over(self.items));
        self.steps.begin(name, self.sessions.len());
        let part = self.sessions.len().div_ceil(PARTS).max(1);
        let parts: Vec<[Tally; 2]> = (0..self.sessions.len())
            .into_par_iter()
            .step_by(part)
            .map_init(
                || Diversity::by(self.features),
                |diversity, start| {
                    let mut tallies = [Tally::none(), Tally::none()];
                    for session in start..(start + part).min(self.sessions.len()) {
                        self.ask(ranker, session, &mut tallies, diversity, [&all, &unseen]);
                        self.steps.advance();
                    }
                    tallies
                },
            )
            .collect();
        self.steps.end();

        let mut sums = [Tally::none(), Tally::none()];
        for part in &parts {
            for (sum, part) in sums.iter_mut().zip(part) {
                sum.merge(part);
            }
        }
        let reachable = self.reach(ranker);
        let (all, unseen) = (all.finish(), unseen.finish());
        let measured = Measured {
            name,
            all: self.figures(&sums[0], &all),
            unseen: self.figures(&sums[1], &unseen),
            reachable,
        };
        (measured, all)
    }

    fn ask(
        &self,
        ranker: &dyn Ranker,
        session: usize,
        [all, unseen]: &mut [Tally; 2],
        diversity: &mut Diversity<'_>,
        exposures: [&Exposure; 2],
    ) {
        let items = self.sessions.items(session);
        for at in self.min_prefix.max(1)..items.len() {
            let (before, rest) = items.split_at(at);
            let query = Query { before, rest };
            let events = Before::of(self.sessions, session, at);
            let ranked = ranker.ranked(events, true);
            all.add(&query, &ranked, true, diversity, exposures[0]);
            if !before.contains(&rest[0]) {
                let ranked = ranker.ranked(events, false);
                unseen.add(&query, &ranked, false, diversity, exposures[1]);
            }
        }
    }

    fn reach(&self, ranker: &dyn Ranker) -> f64 {
        let reach = Reach::over(self.items);
        self.steps.begin("reach", self.items);
        (0..self.items as u32).into_par_iter().for_each(|item| {
            let viewed = Before {
                items: &[item],
                kinds: &[EventKind::ViewItem],
            };
            shelf(&ranker.ranked(viewed, false)).for_each(|item| reach.add(item));
            ranker
                .evidence(item)
                .into_iter()
                .for_each(|item| reach.add(item));
            self.steps.advance();
        });
        self.steps.end();
        reach.share()
    }

    fn figures(&self, tally: &Tally, shown: &Shown) -> Figures {
        let diversity = tally.diversity / tally.shelves.max(1) as f64;
        Figures::of(
            &tally.ranks,
            &tally.recall,
            diversity,
            shown,
            self.popularity,
            self.percentiles,
        )
    }
}

impl Tally {
    fn none() -> Tally {
        Tally {
            ranks: Ranks::none(),
            recall: Recall::none(),
            diversity: 0.0,
            shelves: 0,
        }
    }

    fn add(
        &mut self,
        query: &Query<'_>,
        ranked: &Scores,
        repeats: bool,
        diversity: &mut Diversity<'_>,
        exposure: &Exposure,
    ) {
        self.ranks.add(rank(query.rest[0], ranked));
        let relevant: Vec<u32> = query
            .rest
            .iter()
            .enumerate()
            .filter(|&(at, item)| !query.rest[..at].contains(item))
            .map(|(_, &item)| item)
            .filter(|item| repeats || !query.before.contains(item))
            .collect();
        self.recall
            .add(relevant.iter().map(|&item| rank(item, ranked)));
        if let Some(unlike) = diversity.of(shelf(ranked)) {
            self.diversity += unlike;
            self.shelves += 1;
        }
        exposure.add(shelf(ranked));
    }

    fn merge(&mut self, other: &Tally) {
        self.ranks.merge(&other.ranks);
        self.recall.merge(&other.recall);
        self.diversity += other.diversity;
        self.shelves += other.shelves;
    }
}
