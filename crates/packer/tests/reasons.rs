//! Every reason that the demo shop would show to two hundred shoppers is true: the pack is built of
//! the demo's own log and catalog, the sessions are generated, and each claim is held against the
//! shelf as it would be without the events.
#![allow(clippy::unwrap_used)]

mod support;
#[path = "../../engine/tests/reference/unpopular.rs"]
mod unpopular;

use std::path::Path;

use support::Folder;
use unpopular::without_popularity;
use whyshelf_engine::{
    Because, Cause, Contribution, Event, EventKind, FreeShipping, ItemIndex, Pack, Place,
    Placement, Recommendation, Request, Session, Source, Strategy, Wish, Wishes, explain, places,
    recommend, shelf, sorted,
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
    let shop = Shop {
        pack: &pack,
        unpopular: without_popularity(&pack),
    };
    let mut told = Told::default();
    for shopper in 0..SHOPPERS {
        let mut numbers = Numbers(shopper);
        let session = session(&pack, &mut numbers);
        for request in page(&pack, &session, &mut numbers) {
            told.check(&shop, &session, &request);
        }
        told.listings += usize::from(listing_is_told_truly(&pack, &session, &mut numbers));
    }
    println!("{told:?}");
    assert!(told.cards > 2_000 && told.listings > 50, "{told:?}");
    assert!(told.sets > 500 && told.places > 2_000, "{told:?}");
    assert!(told.pages > 100 && told.popular > 100, "{told:?}");
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
    let (placement, strategies): (_, &[Option<Strategy>]) = match numbers.below(8) {
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
        5 => (Placement::Category, &[None, Some(Strategy::Popular)]),
        6 => (Placement::Search, &[None]),
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
    /// Cards that rest on the page's item.
    pages: usize,
    /// Cards that rest on popularity.
    popular: usize,
    /// Listings that the session puts in another order.
    listings: usize,
    strategies: Vec<Strategy>,
}

impl Told {
    fn check(&mut self, shop: &Shop<'_>, session: &Session, request: &Request) {
        let pack = shop.pack;
        let shelf = shelf(pack, session, request);
        if !self.strategies.contains(&shelf.strategy) {
            self.strategies.push(shelf.strategy);
        }
        for (at, pick) in shelf.picks.iter().enumerate() {
            self.cards += 1;
            contributions_are_exact(pack, session, request, pick);
            self.places += places_are_stated_truly(shop, session, request, at, pick);
            let falls = |removed: &[u32]| {
                let shelf = recommend(pack, &session.without(removed), request);
                falls(&shelf, at, pick)
            };
            let evidence = evidence(session, pick);
            match &pick.because {
                Because::Events(named) => {
                    set_is_smallest(named, &evidence, pick, falls);
                    self.sets += 1;
                    continue;
                }
                Because::Wish(wish) => {
                    let shelf = recommend(pack, session, &without_wish(request, *wish));
                    assert!(self::falls(&shelf, at, pick), "{pick:?} stays without it");
                }
                Because::Page => {
                    let page = |part: &Contribution| matches!(part.source, Source::Page { .. });
                    assert!(pick.contributions.iter().any(page), "{pick:?}");
                    self.pages += 1;
                }
                Because::Popularity => {
                    assert!(pack.popularity(pick.item) > 0, "{pick:?}");
                    self.popular += 1;
                }
                Because::New => assert!(matches!(pick.place, Place::Newest { .. })),
            }
            if !matches!(pick.place, Place::Score | Place::Variety) {
                continue;
            }
            // No event is named, so none is needed.
            for &event in &evidence {
                assert!(!falls(&[event]), "{pick:?} falls without {event}");
            }
            assert!(!falls(&evidence), "{pick:?} falls without what was done");
        }
    }
}

/// The pack, and the same where popularity adds nothing to a score.
struct Shop<'a> {
    pack: &'a Pack,
    unpopular: Pack,
}

/// Whether an item stands further down than here, or nowhere, on another shelf.
fn falls(shelf: &[Recommendation], at: usize, pick: &Recommendation) -> bool {
    let now = shelf.iter().position(|shown| shown.item == pick.item);
    now.is_none_or(|now| now > at)
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
    named: &[u32],
    evidence: &[u32],
    pick: &Recommendation,
    falls: impl Fn(&[u32]) -> bool,
) {
    assert!(falls(named), "{pick:?} stays without {named:?}");
    for size in 1..named.len().min(4) {
        for smaller in subsets(evidence, size) {
            assert!(!falls(&smaller), "{pick:?}: {smaller:?} is enough");
        }
    }
}

/// Every choice of so many of them.
fn subsets(of: &[u32], size: usize) -> Vec<Vec<u32>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let begins = of.iter().enumerate();
    let with = |(at, &first): (usize, &u32)| {
        let rest = subsets(&of[at + 1..], size - 1).into_iter();
        rest.map(move |rest| [vec![first], rest].concat())
    };
    begins.flat_map(with).collect()
}

/// A listing in another order says which events have put it there; whether it is in another order.
fn listing_is_told_truly(pack: &Pack, session: &Session, numbers: &mut Numbers) -> bool {
    let popular = &pack.by_popularity()[..400];
    let mut items: Vec<ItemIndex> = Vec::new();
    while items.len() < 24 {
        let near = pack.row(numbers.one_of(popular)).neighbours;
        items.extend(near.iter().take(4).map(|near| near.item));
        items.extend(session.events().iter().map(|event| event.item));
        items.sort_unstable();
        items.dedup();
    }
    let request = Request::new(Placement::Category, items.len());
    let sorted = |session: &Session| sorted(pack, session, &request, &items);
    let now = sorted(session);
    let moved = now
        .order
        .iter()
        .enumerate()
        .any(|(now, &before)| now != before);
    assert_eq!(moved, !now.because.is_empty());
    if !moved {
        return false;
    }
    let changes = |gone: &[u32]| sorted(&session.without(gone)).order != now.order;
    assert!(
        changes(&now.because),
        "without {:?} nothing moves",
        now.because
    );
    let alone = |event: &u32| changes(&[*event]);
    if !now.because.iter().all(alone) {
        let events = session.events().iter().map(|event| event.sequence);
        assert_eq!(events.filter(alone).count(), 0, "one is enough");
    }
    let named = |part: &Contribution| {
        let event = part.source.event();
        event.is_some_and(|event| now.because.contains(&event))
    };
    let parts = items
        .iter()
        .flat_map(|&item| explain(pack, session, &request, item).contributions);
    assert_eq!(now.contributions, parts.filter(named).collect::<Vec<_>>());
    true
}

/// The place that is stated is the place on the shelf that is filled anew.
fn places_are_stated_truly(
    shop: &Shop<'_>,
    session: &Session,
    request: &Request,
    at: usize,
    pick: &Recommendation,
) -> usize {
    let (now, without) = places(shop.pack, session, request, pick.item);
    assert_eq!(now, Some(at));
    for other in &without {
        let (mut pack, mut less, mut asked) = (shop.pack, session.clone(), request.clone());
        match other.cause {
            Cause::Event(event) => less = session.without(&[event]),
            Cause::Page => asked.context = None,
            Cause::Popularity => pack = &shop.unpopular,
            Cause::Wish(wish) => asked = without_wish(request, wish),
        }
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
