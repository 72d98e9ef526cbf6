//! The model's numbers in words.

use serde_json::{Value, json};
use whyshelf_engine::{EventKind, ItemIndex, Pack};
use whyshelf_pack::Model;

use crate::command::words;

/// Sixteenths of a view that an event kind's weight is given in.
const VIEW: f64 = 16.0;
/// Steps back that are told one by one.
const STEPS: usize = 5;

/// For the table: what it means, and how much.
pub(super) fn lines(pack: &Pack) -> Vec<(String, String)> {
    let model = pack.model();
    let mut lines = Vec::new();
    for (kind, &weight) in EventKind::ALL.into_iter().zip(&model.kinds) {
        let name = format!("weight of event {}, in views", words::kind(kind));
        lines.push((name, format!("{:.2}", f64::from(weight) / VIEW)));
    }
    let newest = model.distance.first().copied().unwrap_or(0).max(1);
    let mut steps = model.distance.iter().enumerate().skip(1);
    for (step, &weight) in steps.clone().take(STEPS) {
        let name = format!("weight {step} before the newest event, of the newest");
        lines.push((name, words::percent(f64::from(weight) / f64::from(newest))));
    }
    let last = steps.rfind(|&(_, &weight)| weight > 0);
    let last = last.map_or(0, |(step, _)| step);
    lines.push(("newest events that count".into(), (last + 1).to_string()));
    let Some(neighbour) = strongest(pack) else {
        return lines;
    };
    let of_neighbour = |score: u64| words::percent(score as f64 / neighbour as f64);
    let most_popular = pack.by_popularity().first();
    let popularity = most_popular.map_or(0, |&item| u64::from(pack.popularity(item)));
    lines.push((
        "score of the most popular item, of a view's best neighbour".into(),
        of_neighbour(popularity * model.popularity_weight),
    ));
    let seen = model.seen.first().copied().unwrap_or(0);
    lines.push((
        "score of the item viewed, where repeats may be, of the same".into(),
        of_neighbour(seen),
    ));
    lines
}

/// The score that a typical item's strongest neighbour gets from one view just now: the median
/// over the items that have neighbours.
fn strongest(pack: &Pack) -> Option<u64> {
    let model = pack.model();
    let factor = u64::from(*model.distance.first()?) * u64::from(model.kinds[0]);
    let mut scores: Vec<u64> = (0..pack.len() as u32)
        .filter_map(|item| {
            let row = pack.row(ItemIndex(item));
            let weight = row.neighbours.iter().map(|near| near.weight).max()?;
            Some(factor * u64::from(row.scale) * u64::from(weight))
        })
        .collect();
    scores.sort_unstable();
    scores
        .get(scores.len() / 2)
        .copied()
        .filter(|&score| score > 0)
}

/// The numbers as they are.
pub(super) fn json(model: &Model) -> Value {
    let kinds: Value = EventKind::ALL
        .into_iter()
        .zip(&model.kinds)
        .map(|(kind, &weight)| (kind.name().to_owned(), json!(weight)))
        .collect();
    json!({
        "kinds": kinds,
        "distance": model.distance,
        "seen": model.seen,
        "popularity_weight": model.popularity_weight,
    })
}
