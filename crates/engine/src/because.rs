//! Why an item stands where it stands: the smallest set of events without which it falls.
//!
//! Reference for the idea: Ghazimatin et al., "PRINCE: Provider-side Interpretability with
//! Counterfactual Explanations in Recommender Systems", WSDM 2020.
//!
//! The session is not ranked again for every set that is tried. Without some events an item's
//! score is what it was, less what those events contributed; so an item can only be ahead
//! afterwards that was as good as that before. The items that were are counted, best first, until
//! there are too many.

use std::collections::BinaryHeap;

use whyshelf_pack::ItemIndex;

use crate::rank::{Ranking, Scored};
use crate::voice::Voice;
use crate::{Contribution, Event, Repeats, Source};

/// What an item's place rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// The smallest set of events without which it would move down or off the shelf, those that
    /// contribute most first.
    Events(Vec<u32>),
    /// No event: the page's own item carries it.
    Page,
    /// No event: it is popular, whoever looks.
    Popularity,
}

/// How many of an item's events are searched for small sets.
const SEARCHED: usize = 8;

/// The items of a ranking that are put in order: those of the shelf and some behind them, among
/// which most questions are settled.
pub(crate) struct Shelf<'a> {
    ranking: &'a Ranking<'a>,
    best: Vec<Scored>,
    /// Whether there are items behind the best.
    more: bool,
}

impl<'a> Shelf<'a> {
    pub(crate) fn of(ranking: &'a Ranking<'a>) -> Shelf<'a> {
        let enough = ranking.request.limit.saturating_mul(4);
        let best = ranking.best(enough);
        Shelf {
            ranking,
            more: best.len() == enough,
            best,
        }
    }

    /// The items shown, best first.
    pub(crate) fn items(&self) -> impl Iterator<Item = ItemIndex> {
        let shown = self.best.iter().take(self.ranking.request.limit);
        shown.map(|scored| scored.item())
    }

    /// What the place of an item on the shelf rests on.
    pub(crate) fn because(&self, place: usize, contributions: &[Contribution]) -> Because {
        let events = strongest_first(contributions);
        let falls = |removed: &[u32]| self.falls(place, removed);
        if events.is_empty() || !falls(&events) {
            return without_events(contributions);
        }
        // Small sets are tried whole, so that no smaller one is overlooked; where it takes more
        // than three events, the strongest are added one by one.
        let candidates = &events[..events.len().min(SEARCHED)];
        (1..=3)
            .find_map(|size| first_set(candidates, size, &falls))
            .or_else(|| {
                (4..=events.len())
                    .map(|size| &events[..size])
                    .find(|set| falls(set))
                    .map(<[u32]>::to_vec)
            })
            .map_or_else(|| without_events(contributions), Because::Events)
    }

    /// Whether the item at a place would stand further down, or nowhere, without these events.
    fn falls(&self, place: usize, events: &[u32]) -> bool {
        let ranking = self.ranking;
        let voice = |&event| {
            let voices = &ranking.voices;
            voices.iter().find(|voice| voice.sequence() == Some(event))
        };
        let removed: Vec<&Voice<'_>> = events.iter().filter_map(voice).collect();
        let without = |scored: Scored| {
            let said = removed
                .iter()
                .filter_map(|voice| voice.contribution(scored.item()));
            scored.less(said.map(|part| part.value).sum())
        };
        let before = self.best[place];
        let now = without(before);
        if now.score == 0 {
            return true;
        }
        let ahead = |scored: &Scored| *scored > now && without(*scored) > now;
        let near = self.best.iter().copied().take_while(|&scored| scored > now);
        let near = near.filter(|&scored| scored != before).filter(ahead);
        let returned = self.returned(events).filter(ahead);
        let behind = self.behind(now).into_iter().flatten().filter(ahead);
        near.chain(returned).chain(behind).nth(place).is_some()
    }

    /// Items that could not be shown for the session's sake, and without these events can.
    fn returned(&self, events: &[u32]) -> impl Iterator<Item = Scored> {
        let Ranking {
            session, request, ..
        } = self.ranking;
        let of = |item| move |event: &&Event| event.item == item;
        let all = session.events().iter();
        let back = all.clone().filter(move |event| {
            let mut same = all.clone().filter(of(event.item));
            request.repeats == Repeats::Exclude
                && request.exclude != Some(event.item)
                && same.clone().next() == Some(event)
                && same.all(|event| events.contains(&event.sequence))
        });
        let back = back.map(|event| event.item);
        back.filter(|&item| self.ranking.has_card(item))
            .map(|item| self.ranking.scored(item))
    }

    /// Items that may be shown, better than `least` and not among the best; in no order.
    fn behind(&self, least: Scored) -> Option<impl Iterator<Item = Scored>> {
        let last = *self
            .best
            .last()
            .filter(|&&last| self.more && last > least)?;
        let evidence = self.ranking.with_evidence(least.score);
        let popular = self
            .ranking
            .popular()
            .take_while(move |&scored| scored > least);
        let shown = move |scored: &Scored| *scored < last && self.ranking.shows(scored.item());
        Some(evidence.chain(popular).filter(shown))
    }
}

/// The events behind an item, the largest contribution first; equals by age, newest first.
pub(crate) fn strongest_first(contributions: &[Contribution]) -> Vec<u32> {
    let event = |part: &Contribution| Some((part.value, part.source.event()?));
    // A heap: what `sort` adds to the wasm is more than the rest of this file.
    let events: BinaryHeap<(u64, u32)> = contributions.iter().filter_map(event).collect();
    let events = events.into_sorted_vec().into_iter().rev();
    events.map(|(_, event)| event).collect()
}

/// The first set of `size` events, in the order given, that makes the item fall.
fn first_set(events: &[u32], size: usize, falls: &impl Fn(&[u32]) -> bool) -> Option<Vec<u32>> {
    fn extend(
        events: &[u32],
        size: usize,
        set: &mut Vec<u32>,
        falls: &impl Fn(&[u32]) -> bool,
    ) -> bool {
        if size == 0 {
            return falls(set);
        }
        for (at, &event) in events.iter().enumerate() {
            set.push(event);
            if extend(&events[at + 1..], size - 1, set, falls) {
                return true;
            }
            set.pop();
        }
        false
    }
    let mut set = Vec::with_capacity(size);
    extend(events, size, &mut set, falls).then_some(set)
}

/// The reason of an item that no event carries.
pub(crate) fn without_events(contributions: &[Contribution]) -> Because {
    let page = |part: &Contribution| matches!(part.source, Source::Page { .. });
    if contributions.iter().any(page) {
        Because::Page
    } else {
        Because::Popularity
    }
}
