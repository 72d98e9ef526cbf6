//! What the examples share: a log read from a plain file, and how well a model ranks the events
//! of sessions it has not seen, by the engine's own scores.

use std::collections::HashMap;
use std::error::Error;

use rayon::prelude::*;
use whyshelf_engine::{EventKind, ItemIndex, Pack, Placement, Repeats, Request, Session, scores};
use whyshelf_pack::{Item, PackContents, write};
use whyshelf_train::{CatalogFacts, Sessions, Trained, levels, popularity};

/// What a file says: every item's number by its name, and the sessions in the file's order.
pub(crate) type Log = (HashMap<String, u32>, Sessions);

/// Reads a log with a header and the columns session, item, time and, if it has them, event
/// (`purchase` or anything else, which is a view) and shopper. A session's rows lie together,
/// sessions in the order they ended; without a shopper, a session is one of its own. Items are
/// numbered by popularity, as training wants them.
///
/// # Errors
/// If a row lacks a session or an item.
pub(crate) fn read(log: &str) -> Result<Log, Box<dyn Error>> {
    let (mut numbers, mut shoppers) = (HashMap::new(), HashMap::new());
    let mut rows: Vec<(&str, u32, EventKind, &str)> = Vec::new();
    for line in log.lines().skip(1) {
        let mut cells = line.split(',');
        let session = cells.next().ok_or("a row without a session")?;
        let item = cells.next().ok_or("a row without an item")?;
        let kind = match cells.nth(1) {
            Some("purchase") => EventKind::Purchase,
            _ => EventKind::ViewItem,
        };
        let shopper = cells.next().unwrap_or_default();
        let next = numbers.len() as u32;
        let item = *numbers.entry(item.to_owned()).or_insert(next);
        rows.push((session, item, kind, shopper));
    }
    let mut sessions = Sessions::over(numbers.len());
    for (number, session) in rows.chunk_by(|a, b| a.0 == b.0).enumerate() {
        let known = Some(session[0].3).filter(|shopper| !shopper.is_empty());
        let key = known.map_or_else(|| format!("session {number}"), str::to_owned);
        let next = shoppers.len() as u32;
        let group = *shoppers.entry(key).or_insert(next);
        sessions.push_events(group, session.iter().map(|row| (row.1, row.2)));
    }
    Ok(by_popularity(numbers, &sessions))
}

fn by_popularity(mut numbers: HashMap<String, u32>, sessions: &Sessions) -> Log {
    let counts = popularity::sessions_by_item(sessions);
    let mut order: Vec<u32> = (0..counts.len() as u32).collect();
    order.sort_by_key(|&item| (std::cmp::Reverse(counts[item as usize]), item));
    let mut renumbered = vec![0; order.len()];
    for (number, &item) in (0_u32..).zip(&order) {
        renumbered[item as usize] = number;
    }
    for number in numbers.values_mut() {
        *number = renumbered[*number as usize];
    }
    let sessions = sessions.renumbered(&renumbered, order.len());
    (numbers, sessions)
}

/// Reads a catalog with a header and the columns item, category, title and price in hundredths,
/// for the items of a log.
///
/// # Errors
/// If a row is cut short or a price is no whole number.
pub(crate) fn facts(
    numbers: &HashMap<String, u32>,
    catalog: &str,
) -> Result<Vec<CatalogFacts>, Box<dyn Error>> {
    let mut facts = vec![CatalogFacts::default(); numbers.len()];
    for line in catalog.lines().skip(1) {
        let mut cells = line.split('\t');
        let item = cells.next().and_then(|name| numbers.get(name));
        let Some(&item) = item else { continue };
        let mut text = || {
            cells
                .next()
                .map(str::to_owned)
                .ok_or("a row that is cut short")
        };
        facts[item as usize] = CatalogFacts {
            category: text()?.split(" > ").map(str::to_owned).collect(),
            title: text()?,
            price_minor: Some(text()?.parse()?),
            currency: "GBP".to_owned(),
            ..CatalogFacts::default()
        };
    }
    Ok(facts)
}

/// The pack of a model.
///
/// # Errors
/// If the model breaks a limit of the format.
pub(crate) fn pack(mut trained: Trained) -> Result<Pack, Box<dyn Error>> {
    levels::coarsen(&mut trained.rows);
    let item = |(number, &popularity): (usize, &u8)| Item {
        id: number.to_string(),
        popularity,
        ..Item::default()
    };
    let contents = PackContents {
        items: trained.popularity.iter().enumerate().map(item).collect(),
        model: trained.model,
        rows: trained.rows,
    };
    Ok(Pack::parse(&write(&contents)?)?)
}

/// HR@20 and MRR@20 in percent, over every event but a session's first, repeats included.
pub(crate) fn measure(pack: &Pack, newest: &Sessions) -> (f64, f64) {
    let ranks: Vec<f64> = (0..newest.len())
        .into_par_iter()
        .flat_map_iter(|session| {
            let items: Vec<ItemIndex> = newest
                .items(session)
                .iter()
                .map(|&item| ItemIndex(item))
                .collect();
            (1..items.len()).map(move |at| rank(pack, &items[..at], items[at]))
        })
        .collect();
    let found = ranks.iter().filter(|&&rank| rank <= 20.0);
    let (mut hits, mut reciprocal) = (0.0, 0.0);
    for rank in found {
        hits += 1.0;
        reciprocal += 1.0 / rank;
    }
    let percent = 100.0 / ranks.len().max(1) as f64;
    (hits * percent, reciprocal * percent)
}

/// Rank of `target`, from 1; equals take the middle, no score is never reached.
fn rank(pack: &Pack, before: &[ItemIndex], target: ItemIndex) -> f64 {
    let request = Request {
        repeats: Repeats::Allow,
        ..Request::new(Placement::Product, 200)
    };
    let scores = scores(pack, &Session::of_views(before), &request);
    let Some(&(_, own)) = scores.iter().find(|(item, _)| *item == target) else {
        return f64::INFINITY;
    };
    let above = scores.iter().filter(|(_, score)| *score > own).count();
    let level = scores.iter().filter(|(_, score)| *score == own).count();
    above as f64 + (level + 1) as f64 / 2.0
}
