//! Writes the stored corpus anew, for a format that has changed: `cargo run --example seed` in `fuzz/`.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::{Value as Json, json};
use whyshelf_engine::{EventKind, Hidden, Wish, Wishes};
use whyshelf_memory::consent::Source;
use whyshelf_memory::record::{VERSION, event_check, state_check};
use whyshelf_memory::{Counters, Preferences, Scope, StoredEvent, Switches};
use whyshelf_pack::shard::Directory;
use whyshelf_pack::{
    Availability, Card, Item, ItemIndex, Model, Neighbour, PackContents, PackError, Price, Rating,
    Relation, Row, write,
};

fn main() -> io::Result<()> {
    let invalid = |error: PackError| io::Error::new(io::ErrorKind::InvalidData, error.to_string());
    let packs =
        [(0, 0), (1, 0), (3, 1), (4, 4), (9, 9)].map(|(items, rows)| write(&pack(items, rows)));
    let packs = packs
        .into_iter()
        .collect::<Result<Vec<_>, _>>()
        .map_err(invalid)?;
    for (number, pack) in packs.iter().enumerate() {
        store("pack", number, pack)?;
        store(
            "engine",
            number,
            &[&[number as u8, 21, 8, 17][..], &SESSION, pack].concat(),
        )?;
        store(
            "shard",
            number,
            &[&[number as u8, 5], pack.as_slice()].concat(),
        )?;
        for (other, second) in packs.iter().enumerate().skip(2) {
            let length = (pack.len() as u16).to_le_bytes();
            let both = [&length[..], pack, second].concat();
            store("join", number * packs.len() + other, &both)?;
        }
    }
    for (number, items) in [0, 1, 40].into_iter().enumerate() {
        let mut directory = Directory::default();
        for item in 0..items {
            directory.add(&format!("sku-{item}"), item * 700 % 4000);
        }
        store("directory", number, &directory.write())?;
    }
    for number in 0..4 {
        store(
            "memory_records",
            number,
            records(number).to_string().as_bytes(),
        )?;
    }
    for (number, text) in MANIFESTS.into_iter().enumerate() {
        store("manifest", number, text.as_bytes())?;
    }
    Ok(())
}

/// Eight events: kind and item of each.
const SESSION: [u8; 16] = [0, 0, 0, 1, 2, 1, 0, 2, 4, 3, 0, 3, 1, 0, 3, 7];

const MANIFESTS: [&str; 3] = [
    r#"{"format":"whyshelf-pack","version":1,"created":"2011-12-09T12:50:00Z","sequence":7,"items":3,"files":[{"path":"pack-0123456789abcdef.bin","bytes":6860550,"integrity":"sha256-7T4GUp/SKGGfPoC5izB+VkXQAXAY3vbpvc+fJb/SYK8="}]}"#,
    r#"{"format":"whyshelf-pack","version":1,"created":"2011-12-09T12:50:00Z","sequence":8,"expires":"2012-01-09T00:00:00Z","items":100000,"files":[{"path":"pack-0.bin","bytes":1,"integrity":"sha256-x"}],"shards":{"folder":"shards-0f0f0f0f0f0f0f0f","root":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","directories":16,"shards":1000}}"#,
    r#"{"format":"whyshelf-signed","manifest":"{\"format\":\"whyshelf-pack\",\"version\":1,\"created\":\"\",\"sequence\":1,\"items\":0,\"files\":[{\"path\":\"p\",\"bytes\":0,\"integrity\":\"\"}]}","signature":"AAAA"}"#,
];

fn store(reader: &str, number: usize, bytes: &[u8]) -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(reader);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(format!("{number:02}")), bytes)
}

/// A pack in which every kind of value stands once.
fn pack(items: u32, rows: u32) -> PackContents {
    PackContents {
        model: Model {
            distance: vec![256, 128, 1],
            seen: vec![3_000_000, 5],
            popularity_weight: 2,
            kinds: [16, 20, 32, 0, 64],
        },
        items: (0..items).map(item).collect(),
        rows: (0..rows).map(|own| row(own, items)).collect(),
    }
}

fn item(number: u32) -> Item {
    let known = |text: &str| match number % 4 {
        3 => String::new(),
        _ => format!("{text}{number}"),
    };
    Item {
        id: format!("sku-{number}"),
        card: Card {
            title: known("Becher ä"),
            url: known("/p/"),
            image: known("/i/"),
            price: (number % 3 > 0).then(|| Price {
                minor: u64::from(number) * 700,
                currency: "GBP".to_owned(),
            }),
            regular_price: (number % 2 > 0).then_some(90_000),
            rating: (number % 3 > 0).then(|| Rating {
                tenths: 46,
                count: number * 100,
            }),
            category: "Home > Mugs".to_owned(),
            brand: known("B"),
            availability: Availability::ALL[number as usize % 4],
        },
        popularity: (number * 50) as u8,
        arrived: (number * 200) as u16,
        ..Item::default()
    }
}

fn row(own: u32, items: u32) -> Row {
    let others = (0..items).filter(|&other| other != own && (own + other) % 3 < 2);
    let neighbours: Vec<Neighbour> = others
        .map(|other| Neighbour {
            item: ItemIndex(other),
            weight: [1, 7, 40, 200, 255][(own * 2 + other) as usize % 5],
            relation: Relation::ALL[(own + other) as usize % 5],
        })
        .collect();
    Row {
        scale: if neighbours.is_empty() {
            0
        } else {
            40_000 + own as u16
        },
        neighbours,
    }
}

/// What a device holds: switches, then twice as many events.
fn records(number: usize) -> Json {
    let preferences = match number % 2 {
        0 => Preferences::default(),
        _ => Preferences {
            items: vec!["sku-1".to_owned()],
            kinds: Hidden {
                categories: vec!["Home > Mugs".to_owned()],
                brands: vec!["B".to_owned()],
            },
            impersonal: true,
            wishes: Wishes::default().with(Wish::Price, 2),
            scopes: vec![Scope {
                shelf: "home/".to_owned(),
                before: 2,
            }],
        },
    };
    let counters = Counters {
        next: 2 * number as u32 + 1,
        visit: number as u32,
        active: if number == 0 {
            f64::NEG_INFINITY
        } else {
            1.7e12
        },
    };
    let switches = Switches {
        paused: number == 1,
        gift: 2,
        refused: number == 2,
        release: 7.0,
        remembered: vec![Source::Shopper, Source::Shop],
        preferences,
    };
    let events = 2 * number;
    let names = switches.remembered.iter().map(|source| source.name());
    let Preferences {
        items,
        kinds,
        impersonal,
        wishes,
        scopes,
    } = &switches.preferences;
    let state = json!({
        "version": VERSION,
        "check": state_check(counters, &switches, events).value(),
        "next": counters.next,
        "visit": counters.visit,
        "active": counters.active,
        "paused": switches.paused,
        "refused": switches.refused,
        "gift": switches.gift,
        "release": switches.release,
        "remembered": names.collect::<Vec<_>>(),
        "events": events,
        "items": items,
        "categories": kinds.categories,
        "brands": kinds.brands,
        "impersonal": impersonal,
        "shelves": scopes.iter().map(|scope| &scope.shelf).collect::<Vec<_>>(),
        "befores": scopes.iter().map(|scope| scope.before).collect::<Vec<_>>(),
        "wishes": Wish::ALL.map(|wish| wishes.choice(wish)),
    });
    let events = (1..=events as u32).map(|id| {
        let event = StoredEvent {
            id,
            kind: EventKind::ALL[id as usize % 5],
            item: format!("sku-{id}"),
            time: 1.7e12 - 1e9 * f64::from(id),
            visit: id.div_ceil(2),
        };
        json!({
            "version": VERSION,
            "check": event_check(&event).value(),
            "id": id,
            "kind": event.kind.name(),
            "item": event.item,
            "time": event.time,
            "visit": event.visit,
        })
    });
    Json::Array([state].into_iter().chain(events).collect())
}
