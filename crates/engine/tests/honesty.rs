//! What a recommendation claims is what happens: sums, removals and reasons, on generated packs
//! and sessions.
#![allow(clippy::unwrap_used, clippy::panic)]

mod generated;

use std::collections::HashMap;

use proptest::prelude::*;
use whyshelf_engine::{
    Because, Event, EventKind, ItemIndex, Pack, Place, Placement, Recommendation, Repeats, Request,
    Session, Wish, Wishes, explain, recommend, scores, sorted,
};
use whyshelf_pack::{
    Availability, Card, Item, Model, Neighbour, PackContents, Relation, Row, write,
};

use generated::{ITEMS, pack, request, session};

fn place(shelf: &[Recommendation], item: ItemIndex) -> Option<usize> {
    shelf.iter().position(|shown| shown.item == item)
}

fn falls(
    pack: &Pack,
    session: &Session,
    request: &Request,
    item: ItemIndex,
    without: &[u32],
) -> bool {
    let before = place(&recommend(pack, session, request), item);
    let after = place(&recommend(pack, &session.without(without), request), item);
    before.is_some() && after.is_none_or(|after| Some(after) > before)
}

/// Every set of `size` of these events.
fn subsets(events: &[u32], size: usize) -> Vec<Vec<u32>> {
    match (size, events) {
        (0, _) => vec![vec![]],
        (_, []) => vec![],
        (_, [first, rest @ ..]) => {
            let mut with = subsets(rest, size - 1);
            with.iter_mut().for_each(|set| set.insert(0, *first));
            with.extend(subsets(rest, size));
            with
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_shelf_is_without_repeats_and_within_its_rules(pack in pack(), session in session(), request in request()) {
        let shelf = recommend(&pack, &session, &request);
        prop_assert!(shelf.len() <= request.limit);
        for (at, pick) in shelf.iter().enumerate() {
            prop_assert_eq!(place(&shelf, pick.item), Some(at));
        }
        for pick in &shelf {
            prop_assert!(!pack.card(pick.item).title.is_empty());
            prop_assert_ne!(Some(pick.item), request.page);
            prop_assert!(!request.exclude.contains(&pick.item));
            prop_assert!(!request.hidden.has(pack.card(pick.item)));
            if request.repeats == Repeats::Exclude && !matches!(pick.place, Place::Latest { .. }) {
                prop_assert!(session.events().iter().all(|event| event.item != pick.item));
            }
        }
    }

    #[test]
    fn contributions_add_up_to_the_score_that_ranks(pack in pack(), session in session(), request in request()) {
        let ranked: HashMap<ItemIndex, u64> = scores(&pack, &session, &Request { limit: ITEMS, ..request.clone() }).into_iter().collect();
        for pick in recommend(&pack, &session, &request) {
            if matches!(pick.place, Place::Score | Place::Variety) {
                prop_assert_eq!(ranked[&pick.item], pick.score());
            }
            prop_assert!(pick.contributions.iter().all(|part| part.value > 0));
            let cited = pick.contributions.iter().filter_map(|part| part.source.event());
            for event in cited {
                prop_assert!(session.events().iter().any(|known| known.sequence == event));
            }
        }
    }

    #[test]
    fn forgetting_an_event_takes_exactly_its_contributions(pack in pack(), session in session(), request in request()) {
        for event in session.events() {
            let forgotten = session.without(&[event.sequence]);
            for item in (0..ITEMS as u32).map(ItemIndex) {
                let mut expected = explain(&pack, &session, &request, item).contributions;
                expected.retain(|part| part.source.event() != Some(event.sequence));
                prop_assert_eq!(explain(&pack, &forgotten, &request, item).contributions, expected);
            }
        }
    }

    #[test]
    fn a_reason_names_the_smallest_set_that_carries_the_item(pack in pack(), session in session(), request in request()) {
        for pick in recommend(&pack, &session, &request) {
            let mut behind: Vec<u32> = match pick.place {
                Place::Score | Place::Variety => pick.contributions.iter().filter_map(|part| part.source.event()).collect(),
                Place::Latest { .. } => session.events().iter().filter(|event| event.item == pick.item).map(|event| event.sequence).collect(),
                _ => Vec::new(),
            };
            behind.sort_unstable();
            behind.dedup();
            match &pick.because {
                Because::Events(events) => {
                    prop_assert!(falls(&pack, &session, &request, pick.item, events));
                    for size in 1..events.len().min(4) {
                        for smaller in subsets(&behind, size) {
                            prop_assert!(!falls(&pack, &session, &request, pick.item, &smaller));
                        }
                    }
                }
                Because::Page | Because::Popularity | Because::New | Because::Wish(_) => {
                    prop_assert!(!falls(&pack, &session, &request, pick.item, &behind));
                }
            }
        }
    }

    #[test]
    fn a_wish_is_named_where_it_and_no_event_carries_the_item(pack in pack(), session in session(), request in request()) {
        let shelf = recommend(&pack, &session, &request);
        for (at, pick) in shelf.iter().enumerate() {
            let carries = |wish: &Wish| {
                let wishes = request.wishes.without(*wish);
                let without = recommend(&pack, &session, &Request { wishes, ..request.clone() });
                wishes != request.wishes && place(&without, pick.item).is_none_or(|now| now > at)
            };
            match pick.because {
                Because::Wish(wish) => prop_assert!(carries(&wish)),
                Because::Events(_) => {}
                _ if matches!(pick.place, Place::Different | Place::Latest { .. }) => {}
                // What is in stock meets that wish, whatever else is on the shelf.
                _ => prop_assert!(
                    pack.card(pick.item).availability != Availability::InStock || !carries(&Wish::Stock)
                ),
            }
        }
    }

    #[test]
    fn wishes_change_places_and_nothing_else(pack in pack(), session in session(), request in request()) {
        let indifferent = Request { wishes: Wishes::default(), ..request.clone() };
        for pick in recommend(&pack, &session, &request) {
            let without = explain(&pack, &session, &indifferent, pick.item);
            prop_assert_eq!(pick.contributions, without.contributions);
        }
    }

    #[test]
    fn a_sorted_listing_is_in_the_order_of_what_its_events_say(pack in pack(), session in session(), request in request(), places in Just((0..ITEMS as u32).collect::<Vec<_>>()).prop_shuffle(), length in 0..ITEMS) {
        let items: Vec<ItemIndex> = places[..length].iter().copied().map(ItemIndex).collect();
        let said = |session: &Session, item| -> u64 {
            let parts = explain(&pack, session, &request, item).contributions;
            parts.iter().filter(|part| part.source.event().is_some()).map(|part| part.value).sum()
        };
        let order = |session: &Session| {
            let mut order: Vec<usize> = (0..items.len()).collect();
            order.sort_by_key(|&at| std::cmp::Reverse(said(session, items[at])));
            order
        };
        let found = sorted(&pack, &session, &request, &items);
        prop_assert_eq!(&found.order, &order(&session));
        let as_it_was = found.order.is_sorted();
        prop_assert_eq!(found.because.is_empty(), as_it_was);
        if !as_it_was {
            // What is named changes it, each alone or, where none does, all together.
            let alone = found.because.iter().all(|&event| order(&session.without(&[event])) != found.order);
            prop_assert!(alone || order(&session.without(&found.because)) != found.order);
            let named = found.contributions.iter().filter_map(|part| part.source.event());
            for event in named {
                prop_assert!(found.because.contains(&event));
            }
        }
    }

    #[test]
    fn an_event_of_an_unrelated_item_changes_no_other_contribution(pack in pack(), session in session(), request in request(), item in 0..ITEMS as u32) {
        // A new event moves the session's end: the same gap without content is the comparison.
        let end = session.events().last().map_or(0, |event| event.sequence + 1).max(16);
        let mut events = session.events().to_vec();
        events.push(Event { sequence: end, kind: EventKind::ViewItem, item: ItemIndex(item), visits_ago: 0 });
        let with = Session::new(events, end + 1);
        let gap = Session::new(session.events().to_vec(), end + 1);
        for item in (0..ITEMS as u32).map(ItemIndex) {
            let mut contributions = explain(&pack, &with, &request, item).contributions;
            contributions.retain(|part| part.source.event() != Some(end));
            prop_assert_eq!(contributions, explain(&pack, &gap, &request, item).contributions);
        }
    }
}

/// A pack of items that arrived so many days ago (plus one), the more popular the later they stand.
/// The last was viewed with the one before.
fn of_arrivals(arrivals: &[u16]) -> Pack {
    let item = |(at, &arrived): (usize, &u16)| Item {
        id: at.to_string(),
        popularity: at as u8,
        arrived,
        card: Card {
            title: "x".to_owned(),
            url: "/x".to_owned(),
            ..Card::default()
        },
        ..Item::default()
    };
    let mut rows = vec![Row::default(); arrivals.len()];
    if let ([.., last], Some(before)) = (&mut rows[..], arrivals.len().checked_sub(2)) {
        last.scale = 1;
        last.neighbours.push(Neighbour {
            item: ItemIndex(before as u32),
            weight: 8,
            relation: Relation::ViewedTogether,
        });
    }
    let contents = PackContents {
        model: Model {
            distance: vec![1],
            seen: vec![],
            popularity_weight: 1,
            kinds: [16; 5],
        },
        items: arrivals.iter().enumerate().map(item).collect(),
        rows,
    };
    Pack::parse(&write(&contents).unwrap()).unwrap()
}

#[test]
fn an_empty_pack_and_an_empty_session_give_an_empty_or_popular_shelf() {
    let shelf = |items| {
        recommend(
            &of_arrivals(&vec![0; items]),
            &Session::default(),
            &Request::new(Placement::Home, 3),
        )
    };
    assert!(shelf(0).is_empty());
    let popular: Vec<_> = shelf(6)
        .iter()
        .map(|pick| (pick.item.0, pick.because.clone()))
        .collect();
    assert_eq!(popular, [5, 4, 3].map(|item| (item, Because::Popularity)));
}

#[test]
fn what_is_forgotten_does_not_come_back_as_new() {
    // The last, most popular one was viewed, and is a day too old to be called new.
    let pack = of_arrivals(&[1, 32, 2, 1, 33]);
    let session = Session::of_views(&[ItemIndex(4)]);
    let request = Request {
        strategy: Some(whyshelf_engine::Strategy::SinceLastVisit),
        since: 40,
        ..Request::new(Placement::Home, 1)
    };
    let shelf = recommend(&pack, &session, &request);
    // It is no event's doing: without the view, the same item stands first.
    assert_eq!(shelf[0].item, ItemIndex(3));
    assert_eq!(shelf[0].because, Because::Popularity);
    assert_eq!(shelf[0].contributions.len(), 2);
}
