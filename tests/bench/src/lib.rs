//! The engine in a page, to be timed there: one call from JavaScript is one recommendation, whose
//! cards and contributions stay in wasm as they do in the widget.
#![cfg(target_arch = "wasm32")]

mod catalog;

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use whyshelf_engine::{ItemIndex, Pack, Session, Source, contributions, recommend};

#[derive(Default)]
struct Measured {
    pack: Option<Pack>,
    sessions: Vec<Session>,
}

thread_local! {
    static MEASURED: RefCell<Measured> = RefCell::default();
}

/// Reads the pack that all else is about.
#[wasm_bindgen]
pub fn load(bytes: Vec<u8>) -> Result<(), JsError> {
    MEASURED.with_borrow_mut(|measured| measured.pack = None);
    let pack = Pack::parse(&bytes)?;
    MEASURED.with_borrow_mut(|measured| measured.pack = Some(pack));
    Ok(())
}

fn of_pack<T: Default>(ask: impl FnOnce(&Pack) -> T) -> T {
    MEASURED.with_borrow(|measured| measured.pack.as_ref().map(ask).unwrap_or_default())
}

/// How many items there are.
#[wasm_bindgen]
pub fn items() -> u32 {
    of_pack(|pack| pack.len() as u32)
}

fn of_rows<T>(first: u32, last: u32, of: impl Fn(&Pack, ItemIndex, &mut Vec<T>)) -> Vec<T> {
    of_pack(|pack| {
        let mut all = Vec::new();
        (first..last).for_each(|item| of(pack, ItemIndex(item), &mut all));
        all
    })
}

/// Neighbour counts of the rows from `first` to before `last`.
#[wasm_bindgen]
pub fn counts(first: u32, last: u32) -> Vec<u32> {
    of_rows(first, last, |pack, item, all| {
        all.push(pack.row(item).neighbours.len() as u32);
    })
}

/// Scales of these rows.
#[wasm_bindgen]
pub fn scales(first: u32, last: u32) -> Vec<u16> {
    of_rows(first, last, |pack, item, all| {
        all.push(pack.row(item).scale);
    })
}

/// Neighbours of these rows.
#[wasm_bindgen]
pub fn ids(first: u32, last: u32) -> Vec<u32> {
    of_rows(first, last, |pack, item, all| {
        all.extend(pack.row(item).neighbours.iter().map(|other| other.item.0));
    })
}

/// Their weights.
#[wasm_bindgen]
pub fn weights(first: u32, last: u32) -> Vec<u8> {
    of_rows(first, last, |pack, item, all| {
        all.extend(pack.row(item).neighbours.iter().map(|other| other.weight));
    })
}

/// Their relations, by number.
#[wasm_bindgen]
pub fn relations(first: u32, last: u32) -> Vec<u8> {
    of_rows(first, last, |pack, item, all| {
        let row = pack.row(item).neighbours.iter();
        all.extend(row.map(|other| other.relation as u8));
    })
}

/// Popularity of these items.
#[wasm_bindgen]
pub fn popularity(first: u32, last: u32) -> Vec<u8> {
    of_rows(first, last, |pack, item, all| {
        all.push(pack.popularity(item));
    })
}

/// Whether a card can be made of these items: 1 or 0.
#[wasm_bindgen]
pub fn cards(first: u32, last: u32) -> Vec<u8> {
    of_rows(first, last, |pack, item, all| {
        let card = pack.card(item);
        all.push((!card.title.is_empty() && !card.url.is_empty()).into());
    })
}

/// Title, brand, currency and price in hundredths of an item.
#[wasm_bindgen]
pub fn look(item: u32) -> Vec<String> {
    of_pack(|pack| {
        let card = pack.card(ItemIndex(item));
        let (currency, minor) = card
            .price
            .map_or(("", 0), |price| (price.currency, price.minor));
        [card.title, card.brand, currency]
            .map(str::to_owned)
            .into_iter()
            .chain([minor.to_string()])
            .collect()
    })
}

/// All items, most popular first.
#[wasm_bindgen(js_name = byPopularity)]
pub fn by_popularity() -> Vec<u32> {
    of_pack(|pack| pack.by_popularity().iter().map(|item| item.0).collect())
}

/// Weights by steps before the session's end.
#[wasm_bindgen]
pub fn distance() -> Vec<u16> {
    of_pack(|pack| pack.model().distance.clone())
}

/// Weights of the kinds of event.
#[wasm_bindgen]
pub fn kinds() -> Vec<u8> {
    of_pack(|pack| pack.model().kinds.to_vec())
}

/// Score of a step of popularity.
#[wasm_bindgen(js_name = popularityWeight)]
pub fn popularity_weight() -> f64 {
    of_pack(|pack| pack.model().popularity_weight as f64)
}

/// Makes the sessions that are asked about by number; returns their items, one after the other.
#[wasm_bindgen]
pub fn sessions(events: u32, count: u32) -> Vec<u32> {
    let sessions = catalog::sessions(items(), events, count.into());
    let items = sessions.iter().flat_map(Session::events);
    let items = items.map(|event| event.item.0).collect();
    MEASURED.with_borrow_mut(|measured| measured.sessions = sessions);
    items
}

/// The kinds of their events, by number.
#[wasm_bindgen(js_name = eventKinds)]
pub fn event_kinds() -> Vec<u8> {
    MEASURED.with_borrow(|measured| {
        let events = measured.sessions.iter().flat_map(Session::events);
        events.map(|event| event.kind as u8).collect()
    })
}

fn of_session<T: Default>(number: usize, ask: impl FnOnce(&Pack, &Session) -> T) -> T {
    MEASURED.with_borrow(|measured| {
        let pack = measured.pack.as_ref();
        let both = pack.zip(measured.sessions.get(number));
        both.map(|(pack, session)| ask(pack, session))
            .unwrap_or_default()
    })
}

/// Cards on the shelf.
#[wasm_bindgen]
pub fn limit() -> u32 {
    catalog::LIMIT as u32
}

/// One recommendation with its contributions: how many there are.
#[wasm_bindgen]
pub fn shelf(session: usize) -> usize {
    of_session(session, |pack, session| {
        let shelf = contributions(pack, session, &catalog::request());
        shelf.iter().map(|(_, parts)| parts.len()).sum()
    })
}

/// The same with the smallest reasons.
#[wasm_bindgen]
pub fn reasons(session: usize) -> usize {
    of_session(session, |pack, session| {
        let shelf = recommend(pack, session, &catalog::request());
        shelf.iter().map(|pick| pick.contributions.len()).sum()
    })
}

/// What [`shelf`] made, to be compared: for each card its item and how many contributions it has,
/// then for each of these the event (-1 for popularity), the relation (-1) and the value.
#[wasm_bindgen]
pub fn written(session: usize) -> Vec<f64> {
    of_session(session, |pack, session| {
        let mut all = Vec::new();
        for (item, parts) in contributions(pack, session, &catalog::request()) {
            all.extend([f64::from(item.0), parts.len() as f64]);
            for part in parts {
                let (event, relation) = match part.source {
                    Source::Related {
                        event, relation, ..
                    } => (event.into(), f64::from(relation as u8)),
                    _ => (-1.0, -1.0),
                };
                all.extend([event, relation, part.value as f64]);
            }
        }
        all
    })
}
