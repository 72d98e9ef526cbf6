//! The parts of a pack are its bytes.
#![allow(clippy::unwrap_used)]

use whyshelf_pack::anatomy::{LENGTHS, NUMBERS, SCALES, WEIGHTS, parts};
use whyshelf_pack::{
    Card, EVENT_KINDS, Item, ItemIndex, Model, Neighbour, PackContents, Price, Rating, Relation,
    Row,
};

fn contents() -> PackContents {
    let item = |id: &str| Item {
        id: id.into(),
        card: Card {
            title: "Lantern".into(),
            url: "/lantern".into(),
            image: "/lantern.jpg".into(),
            price: Some(Price {
                minor: 255,
                currency: "GBP".into(),
            }),
            regular_price: Some(300),
            rating: Some(Rating {
                tenths: 46,
                count: 3,
            }),
            category: "Home".into(),
            brand: "Norden".into(),
            availability: whyshelf_pack::Availability::InStock,
        },
        popularity: 7,
        arrived: 3,
        sensitive: false,
        aliases: vec![format!("sku of {id}")],
        shopify: vec![u64::from(id.as_bytes()[0])],
    };
    PackContents {
        model: Model {
            distance: vec![9],
            seen: Vec::new(),
            popularity_weight: 1,
            kinds: [16; EVENT_KINDS],
        },
        items: vec![item("a"), item("b")],
        rows: vec![
            Row {
                scale: 9,
                neighbours: vec![Neighbour {
                    item: ItemIndex(1),
                    weight: 5,
                    relation: Relation::Similar,
                }],
            },
            Row::default(),
        ],
    }
}

#[test]
fn every_column_has_its_name_and_nothing_is_counted_twice() {
    let bytes = whyshelf_pack::write(&contents()).unwrap();
    let parts = parts(&bytes).unwrap();
    let mut columns: Vec<&str> = parts.iter().filter_map(|part| part.column).collect();
    assert_eq!(columns.len(), 16 + 4);
    assert!(!columns.contains(&"of a later release"));
    columns.sort_unstable();
    columns.dedup();
    assert_eq!(columns.len(), 16 + 4);
    let sections: Vec<&str> = parts.iter().map(|part| part.section).collect();
    assert_eq!(
        (sections[0], sections[1], sections[17]),
        ("model", "items", "rows")
    );
    let payload: usize = parts.iter().map(|part| part.bytes.len()).sum();
    // Magic and version, three section headers, the number of items, tag and length of columns.
    assert_eq!(bytes.len() - payload, 6 + 3 * 5 + 1 + 16 * 2);
    let rows: Vec<_> = parts[17..]
        .iter()
        .map(|part| (part.column, part.bytes))
        .collect();
    let expected: [(_, &[u8]); 4] = [
        // Two rows, of none before and one after, and of none.
        (Some(LENGTHS), &[2, 0, 1, 0, 0]),
        (Some(SCALES), &[9, 0]),
        (Some(NUMBERS), &[0]),
        // One level, and its place with the relation.
        (Some(WEIGHTS), &[1, 5, 4]),
    ];
    assert_eq!(rows, expected);
    let title = parts.iter().find(|part| part.column == Some("title"));
    assert!(title.unwrap().bytes.ends_with(b"LanternLantern"));
}

#[test]
fn what_is_no_pack_has_no_parts() {
    assert!(parts(b"WHYP").is_err());
}
