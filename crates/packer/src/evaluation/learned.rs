//! What a pack has learned, in terms that can be compared: everything beside what a typical best
//! related item gets from the last event.

use serde::Serialize;
use whyshelf_engine::{ItemIndex, Pack, Placement, Repeats, Request, Session, scores};

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
    /// Kinds of relation and their share of all neighbours, 0 to 1, the most frequent first.
    pub(crate) relations: Vec<Share>,
    /// Neighbours of all items.
    pub(crate) neighbours: usize,
}

/// A part of a whole.
#[derive(Debug, Serialize)]
pub(crate) struct Share {
    /// What it is.
    pub(crate) name: &'static str,
    /// How much of the whole, 0 to 1.
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
            distance: model.distance.iter().map(|&weight| f64::from(weight) / last).collect(),
            seen: model.seen.iter().map(|&score| score as f64 / typical).collect(),
            popularity: (model.popularity_weight * 255) as f64 / typical,
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
            scores(pack, &view, &request).first().map(|&(_, score)| score)
        })
        .collect();
    best.sort_unstable();
    best.get(best.len() / 2).map_or(0.0, |&score| score as f64)
}

fn relations(pack: &Pack) -> (Vec<Share>, usize) {
    let mut counts = [("had together", 0_usize), ("kept the same company", 0)];
    for item in 0..pack.len() as u32 {
        for near in pack.row(ItemIndex(item)).neighbours {
            counts[usize::from(!near.met)].1 += 1;
        }
    }
    let all = counts.iter().map(|(_, count)| count).sum::<usize>();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let present = counts.into_iter().filter(|&(_, count)| count > 0);
    let shares = present.map(|(name, count)| Share {
        name,
        share: count as f64 / all as f64,
    });
    (shares.collect(), all)
}
