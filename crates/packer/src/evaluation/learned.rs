//! What a pack has learned, in terms that can be compared: everything beside what a typical best
//! related item gets from the last event.

use serde::Serialize;
use whyshelf_engine::{EventKind, ItemIndex, Pack, Placement, Repeats, Request, Session, scores};
use whyshelf_pack::Relation;

/// Items looked at, at most, to find the typical score.
const SAMPLE: usize = 2000;

/// What a pack has learned.
#[derive(Debug, Serialize)]
pub(crate) struct Learned {
    /// Weight of the event `d` steps before the last, which is 1.
    pub(crate) distance: Vec<f64>,
    /// What an item gets for having been seen `d` steps ago itself; 1 is what the best related
    /// item typically gets from the last event. The last entry holds for everything older.
    pub(crate) seen: Vec<f64>,
    /// What the most popular item gets for being popular, likewise.
    pub(crate) popularity: f64,
    /// How much an event of each kind counts; a full view is 1.
    pub(crate) kinds: Vec<Share>,
    /// Kinds of relation and their share of all neighbours, 0 to 1, the most frequent first.
    pub(crate) relations: Vec<Share>,
    /// Neighbours of all items.
    pub(crate) neighbours: usize,
}

/// A named number.
#[derive(Debug, Serialize)]
pub(crate) struct Share {
    /// What it is.
    pub(crate) name: &'static str,
    /// How much of the whole or of the unit.
    pub(crate) share: f64,
}

impl Learned {
    /// Reads it from a pack.
    pub(crate) fn of(pack: &Pack) -> Learned {
        let model = pack.model();
        let last = f64::from(model.distance.first().copied().unwrap_or(0)).max(1.0);
        let typical = typical_score(pack).max(1.0);
        let (relations, neighbours) = relations(pack);
        Learned {
            distance: model
                .distance
                .iter()
                .map(|&weight| f64::from(weight) / last)
                .collect(),
            seen: model
                .seen
                .iter()
                .map(|&score| score as f64 / typical)
                .collect(),
            popularity: (model.popularity_weight * 255) as f64 / typical,
            kinds: EventKind::ALL
                .into_iter()
                .zip(model.kinds)
                .map(|(kind, sixteenths)| Share {
                    name: kind.name(),
                    share: f64::from(sixteenths) / 16.0,
                })
                .collect(),
            relations,
            neighbours,
        }
    }
}

/// The median score of the best related item after one view, over items evenly spaced.
fn typical_score(pack: &Pack) -> f64 {
    let request = Request {
        repeats: Repeats::Exclude,
        ..Request::new(Placement::Product, 0)
    };
    let step = pack.len().div_ceil(SAMPLE).max(1);
    let mut best: Vec<u64> = (0..pack.len() as u32)
        .step_by(step)
        .filter_map(|item| {
            let view = Session::of_views(&[ItemIndex(item)]);
            scores(pack, &view, &request)
                .first()
                .map(|&(_, score)| score)
        })
        .collect();
    best.sort_unstable();
    best.get(best.len() / 2).map_or(0.0, |&score| score as f64)
}

/// Shares of the relations that occur, and the number of all neighbours.
fn relations(pack: &Pack) -> (Vec<Share>, usize) {
    let mut counts = Relation::ALL.map(|relation| (relation, 0_usize));
    for item in 0..pack.len() as u32 {
        for near in pack.row(ItemIndex(item)).neighbours {
            counts[near.relation as usize].1 += 1;
        }
    }
    let all = counts.iter().map(|(_, count)| count).sum::<usize>();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let present = counts.into_iter().filter(|&(_, count)| count > 0);
    let shares = present.map(|(relation, count)| Share {
        name: name(relation),
        share: count as f64 / all as f64,
    });
    (shares.collect(), all)
}

fn name(relation: Relation) -> &'static str {
    match relation {
        Relation::BoughtTogether => "bought together",
        Relation::ViewedTogether => "viewed together",
        Relation::BoughtAlike => "bought with the same items",
        Relation::ViewedAlike => "viewed with the same items",
        Relation::Similar => "similar by the catalog",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use whyshelf_pack::{Item, Model, Neighbour, PackContents, Row};

    fn pack() -> Pack {
        let near = |item, weight, relation| Neighbour {
            item: ItemIndex(item),
            weight,
            relation,
        };
        let row = |neighbours| Row {
            scale: 10,
            neighbours,
        };
        let contents = PackContents {
            model: Model {
                distance: vec![50, 25, 5],
                seen: vec![80_000, 4_000],
                popularity_weight: 1,
                kinds: [16, 16, 32, 0, 64],
            },
            items: ["a", "b", "c"]
                .map(|id| Item {
                    id: id.into(),
                    ..Item::default()
                })
                .into(),
            rows: vec![
                row(vec![
                    near(1, 5, Relation::Similar),
                    near(2, 2, Relation::ViewedTogether),
                ]),
                row(vec![near(0, 5, Relation::ViewedTogether)]),
                row(vec![near(0, 5, Relation::ViewedTogether)]),
            ],
        };
        Pack::parse(&whyshelf_pack::write(&contents).unwrap()).unwrap()
    }

    #[test]
    fn weights_are_told_beside_a_typical_best_neighbour() {
        // 50 · 16 · 10 · 5 = 40,000 for the best neighbour of each item.
        let learned = Learned::of(&pack());
        assert_eq!(learned.distance, [1.0, 0.5, 0.1]);
        assert_eq!(learned.seen, [2.0, 0.1]);
        assert_eq!(learned.popularity, 255.0 / 40_000.0);
        let kinds: Vec<f64> = learned.kinds.iter().map(|kind| kind.share).collect();
        assert_eq!(kinds, [1.0, 1.0, 2.0, 0.0, 4.0]);
    }

    #[test]
    fn relations_share_the_neighbours() {
        let learned = Learned::of(&pack());
        assert_eq!(learned.neighbours, 4);
        let shares: Vec<_> = learned
            .relations
            .iter()
            .map(|x| (x.name, x.share))
            .collect();
        assert_eq!(
            shares,
            [("viewed together", 0.75), ("similar by the catalog", 0.25)]
        );
    }
}
