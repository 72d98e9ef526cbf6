//! The engine adds up sparsely, orders only the best and never ranks anew for a reason. What comes
//! out is what a naive reading of the formula gives.

mod generated;
mod reference;

use generated::{ITEMS, pack, request, session};
use proptest::prelude::*;
use whyshelf_engine::{
    Because, Cause, ItemIndex, Place, Request, Session, Source, Wish, Wishes, contributions,
    explain, first_shelf, moved, places, scores, shelf,
};

/// Where the session ends: generated sessions keep it to themselves.
const END: u32 = 16;

fn ended(session: &Session) -> Session {
    Session::new(session.events().to_vec(), END)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn shelves_and_reasons_are_those_of_the_formula(pack in pack(), session in session(), request in request()) {
        let session = ended(&session);
        let expected = reference::recommend(&pack, &session, END, &request);
        prop_assert_eq!(&shelf(&pack, &session, &request), &expected);
        let shelf: Vec<_> = expected.picks.iter().map(|pick| (pick.item, pick.contributions.clone())).collect();
        prop_assert_eq!(contributions(&pack, &session, &request), shelf);
    }

    #[test]
    fn the_first_shelf_is_that_of_an_empty_session(pack in pack(), request in request()) {
        let request = Request { wishes: Wishes::default(), ..request };
        let expected = shelf(&pack, &Session::default(), &request);
        prop_assert_eq!(first_shelf(&pack, &request), expected);
    }

    #[test]
    fn scores_are_those_of_the_formula(pack in pack(), session in session(), request in request()) {
        let session = ended(&session);
        let all = Request { limit: ITEMS, ..request.clone() };
        prop_assert_eq!(scores(&pack, &session, &all), reference::ranked(&pack, &session, END, &all));
    }

    #[test]
    fn explanations_are_those_of_the_formula(pack in pack(), session in session(), request in request()) {
        let session = ended(&session);
        let shelf = reference::recommend(&pack, &session, END, &request).picks;
        for item in (0..ITEMS as u32).map(ItemIndex) {
            let found = explain(&pack, &session, &request, item);
            prop_assert_eq!(&found.contributions, &reference::contributions(&pack, &session, END, &request, item));
            match shelf.iter().find(|pick| pick.item == item) {
                Some(pick) => prop_assert_eq!(&found, pick),
                None => if let Because::Events(events) = found.because {
                    prop_assert_eq!(events.len(), 1);
                },
            }
        }
    }

    #[test]
    fn places_without_something_are_those_of_a_ranking_without_it(pack in pack(), session in session(), request in request()) {
        let session = ended(&session);
        let filled = reference::fill(&pack, &session, END, &request);
        let unpopular = reference::without_popularity(&pack);
        let place = |filled: &reference::Filled, item| filled.order.iter().position(|placed| placed.0 == item);
        for item in (0..ITEMS as u32).map(ItemIndex) {
            let (now, without) = places(&pack, &session, &request, item);
            prop_assert_eq!(now, place(&filled, item));
            let kind = now.map_or(Place::Score, |at| filled.order[at].1);
            let parts = reference::contributions(&pack, &session, END, &request, item);
            let causes: Vec<Cause> = without.iter().map(|without| without.cause).collect();
            let events = reference::evidence(&session, item, kind, &parts).into_iter().map(Cause::Event);
            let wishes = reference::wishes_met(&pack, &request, &filled, item).into_iter().map(Cause::Wish);
            let by_score = matches!(kind, Place::Score | Place::Variety);
            let anybodys = parts.iter().filter(|_| by_score).filter_map(|part| match part.source {
                Source::Page { .. } => Some(Cause::Page),
                Source::Popularity => Some(Cause::Popularity),
                _ => None,
            });
            prop_assert_eq!(causes, events.chain(anybodys).chain(wishes).collect::<Vec<_>>());
            for without in without {
                let filled = match without.cause {
                    Cause::Event(event) => reference::fill(&pack, &session.without(&[event]), END, &request),
                    Cause::Page => reference::fill(&pack, &session, END, &Request { context: None, ..request.clone() }),
                    Cause::Popularity => reference::fill(&unpopular, &session, END, &request),
                    Cause::Wish(wish) => reference::fill(&pack, &session, END, &reference::without_wish(&request, wish)),
                };
                prop_assert_eq!(without.place, place(&filled, item));
            }
        }
    }

    #[test]
    fn a_wish_moves_the_items_that_stand_elsewhere_without_it(pack in pack(), session in session(), request in request()) {
        let session = ended(&session);
        for wish in Wish::ALL {
            let shown = |request: &Request| {
                let filled = reference::fill(&pack, &session, END, request);
                filled.order.into_iter().take(filled.shown).map(|placed| placed.0).collect::<Vec<_>>()
            };
            let (with, without) = (shown(&request), shown(&reference::without_wish(&request, wish)));
            let elsewhere = with.iter().enumerate().filter(|&(at, item)| without.get(at) != Some(item)).count();
            prop_assert_eq!(moved(&pack, &session, &request, wish), elsewhere);
        }
    }
}
