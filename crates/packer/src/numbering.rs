//! Which items a pack has, in which order, and under which identifiers.

use std::collections::HashMap;

use whyshelf_pack::Item;
use whyshelf_source::{Catalog, CatalogItem, EventLog};
use whyshelf_train::{Sessions, popularity};

use crate::names::names;

/// The items of log and catalog.
pub(crate) struct Numbered {
    /// Most popular first, equals by identifier.
    pub(crate) items: Vec<Item>,
    /// Which item of the catalog each of them is, by position there.
    pub(crate) in_catalog: Vec<Option<usize>>,
    /// The sessions in these numbers.
    pub(crate) sessions: Sessions,
    /// The first event of each of them in seconds since 1970, where it has any.
    pub(crate) first_seen: Vec<Option<i64>>,
}

/// Numbers the items of log and catalog.
///
/// Where the log calls an item by another of its identifiers, the events count for the item, and
/// the pack calls it what most of the log's sessions do: pages will, too.
pub(crate) fn number_by_popularity(log: &EventLog, catalog: &Catalog) -> Numbered {
    let positions = catalog.positions();
    let uses = popularity::sessions_by_item(&log.sessions);
    let mut found: Vec<Found<'_>> = catalog
        .items
        .iter()
        .enumerate()
        .map(|(at, item)| Found {
            id: &item.id,
            in_catalog: Some(at),
            uses: None,
        })
        .collect();
    let mut others: HashMap<&str, usize> = HashMap::new();
    let merged: Vec<u32> = log
        .item_ids
        .iter()
        .zip(uses)
        .map(|(id, uses)| {
            let known = positions.get(id.as_str()).copied();
            let place = known.unwrap_or_else(|| {
                *others.entry(id).or_insert_with(|| {
                    found.push(Found {
                        id,
                        in_catalog: None,
                        uses: None,
                    });
                    found.len() - 1
                })
            });
            found[place].call(id, uses, known.map(|at| catalog.items[at].id.as_str()));
            place as u32
        })
        .collect();
    let sessions = log.sessions.renumbered(&merged, found.len());
    let counts = popularity::sessions_by_item(&sessions);

    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_unstable_by(|&a, &b| counts[b].cmp(&counts[a]).then(found[a].id.cmp(found[b].id)));
    let mut numbers = vec![0; found.len()];
    for (number, &place) in (0_u32..).zip(&order) {
        numbers[place] = number;
    }
    let mut first_seen = vec![None; found.len()];
    for (&place, &first) in merged.iter().zip(&log.first_seen) {
        let known: &mut Option<i64> = &mut first_seen[numbers[place as usize] as usize];
        *known = Some(known.map_or(first, |before| before.min(first)));
    }
    let item = |&place: &usize| {
        let id = found[place].id;
        match found[place].in_catalog {
            Some(at) => item_of(&catalog.items[at], id),
            None => Item {
                id: id.to_owned(),
                ..Item::default()
            },
        }
    };
    Numbered {
        items: order.iter().map(item).collect(),
        in_catalog: order.iter().map(|&place| found[place].in_catalog).collect(),
        sessions: sessions.renumbered(&numbers, found.len()),
        first_seen,
    }
}

/// Numbers the items of the catalog alone, in its order. Nothing about items or their numbers
/// comes from the log; events of items that the catalog does not have are left out.
pub(crate) fn number_by_catalog(log: &EventLog, catalog: &Catalog) -> Numbered {
    let positions = catalog.positions();
    let numbers: Vec<Option<u32>> = log
        .item_ids
        .iter()
        .map(|id| positions.get(id.as_str()).map(|&at| at as u32))
        .collect();
    let count = catalog.items.len();
    let sessions = log.sessions.only(&numbers, count);
    let item = |item: &CatalogItem| item_of(item, &item.id);
    Numbered {
        items: catalog.items.iter().map(item).collect(),
        in_catalog: (0..count).map(Some).collect(),
        sessions,
        first_seen: vec![None; count],
    }
}

/// An item of the catalog that the pack calls `id`.
fn item_of(item: &CatalogItem, id: &str) -> Item {
    let (aliases, shopify) = names(item, id);
    Item {
        id: id.to_owned(),
        card: item.card(),
        aliases,
        shopify,
        ..Item::default()
    }
}

struct Found<'a> {
    /// What the pack will call it.
    id: &'a str,
    in_catalog: Option<usize>,
    /// Sessions of the log that call it so.
    uses: Option<u32>,
}

impl<'a> Found<'a> {
    /// Takes `id` for its name if more sessions use it; of equals its `proper` name wins, then
    /// the first by alphabet.
    fn call(&mut self, id: &'a str, uses: u32, proper: Option<&str>) {
        let rank = |id: &str, uses| (uses, proper == Some(id), std::cmp::Reverse(id.to_owned()));
        if self
            .uses
            .is_none_or(|before| rank(id, uses) > rank(self.id, before))
        {
            (self.id, self.uses) = (id, Some(uses));
        }
    }
}
