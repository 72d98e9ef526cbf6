//! A listing of the shop's own, in the order of what the session says of its items.

use std::collections::BinaryHeap;

use whyshelf_pack::{ItemIndex, Pack};

use crate::rank::Ranking;
use crate::{Contribution, Request, Session};

/// Most events that are named for one listing.
const MOST_NAMED: usize = 3;

/// A listing in another order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorted {
    /// The places that the items had, from 0, in the order that they have now.
    pub order: Vec<usize>,
    /// Events without any of which the order would be another one, those that contribute most
    /// first; where no event changes it alone, the strongest that change it together. Empty where
    /// the order is the shop's own.
    pub because: Vec<u32>,
    /// What these events contribute to the items, in the items' order.
    pub contributions: Vec<Contribution>,
}

/// Sorts a listing by what the session's events contribute to each item's score, most first. Items
/// of which they say as much, or nothing, stay in the shop's order: popularity and the page play no
/// part, the shop's order is what they are to anybody.
#[must_use]
pub fn sorted(pack: &Pack, session: &Session, request: &Request, items: &[ItemIndex]) -> Sorted {
    let ranking = Ranking::new(pack, session, request);
    let of_event = |part: &Contribution| Some((part.source.event()?, part.value));
    let contributions: Vec<Vec<Contribution>> = items
        .iter()
        .map(|&item| ranking.contributions(item))
        .collect();
    let order_without = |gone: &[u32]| -> Vec<usize> {
        let said = |parts: &Vec<Contribution>| -> u64 {
            let said = parts.iter().filter_map(of_event);
            said.filter(|(event, _)| !gone.contains(event))
                .map(|(_, value)| value)
                .sum()
        };
        let keys = contributions.iter().enumerate();
        // By a heap, which reasons are sorted with as well.
        let keys: BinaryHeap<(u64, u32)> = keys
            .map(|(at, parts)| (u64::MAX - said(parts), at as u32))
            .collect();
        let sorted = keys.into_sorted_vec().into_iter();
        sorted.map(|(_, at)| at as usize).collect()
    };
    let order = order_without(&[]);
    if order.iter().enumerate().all(|(now, &before)| now == before) {
        return Sorted {
            order,
            ..Sorted::default()
        };
    }
    let events = strongest_first(contributions.iter().flatten().filter_map(of_event));
    let changes = |gone: &[u32]| order_without(gone) != order;
    let alone = events.iter().copied().filter(|&event| changes(&[event]));
    let mut because: Vec<u32> = alone.take(MOST_NAMED).collect();
    if because.is_empty() {
        // Without all of them it is the shop's order, which it is not now.
        let grown = (1..=events.len()).map(|size| &events[..size]);
        because = grown
            .into_iter()
            .find(|set| changes(set))
            .map(<[u32]>::to_vec)
            .unwrap_or_default();
    }
    let named = |part: &Contribution| {
        part.source
            .event()
            .is_some_and(|event| because.contains(&event))
    };
    let contributions = contributions.into_iter().flatten().filter(named).collect();
    Sorted {
        order,
        because,
        contributions,
    }
}

/// Events by the sum of what they contribute, the largest first; equals by age, newest first.
fn strongest_first(said: impl Iterator<Item = (u32, u64)>) -> Vec<u32> {
    let mut sums: Vec<(u64, u32)> = Vec::new();
    for (event, value) in said {
        match sums.iter_mut().find(|(_, known)| *known == event) {
            Some((sum, _)) => *sum = sum.saturating_add(value),
            None => sums.push((value, event)),
        }
    }
    let events = BinaryHeap::from(sums).into_sorted_vec();
    events.into_iter().rev().map(|(_, event)| event).collect()
}
