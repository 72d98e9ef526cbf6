//! A catalog of any size and sessions in it: the same numbers everywhere.
//!
//! Items lie in clusters of 200. An item's 50 neighbours are mostly of its own cluster, the popular
//! ones more often, the rest of clusters nearby; so it is in a pack, which puts items together that
//! the log puts together. A session stays in a cluster for a while, strays, and comes back to items
//! it has seen. None of this depends on how many clusters there are.

use whyshelf_engine::{Event, EventKind, ItemIndex, Placement, Request, Session};
use whyshelf_pack::{Card, Item, Model, Neighbour, PackContents, Price, Relation, Row};

const CLUSTER: u64 = 200;
const NEIGHBOURS: usize = 50;
/// Clusters to either side that an item's neighbours may be of.
const NEARBY: u64 = 8;
/// Cards on the shelf.
pub(crate) const LIMIT: usize = 8;

/// What titles begin with.
#[cfg(not(target_arch = "wasm32"))]
const NOUNS: [&str; 16] = [
    "Apron",
    "Basket",
    "Candle",
    "Doormat",
    "Egg cup",
    "Frame",
    "Glass",
    "Hook",
    "Jug",
    "Kettle",
    "Lamp",
    "Mug",
    "Napkin",
    "Oven glove",
    "Pillow",
    "Rug",
];

/// Knuth's MMIX generator: a sequence that is the same everywhere.
struct Numbers(u64);

impl Numbers {
    /// A sequence of its own for each seed.
    fn of(seed: u64) -> Numbers {
        let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995);
        numbers.below(2);
        numbers
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// An item of a cluster, its first ones more often.
    fn item(&mut self, cluster: u64) -> u32 {
        let (a, b) = (self.below(CLUSTER), self.below(CLUSTER));
        (cluster * CLUSTER + a * b / CLUSTER) as u32
    }

    /// A cluster near this one.
    fn near(&mut self, cluster: u64, clusters: u64) -> u64 {
        (cluster + clusters + self.below(2 * NEARBY + 1) - NEARBY) % clusters
    }
}

/// A pack's contents with so many items, a multiple of 200.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn contents(items: u32) -> PackContents {
    PackContents {
        model: Model {
            // Each step counts nine tenths of the one before.
            distance: (0..60)
                .scan(65_535_u32, |weight, _| {
                    let now = *weight;
                    *weight = now * 9 / 10;
                    Some(now as u16)
                })
                .collect(),
            seen: vec![1 << 36, 1 << 32],
            popularity_weight: 1 << 32,
            kinds: [16, 24, 32, 0, 32],
        },
        items: (0..items).map(item).collect(),
        rows: (0..items).map(|own| row(own, items)).collect(),
    }
}

/// No item is another's variant: of their titles two words differ. They have no category, of which a
/// shelf takes half at most: plain JavaScript does not know that rule.
#[cfg(not(target_arch = "wasm32"))]
fn item(at: u32) -> Item {
    let place = u64::from(at) % CLUSTER;
    let mut numbers = Numbers::of(at.into());
    Item {
        id: at.to_string(),
        popularity: (1 + numbers.below(254) * 20 / (20 + place)) as u8,
        card: Card {
            title: format!(
                "{} {at} of shelf {}",
                NOUNS[at as usize % NOUNS.len()],
                7 * u64::from(at)
            ),
            price: Some(Price {
                minor: 500 + numbers.below(9_500),
                currency: "EUR".to_owned(),
            }),
            brand: format!("Maker {}", numbers.below(50)),
            url: "/".to_owned(),
            ..Card::default()
        },
        ..Item::default()
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn row(own: u32, items: u32) -> Row {
    let mut numbers = Numbers::of(u64::from(own) | 1 << 40);
    let (cluster, clusters) = (u64::from(own) / CLUSTER, u64::from(items) / CLUSTER);
    let mut ids: Vec<u32> = Vec::with_capacity(NEIGHBOURS);
    while ids.len() < NEIGHBOURS {
        let other = match numbers.below(10) {
            0..7 => numbers.item(cluster),
            _ => {
                let near = numbers.near(cluster, clusters);
                numbers.item(near)
            }
        };
        if other != own && !ids.contains(&other) {
            ids.push(other);
        }
    }
    ids.sort_unstable();
    let neighbour = |id| Neighbour {
        item: ItemIndex(id),
        // As many different ones as packs of the builder have.
        weight: 1 + 23 * numbers.below(12) as u8,
        relation: Relation::ALL[numbers.below(5) as usize],
    };
    Row {
        neighbours: ids.into_iter().map(neighbour).collect(),
        scale: 1_000 + Numbers::of(own.into()).below(60_000) as u16,
    }
}

/// Sessions of `events` events each in a catalog of so many items.
pub(crate) fn sessions(items: u32, events: u32, count: u64) -> Vec<Session> {
    let clusters = u64::from(items) / CLUSTER;
    let session = |number| {
        let mut numbers = Numbers::of(number | u64::from(events) << 32);
        let mut cluster = numbers.below(clusters);
        let mut items: Vec<u32> = Vec::new();
        let event = |sequence| {
            match numbers.below(20) {
                0..2 => cluster = numbers.below(clusters),
                2..5 => cluster = numbers.near(cluster, clusters),
                _ => {}
            }
            let item = match items.len() as u64 {
                seen if seen > 0 && numbers.below(8) == 0 => items[numbers.below(seen) as usize],
                _ => numbers.item(cluster),
            };
            items.push(item);
            let kind = match numbers.below(8) {
                0 => EventKind::AddToCart,
                _ => EventKind::ViewItem,
            };
            Event {
                sequence,
                kind,
                item: ItemIndex(item),
                visits_ago: 0,
            }
        };
        Session::new((0..events).map(event).collect(), 0)
    };
    (0..count).map(session).collect()
}

/// What is asked in every measurement.
pub(crate) fn request() -> Request {
    Request::new(Placement::Home, LIMIT)
}
