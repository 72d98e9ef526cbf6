//! Every reason that the demo shop would show to two hundred shoppers is true: the pack is built of
//! the demo's own log and catalog, the sessions are generated, and each claim is held against the
//! shelf as it would be without the events.
#![allow(clippy::unwrap_used)]

mod support;

use std::path::Path;

use support::Folder;
use whyshelf_engine::{
    Because, Cause, Event, EventKind, FreeShipping, Pack, Place, Placement, Recommendation,
    Request, Session, Strategy, Wish, Wishes, explain, places, recommend, shelf,
};

const SHOPPERS: u64 = 200;

/// Knuth's MMIX generator: a sequence that is the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound.max(1)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

#[test]
fn every_reason_shown_to_two_hundred_shoppers_is_true() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/data");
    let file = |name: &str| data.join(name).display().to_string();
    let folder = Folder::new();
    folder.build(&format!(
        "--events {} --catalog {}",
        file("events.parquet"),
        file("catalog.parquet")
    ));
    let pack = folder.pack();
    let mut told = Told::default();
    for shopper in 0..SHOPPERS {
        let mut numbers = Numbers(shopper);
        let session = session(&pack, &mut numbers);
        for request in page(&pack, &session, &mut numbers) {
            told.check(&pack, &session, &request);
        }
    }
    println!("{told:?}");
    assert!(told.cards > 2_000, "{told:?}");
    assert!(told.sets > 500 && told.places > 2_000, "{told:?}");
    for strategy in Strategy::ALL {
        let filled = told.strategies.contains(&strategy);
        assert!(filled, "no shelf was filled by {}", strategy.name());
    }
}

/// One to twelve events of up to three visits; what is looked at next mostly goes with it.
fn session(pack: &Pack, numbers: &mut Numbers) -> Session {
    let popular = &pack.by_popularity()[..400];
    let length = 1 + numbers.below(12) as u32;
    let mut item = numbers.one_of(popular);
    let mut events = Vec::new();
    for sequence in 0..length {
        let kind = match numbers.below(10) {
            0 | 1 => EventKind::AddToCart,
            2 => EventKind::Purchase,
            3 => EventKind::AddToWishlist,
            4 if sequence > 0 => EventKind::RemoveFromCart,
            _ => EventKind::ViewItem,
        };
        events.push(Event {
            sequence: sequence + 1,
            kind,
            item,
            visits_ago: (length - 1 - sequence) / 5,
        });
        let near = pack.row(item).neighbours;
        item = match numbers.below(4) {
            0 => numbers.one_of(popular),
            1 => item,
            _ if near.is_empty() => numbers.one_of(popular),
            _ => numbers.one_of(near).item,
        };
    }
    Session::new(events, length + 1)
}

/// What the shelves of one of the demo's pages ask for, each without what those before it show.
fn page(pack: &Pack, session: &Session, numbers: &mut Numbers) -> Vec<Request> {
    let item = numbers.one_of(&pack.by_popularity()[..400]);
    let viewed = session.events().iter().any(|event| event.item == item);
    let (placement, strategies): (_, &[Option<Strategy>]) = match numbers.below(6) {
        0 => (
            Placement::Home,
            &[
                None,
                Some(Strategy::Continue),
                Some(Strategy::SinceLastVisit),
                Some(Strategy::New),
            ],
        ),
        1 | 2 => (
            Placement::Product,
            &[None, Some(Strategy::Similar), Some(Strategy::GoesWith)],
        ),
        3 => (Placement::Cart, &[None, Some(Strategy::FreeShipping)]),
        4 => (
            Placement::OrderConfirmation,
            &[None, Some(Strategy::BuyAgain)],
        ),
        _ => (Placement::NotFound, &[None, Some(Strategy::Continue)]),
    };
    let mut exclude = Vec::new();
    let mut requests = Vec::new();
    for &strategy in strategies {
        let shown = Some(item).filter(|_| placement == Placement::Product);
        let request = Request {
            strategy,
            page: shown,
            context: shown.filter(|_| !viewed),
            exclude: exclude.clone(),
            free_shipping: Some(FreeShipping {
                threshold: 1_000 + numbers.below(4_000),
                cart: Some(numbers.below(4_000)).filter(|_| numbers.below(2) == 0),
            }),
            since: 20,
            // Most shoppers leave the sliders alone.
            wishes: Wish::ALL
                .into_iter()
                .fold(Wishes::default(), |wishes, wish| match numbers.below(9) {
                    choice @ 0..3 => wishes.with(wish, choice as u8),
                    _ => wishes,
                }),
            ..Request::new(placement, 8)
        };
        exclude.extend(
            recommend(pack, session, &request)
                .iter()
                .map(|pick| pick.item),
        );
        requests.push(request);
    }
    requests
}

/// What has been checked.
#[derive(Debug, Default)]
struct Told {
    cards: usize,
    sets: usize,
    places: usize,
    strategies: Vec<Strategy>,
}

impl Told {
    fn check(&mut self, pack: &Pack, session: &Session, request: &Request) {
        let shelf = shelf(pack, session, request);
        if !self.strategies.contains(&shelf.strategy) {
            self.strategies.push(shelf.strategy);
        }
        for (at, pick) in shelf.picks.iter().enumerate() {
            self.cards += 1;
            contributions_are_exact(pack, session, request, pick);
            self.sets += set_is_smallest(pack, session, request, at, pick);
            self.places += places_are_stated_truly(pack, session, request, at, pick);
        }
    }
}

/// Forgetting an event takes exactly its contributions away.
fn contributions_are_exact(
    pack: &Pack,
    session: &Session,
    request: &Request,
    pick: &Recommendation,
) {
    for event in session.events() {
        let mut expected = pick.contributions.clone();
        expected.retain(|part| part.source.event() != Some(event.sequence));
        let less = session.without(&[event.sequence]);
        let after = explain(pack, &less, request, pick.item);
        assert_eq!(after.contributions, expected);
        let gone: u64 = pick
            .contributions
            .iter()
            .filter(|part| part.source.event() == Some(event.sequence))
            .map(|part| part.value)
            .sum();
        assert_eq!(after.score(), pick.score() - gone);
    }
}

/// Without the events that the line names the item falls, and not without fewer of its events.
fn set_is_smallest(
    pack: &Pack,
    session: &Session,
    request: &Request,
    at: usize,
    pick: &Recommendation,
) -> usize {
    let falls = |removed: &[u32]| {
        let shelf = recommend(pack, &session.without(removed), request);
        let now = shelf.iter().position(|shown| shown.item == pick.item);
        now.is_none_or(|now| now > at)
    };
    let named = match &pick.because {
        Because::Events(named) => named,
        Because::Wish(wish) => {
            let without = without_wish(request, *wish);
            let shelf = recommend(pack, session, &without);
            let now = shelf.iter().position(|shown| shown.item == pick.item);
            assert!(now.is_none_or(|now| now > at), "{pick:?} stays without it");
            return 0;
        }
        Because::Page | Because::Popularity | Because::New => return 0,
    };
    assert!(falls(named), "{pick:?} stays without {named:?}");
    let events = evidence(session, pick);
    for &first in &events {
        assert!(
            named.len() < 2 || !falls(&[first]),
            "{pick:?}: {first} is enough"
        );
        for &second in events.iter().filter(|_| named.len() > 2) {
            let smaller = [first, second];
            assert!(
                first == second || !falls(&smaller),
                "{pick:?}: {smaller:?} is enough"
            );
        }
    }
    1
}

/// The place that is stated is the place on the shelf that is filled anew.
fn places_are_stated_truly(
    pack: &Pack,
    session: &Session,
    request: &Request,
    at: usize,
    pick: &Recommendation,
) -> usize {
    let (now, without) = places(pack, session, request, pick.item);
    assert_eq!(now, Some(at));
    for other in &without {
        let (less, asked) = match other.cause {
            Cause::Event(event) => (session.without(&[event]), request.clone()),
            Cause::Wish(wish) => (session.clone(), without_wish(request, wish)),
        };
        let shelf = recommend(pack, &less, &asked);
        let shown = shelf.iter().position(|shown| shown.item == pick.item);
        assert_eq!(shown, other.place.filter(|&place| place < shelf.len()));
        assert_eq!(other.place, places(pack, &less, &asked, pick.item).0);
    }
    without.len()
}

fn without_wish(request: &Request, wish: Wish) -> Request {
    Request {
        wishes: request.wishes.without(wish),
        ..request.clone()
    }
}

fn evidence(session: &Session, pick: &Recommendation) -> Vec<u32> {
    match pick.place {
        Place::Latest { .. } => {
            let own = session.events().iter();
            let own = own.filter(|event| event.item == pick.item);
            own.map(|event| event.sequence).collect()
        }
        _ => {
            let parts = pick.contributions.iter();
            parts.filter_map(|part| part.source.event()).collect()
        }
    }
}
