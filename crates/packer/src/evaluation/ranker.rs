//! What is asked: the pack through the engine, or a baseline.

use whyshelf_engine::{
    Event, EventKind, ItemIndex, Pack, Placement, Repeats, Request, Session, scores,
};
use whyshelf_train::Sessions;
use whyshelf_train::baseline::Baseline;

use crate::metric::{SHELF, Scores};

/// Items asked of the engine beyond those with evidence, so that ties at the last cutoff are seen
/// whole.
const POPULAR: usize = 10 * SHELF;

/// The events of a session so far, oldest first.
#[derive(Clone, Copy)]
pub(crate) struct Before<'a> {
    pub(crate) items: &'a [u32],
    /// What happened to each.
    pub(crate) kinds: &'a [EventKind],
}

impl<'a> Before<'a> {
    /// The first `events` events of a session.
    pub(crate) fn of(sessions: &'a Sessions, session: usize, events: usize) -> Before<'a> {
        Before {
            items: &sessions.items(session)[..events],
            kinds: &sessions.kinds(session)[..events],
        }
    }
}

/// Something that ranks items for a session.
pub(crate) trait Ranker: Sync {
    /// Items with a score above 0, best first, equals by number. Without `repeats`, those of the
    /// session are left out.
    fn ranked(&self, before: Before<'_>, repeats: bool) -> Vec<(u32, f64)>;

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
    fn ranked(&self, before: Before<'_>, repeats: bool) -> Vec<(u32, f64)> {
        // An item the pack does not know was still an event: it leaves a gap.
        let events = (0..).zip(before.items.iter().zip(before.kinds));
        let known = events.filter(|&(_, (&item, _))| self.knows(item));
        let events = known.map(|(sequence, (&item, &kind))| Event {
            sequence,
            kind,
            item: ItemIndex(item),
            visits_ago: 0,
        });
        let visit = Session::new(events.collect(), before.items.len() as u32);
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
    fn ranked(&self, before: Before<'_>, repeats: bool) -> Vec<(u32, f64)> {
        let mut scores = self.baseline.scores(before.items);
        scores.retain(|(item, score)| *score > 0.0 && (repeats || !before.items.contains(item)));
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use whyshelf_pack::{Item, Model, Neighbour, PackContents, Relation, Row, write};

    /// Items 0 and 1 lead to 2 and 3; a purchase counts four times a view, a removal nothing.
    fn pack() -> Pack {
        let item = |id: &str| Item {
            id: id.to_owned(),
            ..Item::default()
        };
        let to = |item| Row {
            scale: 10,
            neighbours: vec![Neighbour {
                item: ItemIndex(item),
                weight: 5,
                relation: Relation::ViewedTogether,
            }],
        };
        let contents = PackContents {
            items: ["a", "b", "c", "d"].map(item).into(),
            model: Model {
                kinds: [16, 16, 32, 0, 64],
                distance: vec![50, 25],
                seen: vec![0],
                popularity_weight: 1,
            },
            rows: vec![to(2), to(3), Row::default(), Row::default()],
        };
        Pack::parse(&write(&contents).unwrap()).unwrap()
    }

    #[test]
    fn a_packs_session_has_the_kinds_of_the_log() {
        let pack = pack();
        let ranker = PackRanker { pack: &pack };
        let first = |kinds: [EventKind; 2]| {
            let before = Before {
                items: &[0, 1],
                kinds: &kinds,
            };
            ranker.ranked(before, false)[0].0
        };
        let view = EventKind::ViewItem;
        assert_eq!(first([view, view]), 3);
        assert_eq!(first([EventKind::Purchase, view]), 2);
        assert_eq!(first([view, EventKind::RemoveFromCart]), 2);
    }
}
