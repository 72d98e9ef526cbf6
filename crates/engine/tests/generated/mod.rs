//! Packs, sessions and requests for properties.
#![allow(clippy::unwrap_used, unreachable_pub)]

use proptest::prelude::*;
use whyshelf_engine::{
    Event, EventKind, FreeShipping, Hidden, ItemIndex, Pack, Placement, Repeats, Request, Session,
    Strategy as Filling, Wish, Wishes,
};
use whyshelf_pack::{
    Availability, Card, Item, Model, Neighbour, PackContents, Price, Relation, Row, write,
};

/// How many items a generated pack has.
pub const ITEMS: usize = 24;

/// A pack with a few neighbours, popular items and items without a card.
pub fn pack() -> impl Strategy<Value = Pack> {
    let row = (
        1..200_u16,
        prop::collection::btree_map(
            0..ITEMS as u32,
            (1..=30_u8).prop_map(|step| step * 8),
            0..20,
        ),
    );
    let rows = prop::collection::vec(row, ITEMS);
    let popularity = prop::collection::vec(any::<u8>(), ITEMS);
    let categories = prop::collection::vec(0..4_usize, ITEMS);
    let arrived = prop::collection::vec(prop_oneof![Just(0_u16), 1..40_u16], ITEMS);
    let popularity = (popularity, categories, arrived);
    let distance = prop::collection::vec(0..100_u16, 1..6);
    let seen = prop::collection::vec(0..1_000_000_u64, 0..3);
    let kinds = prop::array::uniform5(0..65_u8);
    (rows, popularity, distance, seen, 0..50_u64, kinds).prop_map(
        |(rows, (popularity, categories, arrived), distance, seen, popularity_weight, kinds)| {
            let items = (0..ITEMS).map(|at| Item {
                id: at.to_string(),
                popularity: popularity[at],
                arrived: arrived[at],
                sensitive: false,
                card: Card {
                    // Some items are known to the log only.
                    title: if at % 7 == 6 {
                        String::new()
                    } else {
                        // Variants among them, and categories that fill up.
                        format!("Item {} {}", at % 5, ["red", "blue"][at % 2])
                    },
                    url: format!("/{at}"),
                    category: ["", "a", "b > c", "b > c > d"][categories[at]].to_owned(),
                    price: (at % 5 != 4).then(|| Price {
                        minor: 100 + 10 * (at as u64 % 4),
                        currency: "GBP".to_owned(),
                    }),
                    availability: Availability::ALL[at * 7 % 11 % 4],
                    ..Card::default()
                },
                ..Item::default()
            });
            let rows = rows.into_iter().enumerate().map(|(own, (scale, mut row))| {
                row.remove(&(own as u32));
                Row {
                    scale: if row.is_empty() { 0 } else { scale },
                    neighbours: row
                        .into_iter()
                        .map(|(id, weight)| Neighbour {
                            item: ItemIndex(id),
                            weight,
                            relation: Relation::ALL[usize::from(weight) % 5],
                        })
                        .collect(),
                }
            });
            let contents = PackContents {
                model: Model {
                    distance,
                    seen,
                    popularity_weight,
                    kinds,
                },
                items: items.collect(),
                rows: rows.collect(),
            };
            Pack::parse(&write(&contents).unwrap()).unwrap()
        },
    )
}

/// A session with gaps.
pub fn session() -> impl Strategy<Value = Session> {
    let kind = prop::sample::select(EventKind::ALL.to_vec());
    // Half of all events are of this visit.
    let visit = prop_oneof![Just(0_u32), 1..12_u32];
    let events = prop::collection::btree_map(0..12_u32, (kind, 0..ITEMS as u32, visit), 0..7);
    (events, 0..16_u32).prop_map(|(events, end)| {
        let event = |(sequence, (kind, item, visits_ago))| Event {
            sequence,
            kind,
            item: ItemIndex(item),
            visits_ago,
        };
        Session::new(events.into_iter().map(event).collect(), end)
    })
}

/// Wishes; half of the time none.
fn wishes() -> impl Strategy<Value = Wishes> {
    let some = prop::array::uniform3(0..3_u8).prop_map(|choices| {
        let chosen = Wish::ALL.into_iter().zip(choices);
        chosen.fold(Wishes::default(), |all, (wish, choice)| {
            all.with(wish, choice)
        })
    });
    prop_oneof![Just(Wishes::default()), some]
}

/// Any request.
pub fn request() -> impl Strategy<Value = Request> {
    let placement = prop::sample::select(Placement::ALL.to_vec());
    let item = || prop::option::of((0..ITEMS as u32).prop_map(ItemIndex));
    let repeats = prop::sample::select(vec![Repeats::Allow, Repeats::Exclude]);
    let earlier = prop::array::uniform8(0..=u8::MAX);
    let strategy = prop::option::of(prop::sample::select(Filling::ALL.to_vec()));
    let exclude = prop::collection::vec((0..ITEMS as u32).prop_map(ItemIndex), 0..3);
    let categories = prop::sample::subsequence(vec!["a", "b > c"], 0..2);
    let hidden = categories.prop_map(|paths| Hidden {
        categories: paths.into_iter().map(str::to_owned).collect(),
        brands: Vec::new(),
    });
    let shipping = (100..1_000_u64, prop::option::of(0..1_000_u64));
    let shipping = shipping.prop_map(|(threshold, cart)| FreeShipping { threshold, cart });
    let rules = (
        strategy,
        (exclude, hidden, wishes()),
        prop::option::of(shipping),
        0..40_u16,
    );
    (
        placement,
        item(),
        item(),
        1..9_usize,
        repeats,
        earlier,
        rules,
    )
        .prop_map(
            |(placement, context, page, limit, repeats, earlier, rules)| {
                let (strategy, (exclude, hidden, wishes), free_shipping, since) = rules;
                Request {
                    earlier,
                    placement,
                    strategy,
                    context,
                    // Usually what the page shows is what counts as shown.
                    page: page.and(context).or(page),
                    exclude,
                    hidden,
                    wishes,
                    limit,
                    repeats,
                    free_shipping,
                    since,
                }
            },
        )
}
