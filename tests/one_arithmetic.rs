//! Native code and wasm give the same bits: one generated pack, a thousand sessions, one digest
//! of every recommendation with its contributions, the same on both.
#![allow(clippy::unwrap_used)]

use whyshelf_engine::{
    Because, Cause, Event, EventKind, FreeShipping, ItemIndex, Pack, Placement, Repeats, Request,
    Session, Strategy, Wish, Wishes, places, shelf,
};
use whyshelf_pack::{
    Availability, Card, Item, Model, Neighbour, PackContents, Price, Relation, Row, write,
};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const ITEMS: u64 = 300;

/// Knuth's MMIX generator: a sequence that is the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// FNV-1a.
struct Digest(u64);

impl Digest {
    fn add(&mut self, value: u64) {
        for byte in value.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

fn pack(numbers: &mut Numbers) -> Pack {
    let mut row = |own: u64| {
        let mut ids: Vec<u64> = (0..30).map(|_| numbers.below(ITEMS)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.retain(|&id| id != own);
        Row {
            scale: 1 + numbers.below(65_535) as u16,
            neighbours: ids
                .into_iter()
                .map(|id| Neighbour {
                    item: ItemIndex(id as u32),
                    weight: 8 + 8 * numbers.below(31) as u8,
                    relation: Relation::ALL[numbers.below(5) as usize],
                })
                .collect(),
        }
    };
    let rows = (0..ITEMS).map(&mut row).collect();
    let contents = PackContents {
        model: Model {
            distance: (1..=20).map(|step| 65_535 / step).collect(),
            seen: vec![1 << 39, 1 << 30],
            popularity_weight: 1_000,
            kinds: [16, 24, 32, 0, 32],
        },
        items: (0..ITEMS)
            .map(|at| Item {
                id: at.to_string(),
                popularity: numbers.below(256) as u8,
                arrived: numbers.below(90) as u16,
                sensitive: false,
                card: Card {
                    title: format!("one of {}", at % 40),
                    url: "/x".to_owned(),
                    category: (at % 7).to_string(),
                    price: Some(Price {
                        minor: 100 + 50 * numbers.below(40),
                        currency: "EUR".to_owned(),
                    }),
                    availability: Availability::ALL[at as usize % 4],
                    ..Card::default()
                },
                ..Item::default()
            })
            .collect(),
        rows,
    };
    Pack::parse(&write(&contents).unwrap()).unwrap()
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn native_and_wasm_give_the_same_bits() {
    let mut numbers = Numbers(1);
    let pack = pack(&mut numbers);
    let mut digest = Digest(0xcbf2_9ce4_8422_2325);
    for _ in 0..1_000 {
        let length = numbers.below(30) as u32;
        let events = (0..length).map(|sequence| Event {
            sequence,
            kind: EventKind::ALL[numbers.below(5) as usize],
            item: ItemIndex(numbers.below(ITEMS) as u32),
            visits_ago: (length - 1 - sequence) / 12,
        });
        let session = Session::new(events.collect(), 0);
        let page = ItemIndex(numbers.below(ITEMS) as u32);
        let request = Request {
            strategy: Strategy::ALL.get(numbers.below(16) as usize).copied(),
            page: Some(page),
            context: Some(page).filter(|_| numbers.below(2) == 0),
            exclude: vec![ItemIndex(numbers.below(ITEMS) as u32)],
            free_shipping: Some(FreeShipping {
                threshold: 2_000,
                cart: None,
            }),
            since: numbers.below(40) as u16,
            wishes: Wish::ALL
                .into_iter()
                .fold(Wishes::default(), |wishes, wish| {
                    wishes.with(wish, numbers.below(3) as u8)
                }),
            repeats: if numbers.below(2) == 0 {
                Repeats::Allow
            } else {
                Repeats::Exclude
            },
            ..Request::new(Placement::ALL[numbers.below(7) as usize], 8)
        };
        let shelf = shelf(&pack, &session, &request);
        digest.add(shelf.strategy as u64);
        if let Some(last) = shelf.picks.last() {
            let (now, without) = places(&pack, &session, &request, last.item);
            digest.add(now.map_or(u64::MAX, |place| place as u64));
            for other in without {
                digest.add(match other.cause {
                    Cause::Event(event) => event.into(),
                    Cause::Page => 1 << 32,
                    Cause::Popularity => 2 << 32,
                    Cause::Wish(wish) => u64::MAX - wish as u64,
                });
                digest.add(other.place.map_or(u64::MAX, |place| place as u64));
            }
        }
        for pick in shelf.picks {
            digest.add(pick.item.0.into());
            digest.add(pick.score());
            if let Because::Events(events) = &pick.because {
                events.iter().for_each(|&event| digest.add(event.into()));
            }
            for part in pick.contributions {
                digest.add(part.source.event().map_or(u64::MAX, u64::from));
                digest.add(part.value);
            }
        }
    }
    let golden = include_str!("cases/one-arithmetic.txt").trim();
    assert_eq!(format!("{:016x}", digest.0), golden);
}
