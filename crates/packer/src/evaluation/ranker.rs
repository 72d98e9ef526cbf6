//! What is asked: the pack through the engine, or a baseline.

use whyshelf_engine::{
    Event, EventKind, ItemIndex, Pack, Placement, Repeats, Request, Session, scores,
};
use whyshelf_train::baseline::Baseline;

use crate::metric::{SHELF, Scores};

/// Items asked of the engine beyond those with evidence, so that ties at the last cutoff are seen
/// whole.
const POPULAR: usize = 10 * SHELF;

/// Something that ranks items for a session.
pub(crate) trait Ranker: Sync {
    /// Items with a score above 0, best first, equals by number. Without `repeats`, those of the
    /// session are left out.
    fn ranked(&self, session: &[u32], repeats: bool) -> Vec<(u32, f64)>;

    /// The items that an event of `item` is evidence for.
    fn evidence(&self, item: u32) -> Vec<u32>;
}

/// A pack, ranked by the engine.
pub(crate) struct PackRanker<'a> {
    pub(crate) pack: &'a Pack,
}

impl PackRanker<'_> {
    fn knows(&self, item: u32) -> bool {
        (item as usize) < self.pack.len()
    }
}

impl Ranker for PackRanker<'_> {
    fn ranked(&self, session: &[u32], repeats: bool) -> Vec<(u32, f64)> {
        // An item the pack does not know was still an event: it leaves a gap.
        let known = (0..).zip(session).filter(|&(_, &item)| self.knows(item));
        let events = known.map(|(sequence, &item)| Event {
            sequence,
            kind: EventKind::ViewItem,
            item: ItemIndex(item),
            visits_ago: 0,
        });
        let visit = Session::new(events.collect(), session.len() as u32);
        let request = Request {
            repeats: if repeats {
                Repeats::Allow
            } else {
                Repeats::Exclude
            },
            ..Request::new(Placement::Product, POPULAR)
        };
        let scores = scores(self.pack, &visit, &request);
        // Exact: scores stay below 2^53.
        let ranked = scores
            .into_iter()
            .map(|(item, score)| (item.0, score as f64));
        ranked.collect()
    }

    fn evidence(&self, item: u32) -> Vec<u32> {
        if !self.knows(item) {
            return Vec::new();
        }
        let row = self.pack.row(ItemIndex(item)).neighbours.iter();
        row.map(|near| near.item.0).collect()
    }
}

/// A baseline.
pub(crate) struct BaselineRanker<'a> {
    pub(crate) baseline: &'a dyn Baseline,
}

impl Ranker for BaselineRanker<'_> {
    fn ranked(&self, session: &[u32], repeats: bool) -> Vec<(u32, f64)> {
        let mut scores = self.baseline.scores(session);
        scores.retain(|(item, score)| *score > 0.0 && (repeats || !session.contains(item)));
        scores.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        scores
    }

    fn evidence(&self, item: u32) -> Vec<u32> {
        // What is scored without any event is not scored because of one.
        if !self.baseline.scores(&[]).is_empty() {
            return Vec::new();
        }
        let scores = self.baseline.scores(&[item]).into_iter();
        scores
            .map(|(other, _)| other)
            .filter(|&other| other != item)
            .collect()
    }
}

/// The items of the first [`SHELF`] places.
pub(crate) fn shelf(ranked: &Scores) -> impl Iterator<Item = u32> + Clone + '_ {
    ranked.iter().take(SHELF).map(|&(item, _)| item)
}
