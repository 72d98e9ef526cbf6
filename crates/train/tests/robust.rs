//! Logs and catalogs as odd shops have them: training must neither fail nor say what is not so.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use whyshelf_engine::EventKind;
use whyshelf_pack::Relation;
use whyshelf_train::{CatalogFacts, Progress, Sessions, Settings, Trained, train};

struct Unseen;

impl Progress for Unseen {
    fn begin(&self, _: &'static str, _: usize) {}
    fn advance(&self) {}
    fn end(&self) {}
}

fn trained(sessions: &Sessions, catalog: &[CatalogFacts], min_support: u32) -> Trained {
    let settings = Settings {
        min_support,
        neighbours: 6,
    };
    train(sessions, catalog, settings, &Unseen).0
}

/// What every model must be, whatever it was learned from.
fn assert_sound(trained: &Trained, item_count: usize) {
    assert_eq!(trained.rows.len(), item_count);
    assert_eq!(trained.popularity.len(), item_count);
    assert_eq!(trained.model.distance[0], 256);
    assert!(trained.model.kinds.iter().all(|&kind| kind <= 64));
    for (item, row) in trained.rows.iter().enumerate() {
        assert!(row.neighbours.len() <= 6);
        assert!(row.neighbours.iter().all(|near| near.weight > 0));
        assert!(row.neighbours.iter().all(|near| near.item.slot() != item));
        assert!(row.neighbours.is_sorted_by(|a, b| a.item < b.item));
    }
}

fn mug(number: usize) -> CatalogFacts {
    let words = ["red", "blue", "green", "striped", "large"];
    let things = ["mug", "plate", "candle"];
    CatalogFacts {
        category: vec!["Home".into(), things[number % 3].into()],
        title: format!("{} {}", words[number % 5], things[number % 3]),
        price_minor: Some(100 + 37 * number as u64),
        ..CatalogFacts::default()
    }
}

fn catalog(items: usize) -> Vec<CatalogFacts> {
    (0..items).map(mug).collect()
}

#[test]
fn nothing_at_all() {
    assert_sound(&trained(&Sessions::over(0), &[], 3), 0);
    assert_sound(&trained(&Sessions::over(4), &[], 3), 4);
    let blank = vec![CatalogFacts::default(); 4];
    assert_sound(&trained(&Sessions::over(4), &blank, 3), 4);
}

#[test]
fn a_catalog_alone_gives_every_item_neighbours_of_its_kind() {
    let trained = trained(&Sessions::over(30), &catalog(30), 3);
    assert_sound(&trained, 30);
    for (item, row) in trained.rows.iter().enumerate() {
        assert_eq!(row.neighbours.len(), 6);
        let heaviest = row
            .neighbours
            .iter()
            .max_by_key(|near| near.weight)
            .unwrap();
        assert_eq!(heaviest.item.slot() % 3, item % 3, "{row:?}");
        let relations = row.neighbours.iter().map(|near| near.relation);
        assert!(
            relations
                .into_iter()
                .all(|relation| relation == Relation::Similar)
        );
    }
}

#[test]
fn ten_sessions() {
    let mut sessions = Sessions::over(30);
    for session in 0..10 {
        sessions.push(session, [session, session + 1, session + 2]);
    }
    let trained = trained(&sessions, &catalog(30), 1);
    assert_sound(&trained, 30);
    let reached = |item: usize| {
        let rows = trained.rows.iter().flat_map(|row| &row.neighbours);
        rows.into_iter().any(|near| near.item.slot() == item)
    };
    assert!((0..30).all(reached));
}

#[test]
fn one_giant_session_and_one_item_over_and_over() {
    let mut sessions = Sessions::over(30);
    sessions.push(0, (0..100_000).map(|at| at % 30));
    sessions.push(1, std::iter::repeat_n(7, 5000));
    assert_sound(&trained(&sessions, &[], 1), 30);
}

#[test]
fn what_one_shopper_does_a_hundred_times_supports_nothing() {
    let mut sessions = Sessions::over(4);
    for _ in 0..100 {
        sessions.push(0, [0, 1]);
    }
    for shopper in 1..4 {
        sessions.push(shopper, [2, 3]);
    }
    let trained = trained(&sessions, &[], 2);
    assert!(trained.rows[0].neighbours.is_empty());
    assert!(!trained.rows[2].neighbours.is_empty());
    // Nor does it make the pair's items the shop's favourites beyond the cap.
    assert_eq!((trained.pairs_kept, trained.pairs_dropped), (1, 1));
}

#[test]
fn relations_say_what_the_log_showed() {
    use EventKind::{Purchase, ViewItem};
    let mut sessions = Sessions::over(6);
    for shopper in 0..3 {
        sessions.push_events(shopper, [(0, ViewItem), (1, Purchase), (2, Purchase)]);
        sessions.push_events(shopper + 3, [(2, ViewItem), (3, ViewItem)]);
    }
    let facts = |title: &str| CatalogFacts {
        title: title.into(),
        ..CatalogFacts::default()
    };
    let mut catalog = vec![CatalogFacts::default(); 6];
    catalog[4] = facts("oak chair");
    catalog[5] = facts("oak chair small");
    let trained = trained(&sessions, &catalog, 2);
    let relation = |of: usize, to: usize| {
        let near = trained.rows[of].neighbours.iter();
        let mut near = near.filter(|near| near.item.slot() == to);
        near.next().map(|near| near.relation)
    };
    assert_eq!(relation(1, 2), Some(Relation::BoughtTogether));
    assert_eq!(relation(0, 1), Some(Relation::ViewedTogether));
    assert_eq!(relation(2, 3), Some(Relation::ViewedTogether));
    assert_eq!(relation(1, 3), Some(Relation::ViewedAlike));
    assert_eq!(relation(4, 5), Some(Relation::Similar));
    assert_eq!(relation(0, 5), None);
}

#[test]
fn baskets_alone_were_bought() {
    let mut sessions = Sessions::over(3);
    let bought = |items: [u32; 2]| items.map(|item| (item, EventKind::Purchase));
    sessions.push_events(0, bought([0, 1]));
    sessions.push_events(1, bought([1, 2]));
    let trained = trained(&sessions, &[], 1);
    let row = trained.rows[0].neighbours.iter();
    let relations: Vec<_> = row.map(|near| (near.item.0, near.relation)).collect();
    let expected = [(1, Relation::BoughtTogether), (2, Relation::BoughtAlike)];
    assert_eq!(relations, expected);
}

/// Shoppers view two things and put the better of them into the cart; what is in the cart decides
/// what comes next.
fn telling_carts() -> Sessions {
    use EventKind::{AddToCart, ViewItem};
    let mut sessions = Sessions::over(60);
    for shopper in 0..3000_u32 {
        let (cart, view) = (shopper % 20, shopper * 7 % 20);
        sessions.push_events(
            shopper,
            [
                (cart, AddToCart),
                (20 + view, ViewItem),
                (40 + cart, ViewItem),
            ],
        );
    }
    sessions
}

#[test]
fn kinds_that_tell_more_weigh_more() {
    let settings = Settings {
        min_support: 1,
        neighbours: 50,
    };
    let (trained, fitted) = train(&telling_carts(), &[], settings, &Unseen);
    assert_eq!(trained.model.kinds[0], 16);
    assert!(fitted.held_out.is_some());
    let (start, cart) = (32, trained.model.kinds[2]);
    assert!(cart >= start, "{:?}", trained.model.kinds);
}

#[test]
fn the_price_of_a_threshold_falls_with_it() {
    let mut sessions = Sessions::over(60);
    for shopper in 0..3000_u32 {
        let start = shopper * shopper % 59;
        sessions.push(
            shopper,
            (0..4).map(|step| (start + step * (1 + shopper % 7)) % 60),
        );
    }
    let settings = Settings {
        min_support: 3,
        neighbours: 10,
    };
    let (_, fitted) = train(&sessions, &[], settings, &Unseen);
    let thresholds: Vec<u32> = fitted
        .support_costs
        .iter()
        .map(|cost| cost.min_support)
        .collect();
    assert_eq!(thresholds, [1, 2, 3, 5, 10]);
    assert!(fitted.support_costs.is_sorted_by(|a, b| a.pairs >= b.pairs));
    assert!(fitted.support_costs[0].pairs > fitted.support_costs[4].pairs);
    assert!(
        fitted
            .support_costs
            .iter()
            .all(|cost| (0.0..=1.0).contains(&cost.hit_rate))
    );
}

fn kind() -> impl Strategy<Value = EventKind> {
    (0..EventKind::ALL.len()).prop_map(|kind| EventKind::ALL[kind])
}

prop_compose! {
    fn log()(
        sessions in prop::collection::vec(
            (0..6_u32, prop::collection::vec((0..12_u32, kind()), 0..9)),
            0..60,
        ),
    ) -> Sessions {
        let mut log = Sessions::over(12);
        for (group, events) in sessions {
            log.push_events(group, events);
        }
        log
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_log_gives_a_sound_model_on_any_number_of_threads(
        log in log(),
        min_support in 1..4_u32,
        with_catalog in any::<bool>(),
    ) {
        let catalog = if with_catalog { catalog(12) } else { Vec::new() };
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.unwrap().install(|| trained(&log, &catalog, min_support))
        };
        let (one, three) = (on(1), on(3));
        assert_sound(&one, 12);
        prop_assert_eq!(&one.model, &three.model);
        prop_assert_eq!(&one.rows, &three.rows);
        prop_assert_eq!(&one.popularity, &three.popularity);
    }
}
