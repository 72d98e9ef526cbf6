//! From what was learned to what a pack holds.

use whyshelf_pack::{ItemIndex, Neighbour, PackContents, Row};
use whyshelf_source::{Catalog, EventLog};
use whyshelf_train::order::order;
use whyshelf_train::{Seen, Trained, arrived, levels};

use crate::numbering::Numbered;

/// Everything a pack holds, with items that go together near each other.
pub(super) fn assemble(
    numbered: Numbered,
    log: &EventLog,
    catalog: &Catalog,
    mut trained: Trained,
) -> PackContents {
    levels::coarsen(&mut trained.rows);
    let places = order(&trained.rows);
    let seen = Some(Seen {
        oldest: log.oldest,
        newest: log.newest,
    });
    let mut items = numbered.items;
    for (slot, item) in items.iter_mut().enumerate() {
        let in_catalog = numbered.in_catalog[slot].map(|place| &catalog.items[place]);
        let added = in_catalog.and_then(|item| item.added);
        item.popularity = trained.popularity[slot];
        item.arrived = arrived(added, numbered.first_seen[slot], seen);
    }
    let rows = trained.rows.into_iter();
    let rows = rows.map(|row| renumbered(row, &places)).collect();
    PackContents {
        model: trained.model,
        items: placed(items, &places),
        rows: placed(rows, &places),
    }
}

/// The values with number `i` at `places[i]`.
fn placed<T>(values: Vec<T>, places: &[u32]) -> Vec<T> {
    let mut placed: Vec<(u32, T)> = places.iter().copied().zip(values).collect();
    placed.sort_unstable_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, value)| value).collect()
}

fn renumbered(row: Row, places: &[u32]) -> Row {
    let mut neighbours: Vec<Neighbour> = row
        .neighbours
        .into_iter()
        .map(|near| Neighbour {
            item: ItemIndex(places[near.item.slot()]),
            ..near
        })
        .collect();
    neighbours.sort_unstable_by_key(|near| near.item);
    Row {
        scale: row.scale,
        neighbours,
    }
}
