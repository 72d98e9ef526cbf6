//! A pack without popularity, for the crates whose tests ask what stands where without it.
#![allow(clippy::unwrap_used)]

use whyshelf_engine::{ItemIndex, Pack};
use whyshelf_pack::{Model, PackContents, Row, write};

/// The pack, where popularity adds nothing to a score.
pub(crate) fn without_popularity(pack: &Pack) -> Pack {
    let items = || (0..pack.len() as u32).map(ItemIndex);
    let row = |item| {
        let row = pack.row(item);
        Row {
            scale: row.scale,
            neighbours: row.neighbours.to_vec(),
        }
    };
    let contents = PackContents {
        model: Model {
            popularity_weight: 0,
            ..pack.model().clone()
        },
        rows: items().take(pack.row_count()).map(row).collect(),
        items: items().map(|item| pack.item(item)).collect(),
    };
    Pack::parse(&write(&contents).unwrap()).unwrap()
}
