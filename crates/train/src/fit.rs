//! Fits the knobs to the log: trains on its older part, turns the knobs until the newest
//! sessions are predicted best. Nothing is tuned by hand for a data set.

use std::ops::Range;

use rayon::prelude::*;
use whyshelf_engine::{EARLIER_VISITS, EventKind};

use super::Settings;
use crate::count::Counting;
use crate::earlier::Before;
use crate::features::Features;
use crate::knobs::{self, KINDS, KNOBS, Knobs};
use crate::objective::Objective;
use crate::part_rows::PartRows;
use crate::parts::{self, CATALOG, PARTS, Weights};
use crate::popularity::Window;
use crate::rows::{Log, Rows};
use crate::search::Search;
use crate::sessions::Sessions;
use crate::support::{self, SupportCost};

/// This share of the sessions is held out.
const HELD_OUT: f64 = 0.1;

/// Up to this share, while there are fewer than [`ENOUGH_QUERIES`].
const HELD_OUT_OF_FEW: f64 = 0.25;

/// Queries by which knobs can be told apart.
const ENOUGH_QUERIES: usize = 2000;

/// Rows walked for one look at the held-out sessions, at most: bounds the time of a fit whatever
/// the size of the log.
const WALKS: usize = 150_000;

/// With fewer queries than this, a fit would learn noise.
const FEWEST_QUERIES: usize = 100;

/// What a kind of events weighs is fitted if at least this many held-out queries see one.
const FEWEST_OF_KIND: usize = 200;

/// Held-out queries, about, by which the first pass is made and recencies are compared.
const QUERIES_OF_SAMPLE: usize = 10_000;

/// Candidates a row keeps during the fit, for each part.
const CANDIDATES: usize = 80;

/// Values tried for [`Counting::recency`], one after the other as long as each is better.
const RECENCIES: [f32; 4] = [f32::INFINITY, 1.0, 0.5, 0.25];

/// Factors of the search's passes. The first of them is also made by the sample, to compare
/// recencies at.
const PASSES: [f32; 6] = [2.0, 1.5, 1.25, 1.6, 1.3, 1.15];

/// Knobs that are turned as one after each by itself: what makes up for another cannot be turned
/// far alone.
const TOGETHER: [Range<usize>; 4] = [
    knobs::SEEN_KNOBS,
    parts::COMPANY,
    parts::CATALOG,
    knobs::PRIOR..knobs::KIND,
];

/// What the log taught.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// The knobs.
    pub knobs: Knobs,
    /// What one unit of each part is worth.
    pub(crate) units: Weights,
    /// See [`Counting::recency`].
    pub recency: f32,
    /// The newest part of the log that says what is popular.
    pub popularity: Window,
    /// What earlier visits weigh, in 256ths of an event that has just happened, the last visit first; none if
    /// too few shoppers came back to tell, and where the log does not know them.
    pub earlier: Option<[u8; EARLIER_VISITS]>,
    /// HR@20 and MRR@20 on the held-out sessions with repeats, 0 to 1, and their number of
    /// queries; none if the log was too small to hold any out.
    pub held_out: Option<(f64, f64, usize)>,
    /// What other thresholds for the support would cost; empty if nothing was held out.
    pub support_costs: Vec<SupportCost>,
}

/// Fits to `sessions`; `step` is called [`steps`] times.
pub(crate) fn fit(
    sessions: &Sessions,
    features: &Features,
    settings: Settings,
    step: &(dyn Fn() + Sync),
) -> Fitted {
    let split = split(sessions);
    let (older, newest) = (
        sessions.part(0..split),
        sessions.part(split..sessions.len()),
    );
    let log = Log::of(&older);
    features.remember(&walked(&newest));
    let counting = |recency| Counting {
        min_support: settings.min_support,
        recency,
    };
    let rows = |recency| Rows::new(&log, features, counting(recency));
    let objective =
        |rows: &Rows<'_>, asked: &Sessions| Objective::new(asked, needed_rows(&log, rows, asked));
    let sample = sample(&newest);

    let mut chosen = (RECENCIES[0], rows(RECENCIES[0]));
    let first = objective(&chosen.1, &sample);
    let popularity = Window::fitted(&older, &newest);
    let queries = newest
        .iter()
        .map(|items| items.len().saturating_sub(1))
        .sum();
    if queries < FEWEST_QUERIES {
        return Fitted {
            knobs: Knobs::START,
            units: *first.units(),
            recency: RECENCIES[0],
            popularity,
            earlier: None,
            held_out: None,
            support_costs: Vec::new(),
        };
    }
    let value_of_first = |knobs: &Knobs| first.value(knobs);
    let turned = turned(&first, &newest);
    let groups = TOGETHER.map(|group| {
        let group = group.filter(|knob| turned.contains(knob));
        group.collect::<Vec<usize>>()
    });
    let mut search = Search::from(Knobs::START, &turned, &value_of_first);
    search.pass(PASSES[0], &groups, &|| step());
    let (knobs, mut value) = (search.best, search.value);
    for recency in &RECENCIES[1..] {
        let other = rows(*recency);
        let other_value = objective(&other, &sample).value(&knobs);
        step();
        if other_value <= value {
            break;
        }
        (value, chosen) = (other_value, (*recency, other));
    }

    let (recency, rows) = chosen;
    let objective = objective(&rows, &newest);
    let value_of = |knobs: &Knobs| objective.value(knobs);
    let mut search = Search::from(Knobs::START, &turned, &value_of);
    for factor in &PASSES {
        search.pass(*factor, &groups, &|| step());
    }
    let sums = objective.sums(&search.best);
    let mut fitted = Fitted {
        knobs: search.best,
        units: *objective.units(),
        recency,
        popularity,
        earlier: None,
        held_out: Some((
            sums.hits / sums.queries,
            sums.reciprocal / sums.queries,
            queries,
        )),
        support_costs: Vec::new(),
    };
    let before = Before::of(sessions, split);
    let known = needed_rows(&log, &rows, &before.joined(sessions));
    fitted.earlier = before.fitted(sessions, &known, &fitted.knobs, &fitted.units);
    step();
    fitted.support_costs = support::costs(&older, &newest, features, &fitted, &|| step());
    fitted
}

/// How often `fit` calls `step`, at most.
pub(crate) fn steps() -> usize {
    (1 + PASSES.len()) * (KNOBS + TOGETHER.len()) + RECENCIES.len() + support::steps()
}

/// The knobs that change anything on this log.
fn turned(objective: &Objective, newest: &Sessions) -> Vec<usize> {
    let catalog = CATALOG.into_iter().any(|part| objective.has(part));
    let kinds = fitted_kinds(newest);
    (0..KNOBS)
        .filter(|&knob| match knob {
            0..PARTS => objective.has(knob),
            knobs::PRIOR | knobs::WELCOME => catalog,
            knobs::KIND.. => kinds[knob - knobs::KIND],
            _ => true,
        })
        .collect()
}

/// The kinds of which the held-out sessions have enough, but for the one the others are measured
/// by: views, or, where there are too few of them, the most frequent.
fn fitted_kinds(newest: &Sessions) -> [bool; KINDS] {
    let mut queries = [0; KINDS];
    for session in 0..newest.len() {
        let kinds = newest.kinds(session);
        for &kind in &kinds[..kinds.len().saturating_sub(1)] {
            queries[kind as usize] += 1;
        }
    }
    let mut fitted = queries.map(|queries| queries >= FEWEST_OF_KIND);
    let view = EventKind::ViewItem as usize;
    let most = queries.iter().copied().max();
    let most = queries.iter().position(|&queries| Some(queries) == most);
    let measure = if fitted[view] { Some(view) } else { most };
    if let Some(measure) = measure {
        fitted[measure] = false;
    }
    fitted[EventKind::RemoveFromCart as usize] = false;
    fitted
}

/// The first session that is held out: a tenth of the log, or more of a small one.
fn split(sessions: &Sessions) -> usize {
    let (few, most) = (
        (sessions.len() as f64 * HELD_OUT) as usize,
        (sessions.len() as f64 * HELD_OUT_OF_FEW) as usize,
    );
    let (mut walks, mut queries) = (0, 0);
    let mut split = sessions.len();
    while walks < WALKS {
        let held_out = sessions.len() - split;
        if held_out >= most || held_out >= few && queries >= ENOUGH_QUERIES {
            break;
        }
        split -= 1;
        let asked = sessions.items(split).len().saturating_sub(1);
        queries += asked;
        walks += (1..=asked)
            .map(|events| events.min(knobs::LONGEST_MEMORY))
            .sum::<usize>();
    }
    split
}

/// Sessions from all over `newest` with about [`QUERIES_OF_SAMPLE`] queries.
fn sample(newest: &Sessions) -> Sessions {
    let every = (newest.event_count() / QUERIES_OF_SAMPLE).max(1);
    let mut sample = Sessions::over(newest.item_count());
    for session in (0..newest.len()).step_by(every) {
        let items = newest.items(session).iter().copied();
        let kinds = newest.kinds(session).iter().copied();
        sample.push_events(newest.group(session), items.zip(kinds));
    }
    sample
}

/// The items of which `newest` walks the rows: all but those that only ever end a session.
fn walked(newest: &Sessions) -> Vec<u32> {
    let mut walked = vec![false; newest.item_count()];
    for items in newest.iter() {
        for &item in items {
            walked[item as usize] = true;
        }
    }
    let items = 0..newest.item_count() as u32;
    items.filter(|&item| walked[item as usize]).collect()
}

/// The rows that `newest` walks.
pub(crate) fn needed_rows(log: &Log<'_>, rows: &Rows<'_>, newest: &Sessions) -> PartRows {
    let walked = walked(newest);
    let needed: Vec<Vec<(u32, Weights)>> = walked
        .par_iter()
        .map_init(
            || rows.scratch(),
            |scratch, &item| {
                let mut row = rows.row(item, scratch).parts;
                parts::prune(&mut row, CANDIDATES);
                row
            },
        )
        .collect();
    let items = 0..newest.item_count() as u32;
    let sessions_of = items.map(|item| log.sessions_of(item)).collect();
    PartRows::new(&walked, &needed, sessions_of)
}
