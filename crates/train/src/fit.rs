//! Fits the knobs to the log: trains on its older part, turns the knobs until the newest
//! sessions are predicted best. Nothing is tuned by hand for a data set.

use rayon::prelude::*;

use super::Settings;
use crate::count::Counting;
use crate::knobs::Knobs;
use crate::objective::{Objective, PartRows};
use crate::parts::{self, Weights};
use crate::postings::Postings;
use crate::rows::Rows;
use crate::search::Search;
use crate::sessions::Sessions;

/// At most this share of the sessions is held out.
const HELD_OUT: f64 = 0.1;

/// Rows walked for one look at the held-out sessions, at most: bounds the time of a fit whatever
/// the size of the log.
const WALKS: usize = 150_000;

/// With fewer queries than this, a fit would learn noise.
const FEWEST_QUERIES: usize = 100;

/// Candidates a row keeps during the fit, for each part.
const CANDIDATES: usize = 80;

/// Values tried for [`Counting::recency`].
const RECENCIES: [f32; 4] = [f32::INFINITY, 1.0, 0.5, 0.25];

/// Factors of the search's passes: the first with every recency in mind, the rest with the best.
const PASSES: [f32; 3] = [2.0, 1.5, 1.25];

/// What the log taught.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    /// The knobs.
    pub knobs: Knobs,
    /// What one unit of each part is worth.
    pub(crate) units: Weights,
    /// See [`Counting::recency`].
    pub recency: f32,
    /// HR@20 and MRR@20 on the held-out sessions with repeats, 0 to 1, and their number of
    /// queries; none if the log was too small to hold any out.
    pub held_out: Option<(f64, f64, usize)>,
}

/// Fits to `sessions`; `step` is called [`steps`] times.
pub(crate) fn fit(sessions: &Sessions, settings: Settings, step: &(dyn Fn() + Sync)) -> Fitted {
    let split = split(sessions);
    let (older, newest) = (
        sessions.part(0..split),
        sessions.part(split..sessions.len()),
    );
    let postings = Postings::of(&older);
    let objective = |recency| {
        let counting = Counting {
            min_support: settings.min_support,
            recency,
        };
        let rows = Rows::new(&older, &postings, counting);
        Objective::new(&newest, needed_rows(&rows, &newest))
    };

    let mut chosen = (RECENCIES[0], objective(RECENCIES[0]));
    let queries = newest
        .iter()
        .map(|items| items.len().saturating_sub(1))
        .sum();
    if queries < FEWEST_QUERIES {
        return Fitted {
            knobs: Knobs::START,
            units: *chosen.1.units(),
            recency: chosen.0,
            held_out: None,
        };
    }
    let first = |knobs: &Knobs| chosen.1.value(knobs);
    let mut search = Search::from(Knobs::START, &first);
    search.pass(PASSES[0], &|| step());
    let (mut knobs, mut value) = (search.best, search.value);
    for recency in &RECENCIES[1..] {
        let other = objective(*recency);
        let other_value = other.value(&knobs);
        if other_value > value {
            value = other_value;
            chosen = (*recency, other);
        }
        step();
    }
    let (recency, objective) = chosen;
    let value_of = |knobs: &Knobs| objective.value(knobs);
    let mut search = Search::from(knobs, &value_of);
    for factor in &PASSES[1..] {
        search.pass(*factor, &|| step());
    }
    knobs = search.best;
    let sums = objective.sums(&knobs);
    Fitted {
        knobs,
        units: *objective.units(),
        recency,
        held_out: Some((
            sums.hits / sums.queries,
            sums.reciprocal / sums.queries,
            queries,
        )),
    }
}

/// How often `fit` calls `step`.
pub(crate) fn steps() -> usize {
    PASSES.len() * super::knobs::KNOBS + RECENCIES.len() - 1
}

/// The first session that is held out.
fn split(sessions: &Sessions) -> usize {
    let most = (sessions.len() as f64 * HELD_OUT) as usize;
    let mut walks = 0;
    let mut split = sessions.len();
    while split > sessions.len() - most && walks < WALKS {
        split -= 1;
        let queries = 1..sessions.items(split).len().max(1);
        walks += queries
            .map(|events| events.min(super::knobs::LONGEST_MEMORY))
            .sum::<usize>();
    }
    split
}

/// The rows that `newest` walks.
fn needed_rows(rows: &Rows<'_>, newest: &Sessions) -> PartRows {
    let mut needed = vec![false; newest.item_count()];
    for &item in newest.iter().flatten() {
        needed[item as usize] = true;
    }
    let needed_rows = (0..newest.item_count() as u32)
        .into_par_iter()
        .map_init(
            || rows.scratch(),
            |scratch, item| {
                if !needed[item as usize] {
                    return Vec::new();
                }
                let mut row = rows.row(item, scratch).parts;
                parts::prune(&mut row, CANDIDATES);
                row
            },
        )
        .collect();
    PartRows::new(needed_rows)
}
