//! The promise under attack: neighbouring logs that differ in the worst shopper one can think
//! of, and events that tell them apart best. Every attack is also led against a mechanism with
//! one thing broken, and has to find it: an attack that finds nothing proves nothing.

#![allow(clippy::unwrap_used)]

use super::budget::{Bounds, Budget, Plan, Thresholds};
use super::falsify::{Frequency, falsified};
use super::noise::DiscreteLaplace;
use super::released::{Released, publish};
use crate::sessions::Sessions;

const RUNS: u64 = 12_000;
const BOUNDS: Bounds = Bounds { pairs: 2, items: 3 };
const EPSILON: f64 = 2.0;
/// Far larger than anybody may choose: leaks must be frequent enough to be seen.
const DELTA: f64 = 0.01;

/// Shoppers behind every common item: enough that no threshold hides its count.
const CROWD: u32 = 60;

/// The same for attacks that look at pairs only, whose threshold is lower.
const SMALL_CROWD: u32 = 20;

/// A mechanism under attack.
#[derive(Clone, Copy)]
struct Mechanism {
    plan: Plan,
    thresholds: Thresholds,
}

fn sound() -> Mechanism {
    let plan = Plan::of(&Budget::new(EPSILON, None).unwrap(), BOUNDS);
    Mechanism {
        plan,
        thresholds: plan.thresholds(DELTA),
    }
}

/// Two logs of which the second has one shopper more.
type Neighbours = (Sessions, Sessions);

/// For each of `crowds` as many shoppers as `size`, all with the same sessions; and one shopper
/// more who has `extra`.
fn neighbours(size: u32, crowds: &[&[[u32; 2]]], extra: &[[u32; 2]]) -> Neighbours {
    let mut without = Sessions::over(40);
    let mut shopper = 1;
    for sessions in crowds {
        for _ in 0..size {
            sessions
                .iter()
                .for_each(|&items| without.push(shopper, items));
            shopper += 1;
        }
    }
    let mut with = without.clone();
    extra.iter().for_each(|&items| with.push(0, items));
    (without, with)
}

/// Whether any of `events` is more likely on one of the logs than the promise allows.
fn broken<const N: usize>(
    mechanism: Mechanism,
    (without, with): &Neighbours,
    events: impl Fn(&Released) -> [bool; N],
) -> bool {
    let frequencies = |stream, sessions: &Sessions| {
        Frequency::of_each(stream, RUNS, |randomness| {
            let Mechanism { plan, thresholds } = mechanism;
            events(&publish(sessions, &plan, |_| thresholds, randomness))
        })
    };
    let (less, more) = (frequencies(1, without), frequencies(2, with));
    less.into_iter().zip(more).any(|(less, more)| {
        falsified(more, less, EPSILON, DELTA) || falsified(less, more, EPSILON, DELTA)
    })
}

fn pair(released: &Released, pair: (u32, u32)) -> u64 {
    let found = released.pairs.iter().find(|&&(own, _)| own == pair);
    found.map_or(0, |&(_, count)| count)
}

fn item(released: &Released, item: u32) -> u64 {
    let found = released.items.iter().find(|&&(own, _)| own == item);
    found.map_or(0, |&(_, count)| count)
}

/// One shopper more who does what the crowd does, as much as the bounds allow; every count at
/// once, where the probabilities differ by the whole factor `exp(ε)`.
fn all_it_can_give(mechanism: Mechanism) -> bool {
    let path: &[[u32; 2]] = &[[0, 1], [1, 2]];
    let crowd = u64::from(CROWD);
    broken(mechanism, &neighbours(CROWD, &[path], path), |released| {
        let pairs = pair(released, (0, 1)).min(pair(released, (1, 2)));
        let items = (0..3).map(|own| item(released, own)).min().unwrap();
        let (above, far_above) = (pairs > crowd, pairs > crowd + 2);
        [
            above,
            far_above,
            above && items > crowd,
            above && items > crowd && released.shoppers > crowd,
            pairs <= crowd && items <= crowd && released.shoppers <= crowd,
        ]
    })
}

/// One shopper more with far more pairs than the bounds allow.
fn more_than_it_may(mechanism: Mechanism) -> bool {
    let crowds: [&[[u32; 2]]; 4] = [&[[0, 1]], &[[2, 3]], &[[4, 5]], &[[6, 7]]];
    let extra = [[0, 1], [2, 3], [4, 5], [6, 7]];
    broken(
        mechanism,
        &neighbours(SMALL_CROWD, &crowds, &extra),
        |released| {
            let above = |own: &[u32; 2]| pair(released, (own[0], own[1])) > u64::from(SMALL_CROWD);
            let count = extra.iter().filter(|own| above(own)).count();
            [count >= 2, count >= 3, count == 4, count == 0]
        },
    )
}

/// One shopper more who repeats one pair in thirty sessions; `group` says whom a session of the
/// shopper counts for.
fn the_same_again(group: impl Fn(u32) -> u32) -> bool {
    let (without, _) = neighbours(SMALL_CROWD, &[&[[0, 1]]], &[]);
    let mut with = without.clone();
    (0..30).for_each(|session| with.push(group(session), [0, 1]));
    broken(sound(), &(without, with), |released| {
        let count = pair(released, (0, 1));
        [1, 3, 6, 9, 12].map(|above| count > u64::from(SMALL_CROWD) + above)
    })
}

/// One shopper more with pairs and items that nobody else has.
fn all_its_own(mechanism: Mechanism) -> bool {
    let logs = neighbours(SMALL_CROWD, &[&[[0, 1]]], &[[10, 11], [11, 12]]);
    broken(mechanism, &logs, |released| {
        let pairs = pair(released, (10, 11)) + pair(released, (11, 12)) > 0;
        let items = (10..13).any(|own| item(released, own) > 0);
        [pairs, items, pairs || items, pairs && items]
    })
}

/// One shopper more or less in a log of hardly any.
fn hardly_anybody(mechanism: Mechanism) -> bool {
    let mut without = Sessions::over(4);
    without.push(1, [0, 1]);
    let mut with = without.clone();
    with.push(2, [0, 1]);
    broken(mechanism, &(without, with), |released| {
        let count = pair(released, (0, 1));
        let listed = count > 0;
        [
            listed,
            count > 8,
            released.shoppers > 1,
            released.shoppers > 1 && listed,
        ]
    })
}

#[test]
fn the_mechanism_withstands_every_attack() {
    assert!(!all_it_can_give(sound()));
    assert!(!more_than_it_may(sound()));
    assert!(!the_same_again(|_| 0));
    assert!(!all_its_own(sound()));
    assert!(!hardly_anybody(sound()));
}

#[test]
fn half_the_noise_is_found() {
    let mut mechanism = sound();
    mechanism.plan = Plan::of(&Budget::new(2.0 * EPSILON, None).unwrap(), BOUNDS);
    assert!(all_it_can_give(mechanism));
}

#[test]
fn a_scale_that_forgets_how_much_a_shopper_gives_is_found() {
    let mut mechanism = sound();
    let one = Bounds { pairs: 1, items: 1 };
    let plan = Plan::of(&Budget::new(EPSILON, None).unwrap(), one);
    mechanism.plan = Plan {
        bounds: BOUNDS,
        ..plan
    };
    assert!(all_it_can_give(mechanism));
}

#[test]
fn shoppers_without_a_bound_are_found() {
    let mut mechanism = sound();
    mechanism.plan.bounds = Bounds {
        pairs: 100,
        items: 3,
    };
    assert!(more_than_it_may(mechanism));
}

#[test]
fn counting_sessions_in_place_of_shoppers_is_found() {
    assert!(the_same_again(|session| 1000 + session));
}

#[test]
fn a_missing_threshold_is_found() {
    let mut mechanism = sound();
    mechanism.thresholds = Thresholds { pairs: 1, items: 1 };
    assert!(all_its_own(mechanism));
}

#[test]
fn a_threshold_that_grants_delta_to_every_count_is_found() {
    let mut mechanism = sound();
    mechanism.thresholds = Thresholds {
        pairs: mechanism.plan.pairs.threshold(DELTA),
        items: mechanism.plan.items.threshold(DELTA),
    };
    assert!(all_its_own(mechanism));
}

#[test]
fn a_true_number_of_shoppers_is_found() {
    let mut mechanism = sound();
    mechanism.plan.shoppers = DiscreteLaplace::of_scale(1, 1000);
    assert!(hardly_anybody(mechanism));
}
