//! The plan against the counter in memory.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use whyshelf_train::{CountPairs, Counting, InMemory, Pairs, Sessions, Together, Unseen};

use super::PairPlan;
use crate::engine::{Engine, Resources};

const ITEMS: u32 = 7;

fn log(sessions: &[(u32, Vec<u32>)]) -> Sessions {
    let mut log = Sessions::over(ITEMS as usize);
    for (group, items) in sessions {
        log.push(*group, items.iter().copied());
    }
    log
}

/// Sessions with repeated items, of which some may be of one shopper.
fn sessions() -> impl Strategy<Value = Sessions> {
    let items = proptest::collection::vec(0..ITEMS, 0..9);
    let alone = proptest::collection::vec(items.clone(), 1..12);
    let alone = alone.prop_map(|sessions| {
        let sessions: Vec<_> = (0..).zip(sessions).collect();
        log(&sessions)
    });
    let shared = proptest::collection::vec((0..4_u32, items), 1..12);
    prop_oneof![alone, shared.prop_map(|sessions| log(&sessions))]
}

fn close(found: &Pairs, expected: &Pairs) -> Result<(), TestCaseError> {
    prop_assert_eq!(found.kept(), expected.kept());
    prop_assert_eq!(found.dropped(), expected.dropped());
    for item in 0..ITEMS {
        let (found, expected): (Vec<_>, Vec<_>) =
            (found.row(item).collect(), expected.row(item).collect());
        prop_assert_eq!(found.len(), expected.len());
        for ((other, found), (same, expected)) in found.into_iter().zip(expected) {
            prop_assert_eq!(other, same);
            let values =
                |pair: Together| [pair.sessions, pair.shared, pair.after, pair.rule, pair.next];
            for (found, expected) in values(found).into_iter().zip(values(expected)) {
                prop_assert!((found - expected).abs() < 1e-4, "{found} is not {expected}");
            }
        }
    }
    Ok(())
}

#[test]
fn the_plan_counts_as_the_counter_in_memory() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let resources = Resources {
        memory: 1 << 28,
        work: None,
    };
    let engine = Engine::embedded(&resources).unwrap();
    let recency = prop_oneof![Just(f32::INFINITY), Just(0.5)];
    let rows = prop_oneof![Just(u64::MAX), Just(9)];
    let cases = (sessions(), 1..4_u32, recency, rows);
    let tried = TestRunner::new(ProptestConfig::with_cases(32)).run(
        &cases,
        |(sessions, min_support, recency, rows)| {
            let plan = PairPlan {
                engine: &engine,
                runtime: runtime.handle().clone(),
                rows,
            };
            let counting = Counting {
                min_support,
                recency,
            };
            let found = plan.count(&sessions, counting, &Unseen).unwrap();
            let Ok(expected) = InMemory.count(&sessions, counting, &Unseen);
            close(&found, &expected)
        },
    );
    tried.unwrap();
}
