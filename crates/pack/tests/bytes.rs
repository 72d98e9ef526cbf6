//! The format: what is written is read back, and what is not a pack is refused without a panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use whyshelf_pack::{
    Availability, Card, Item, ItemIndex, Model, Neighbour, Pack, PackContents, PackError, Price,
    Rating, Relation, Row, write,
};

fn text() -> impl Strategy<Value = String> {
    "[a-zäß🎁 ]{0,12}"
}

fn price() -> impl Strategy<Value = Option<Price>> {
    let priced = (0..1_000_000_u64, prop::sample::select(vec!["GBP", "EUR"]));
    prop::option::of(priced.prop_map(|(minor, currency)| Price {
        minor,
        currency: currency.to_owned(),
    }))
}

fn rating() -> impl Strategy<Value = Option<Rating>> {
    let rated = (0..=Rating::MOST, any::<u32>());
    prop::option::of(rated.prop_map(|(tenths, count)| Rating { tenths, count }))
}

fn card() -> impl Strategy<Value = Card> {
    let availability = prop::sample::select(Availability::ALL.to_vec());
    (
        text(),
        text(),
        text(),
        (price(), prop::option::of(0..2_000_000_u64), rating()),
        text(),
        text(),
        availability,
    )
        .prop_map(
            |(title, url, image, (price, regular_price, rating), category, brand, availability)| {
                Card {
                    title,
                    url,
                    image,
                    price,
                    regular_price,
                    rating,
                    category,
                    brand,
                    availability,
                }
            },
        )
}

fn row(own: usize, items: usize) -> impl Strategy<Value = Row> {
    let neighbours = prop::collection::btree_map(
        0..items as u32,
        (
            (1..=30_u8).prop_map(|step| step * 8),
            prop::sample::select(Relation::ALL.to_vec()),
        ),
        0..items.min(6),
    );
    (any::<u16>(), neighbours).prop_map(move |(scale, mut neighbours)| {
        neighbours.remove(&(own as u32));
        Row {
            scale: if neighbours.is_empty() { 0 } else { scale },
            neighbours: neighbours
                .into_iter()
                .map(|(id, (weight, relation))| Neighbour {
                    item: ItemIndex(id),
                    weight,
                    relation,
                })
                .collect(),
        }
    })
}

fn model() -> impl Strategy<Value = Model> {
    let distance = prop::collection::vec(any::<u16>(), 0..8);
    let seen = prop::collection::vec(0..1_u64 << 40, 0..4);
    let kinds = prop::array::uniform5(0..65_u8);
    (kinds, distance, seen, 0..1_u64 << 40).prop_map(
        |(kinds, distance, seen, popularity_weight)| Model {
            kinds,
            distance,
            seen,
            popularity_weight,
        },
    )
}

/// Other names of an item, unlike those of every other.
fn names_of(at: usize, some: u8) -> Vec<String> {
    let spelled = ["ünlike", "gid://shopify/ProductVariant/7", ""];
    (0..some % 4)
        .map(|name| format!("{}/{at}-{name}", spelled[usize::from(some) % 3]))
        .collect()
}

fn numbers_of(at: usize, some: u16) -> Vec<u64> {
    let first = 1 + (at as u64) * 1_000_003 * u64::from(some % 7);
    match some % 5 {
        0 | 1 => Vec::new(),
        2 => vec![u64::MAX - at as u64],
        3 => vec![0, u64::MAX - 100 - at as u64],
        _ => vec![
            (1 << 60) + at as u64,
            (1 << 61) + at as u64 * 9,
            (1 << 61) + at as u64 * 9 + first % 5 + 1,
        ],
    }
}

fn contents() -> impl Strategy<Value = PackContents> {
    (0..12_usize).prop_flat_map(|items| {
        let cards = prop::collection::vec(card(), items);
        let facts = prop::collection::vec((any::<u8>(), any::<u16>()), items);
        let rows = (0..items + 1).prop_flat_map(move |rows| {
            (0..rows.min(items))
                .map(|own| row(own, items))
                .collect::<Vec<_>>()
        });
        (model(), cards, facts, rows).prop_map(|(model, cards, facts, rows)| {
            let items = cards.into_iter().zip(facts).enumerate();
            let items = items.map(|(at, (card, (popularity, arrived)))| Item {
                id: format!("sku-{}", 97 - at),
                card,
                popularity,
                arrived,
                aliases: names_of(at, popularity),
                shopify: numbers_of(at, arrived),
                sensitive: popularity % 5 == 0,
            });
            PackContents {
                model,
                items: items.collect(),
                rows,
            }
        })
    })
}

fn assert_same(pack: &Pack, contents: &PackContents) {
    assert_eq!(pack.model(), &contents.model);
    assert_eq!(pack.len(), contents.items.len());
    for (slot, item) in contents.items.iter().enumerate() {
        let index = ItemIndex(slot as u32);
        assert_eq!(pack.index_of(&item.id), Some(index));
        assert_eq!(pack.id(index), item.id);
        let card = pack.card(index);
        assert_eq!(card.title, item.card.title);
        assert_eq!(card.url, item.card.url);
        assert_eq!(card.image, item.card.image);
        assert_eq!(card.category, item.card.category);
        assert_eq!(card.brand, item.card.brand);
        let price = card.price.map(|price| Price {
            minor: price.minor,
            currency: price.currency.to_owned(),
        });
        assert_eq!(price, item.card.price);
        let shown = item.card.price.as_ref().zip(item.card.regular_price);
        let shown = shown.filter(|(price, regular)| price.minor < *regular);
        assert_eq!(card.regular_price, shown.map(|(_, regular)| regular));
        assert_eq!(card.rating, item.card.rating);
        assert_eq!(card.availability, item.card.availability);
        assert_eq!(pack.popularity(index), item.popularity);
        assert_eq!(pack.arrived(index), item.arrived);
        assert!(pack.aliases(index).eq(&item.aliases));
        assert!(
            item.aliases
                .iter()
                .all(|name| pack.index_of(name) == Some(index))
        );
        assert_eq!(pack.shopify(index), item.shopify);
        let row = pack.row(index);
        let expected = contents.rows.get(slot).cloned().unwrap_or_default();
        assert_eq!(row.scale, expected.scale);
        assert_eq!(row.neighbours, expected.neighbours);
    }
    assert_eq!(pack.row_count(), contents.rows.len());
    assert_eq!(pack.index_of("no such item"), None);
}

proptest! {
    #[test]
    fn what_is_written_is_read(contents in contents()) {
        let pack = Pack::parse(&write(&contents).unwrap()).unwrap();
        assert_same(&pack, &contents);
    }

    #[test]
    fn every_truncation_and_every_leftover_is_refused(contents in contents()) {
        let mut bytes = write(&contents).unwrap();
        for length in 0..bytes.len() {
            prop_assert!(Pack::parse(&bytes[..length]).is_err(), "{length} bytes");
        }
        bytes.push(0);
        prop_assert_eq!(Pack::parse(&bytes).unwrap_err(), PackError::Leftover { section: "header" });
    }

    #[test]
    fn no_damage_makes_the_reader_panic(contents in contents(), at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let mut bytes = write(&contents).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        if let Ok(pack) = Pack::parse(&bytes) {
            for index in (0..pack.len() as u32).map(ItemIndex) {
                prop_assert!(pack.row(index).neighbours.iter().all(|near| near.item.slot() < pack.len() && near.weight > 0));
            }
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
        let _ = Pack::parse(&bytes);
        let mut headed = b"WHYP\x01\x00".to_vec();
        headed.extend(bytes);
        let _ = Pack::parse(&headed);
    }
}

fn near(item: u32, weight: u8) -> Neighbour {
    Neighbour {
        item: ItemIndex(item),
        weight,
        relation: Relation::ViewedTogether,
    }
}

fn small() -> PackContents {
    let item = |id: &str, popularity| Item {
        id: id.to_owned(),
        popularity,
        ..Item::default()
    };
    PackContents {
        model: Model {
            kinds: [16; 5],
            distance: vec![1],
            seen: vec![],
            popularity_weight: 1,
        },
        items: vec![item("a", 1), item("b", 9), item("c", 9)],
        rows: vec![
            Row {
                scale: 1,
                neighbours: vec![near(1, 3), near(2, 1)],
            },
            Row::default(),
            Row::default(),
        ],
    }
}

#[test]
fn contents_that_break_a_rule_are_not_written() {
    type Break = fn(&mut PackContents);
    let broken: [(&str, Break); 16] = [
        ("40 bits", |pack| pack.model.seen = vec![1 << 40]),
        ("same identifier", |pack| pack.items[1].id = "a".to_owned()),
        ("no identifier", |pack| pack.items[1].id.clear()),
        ("more rows", |pack| pack.rows.push(Row::default())),
        ("more than 64", |pack| pack.model.kinds[2] = 65),
        ("ascend", |pack| pack.rows[0].neighbours.reverse()),
        ("out of range", |pack| {
            pack.rows[0].neighbours[1].item = ItemIndex(3)
        }),
        ("own neighbour", |pack| pack.rows[1] = pack.rows[0].clone()),
        ("different weights", |pack| {
            pack.items.extend((0..40).map(|at| Item {
                id: at.to_string(),
                ..Item::default()
            }));
            pack.rows[0].neighbours = (1..40).map(|at| near(at.into(), at)).collect();
        }),
        ("64 entries", |pack| pack.model.distance = vec![1; 65]),
        ("name is empty", |pack| {
            pack.items[1].aliases.push(String::new())
        }),
        ("name stands twice", |pack| {
            for item in &mut pack.items {
                item.aliases.push("x".to_owned());
            }
        }),
        ("an item's identifier", |pack| {
            pack.items[1].aliases.push("a".to_owned())
        }),
        ("without a number", |pack| pack.items[1].shopify.push(0)),
        ("variants must ascend", |pack| {
            pack.items[1].shopify = vec![1, 3, 2]
        }),
        ("number stands twice", |pack| {
            pack.items[0].shopify = vec![1, 2];
            pack.items[1].shopify = vec![2, 3];
        }),
    ];
    for (rule, break_it) in broken {
        let mut contents = small();
        break_it(&mut contents);
        let error = write(&contents).unwrap_err().to_string();
        assert!(error.contains(rule), "{rule}: {error}");
    }
    assert!(write(&small()).is_ok());
}

#[test]
fn what_is_no_pack_is_told_what_it_is() {
    assert_eq!(Pack::parse(b"").unwrap_err(), PackError::NotAPack);
    assert_eq!(Pack::parse(b"PK\x03\x04").unwrap_err(), PackError::NotAPack);
    assert_eq!(
        Pack::parse(b"WHYP\x02\x00").unwrap_err(),
        PackError::Version { found: 2 }
    );
}

#[test]
fn popularity_decides_the_order_and_the_index_decides_equals() {
    let pack = Pack::parse(&write(&small()).unwrap()).unwrap();
    assert_eq!(
        pack.by_popularity(),
        [ItemIndex(1), ItemIndex(2), ItemIndex(0)]
    );
}

#[test]
fn an_item_is_found_by_all_its_names_and_by_no_others() {
    let mut contents = small();
    contents.items[0].aliases = vec!["SKU-1".to_owned(), "SKU-12".to_owned(), "77".to_owned()];
    contents.items[1].aliases = vec!["SKU-2".to_owned()];
    contents.items[1].shopify = vec![12, 120, 121];
    contents.items[2].shopify = vec![0, 77];
    let pack = Pack::parse(&write(&contents).unwrap()).unwrap();
    let found = |name: &str| pack.index_of(name).map(|item| item.0);
    for (name, item) in [
        ("a", 0),
        ("SKU-1", 0),
        ("SKU-12", 0),
        // What the catalog says in so many letters comes before what a number may mean.
        ("77", 0),
        ("gid://shopify/ProductVariant/77", 2),
        ("SKU-2", 1),
        ("12", 1),
        ("121", 1),
        ("gid://shopify/Product/12", 1),
        ("gid://shopify/ProductVariant/120", 1),
        ("shopify_GB_12_120", 1),
        ("shopify_GB_12_999", 1),
        ("shopify_GB_999_121", 1),
    ] {
        assert_eq!(found(name), Some(item), "{name}");
    }
    for name in [
        "",
        "SKU",
        "SKU-",
        "SKU-123",
        "sku-1",
        "0",
        "012",
        "122",
        // A variant's number is no product's, and the other way round.
        "gid://shopify/Product/120",
        "gid://shopify/ProductVariant/12",
        // Two numbers of two items.
        "shopify_GB_12_77",
        "shopify_GB_1_2",
    ] {
        assert_eq!(found(name), None, "{name}");
    }
}

proptest! {
    #[test]
    fn what_is_found_is_called_so(contents in contents(), name in "[a-z/0-9-]{0,4}|gid://shopify/ProductVariant/[0-9]{1,3}") {
        let pack = Pack::parse(&write(&contents).unwrap()).unwrap();
        if let Some(item) = pack.index_of(&name) {
            let item = &contents.items[item.slot()];
            let digits = name.rsplit('/').next().unwrap();
            let number = digits.parse().is_ok_and(|number| item.shopify.contains(&number));
            prop_assert!(item.id == name || item.aliases.contains(&name) || number);
        }
    }
}
