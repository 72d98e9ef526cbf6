//! The engine adds up sparsely, orders only the best and never ranks anew for a reason. What comes
//! out is what a naive reading of the formula gives.

mod generated;
mod reference;

use generated::{ITEMS, pack, request, session};
use proptest::prelude::*;
use whyshelf_engine::{
    Because, ItemIndex, Request, Session, contributions, explain, recommend, scores,
};

/// Where the session ends: generated sessions keep it to themselves.
const END: u32 = 16;

fn ended(session: &Session) -> Session {
    Session::new(session.events().to_vec(), END)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn shelves_and_reasons_are_those_of_the_formula(pack in pack(), session in session(), request in request()) {
        let session = ended(&session);
        let expected = reference::recommend(&pack, &session, END, &request);
        prop_assert_eq!(&recommend(&pack, &session, &request), &expected);
        let shelf: Vec<_> = expected.iter().map(|pick| (pick.item, pick.contributions.clone())).collect();
        prop_assert_eq!(contributions(&pack, &session, &request), shelf);
    }

    #[test]
    fn scores_are_those_of_the_formula(pack in pack(), session in session(), request in request()) {
        let session = ended(&session);
        let all = Request { limit: ITEMS, ..request };
        prop_assert_eq!(scores(&pack, &session, &all), reference::ranked(&pack, &session, END, &all));
    }

    #[test]
    fn explanations_are_those_of_the_formula(pack in pack(), session in session(), request in request()) {
        let session = ended(&session);
        let shelf = reference::recommend(&pack, &session, END, &request);
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
}
