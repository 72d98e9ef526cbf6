//! Why an item stands where it stands: the smallest set of events without which it falls.
//!
//! Reference for the idea: Ghazimatin et al., "PRINCE: Provider-side Interpretability with
//! Counterfactual Explanations in Recommender Systems", WSDM 2020.
//!
//! For every set that is tried the shelf is filled as it would be without it, by the same code
//! ([`Filler::without`]); what would be without one event is asked for many items and kept.

use core::cell::RefCell;

use std::collections::BinaryHeap;

use whyshelf_pack::ItemIndex;

use crate::fill::{Depth, Filled, Filler, Place, Placed};
use crate::rank::Ranking;
use crate::{Contribution, Event, Request, Source, Wish};

/// What an item's place rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// The smallest set of events without which it would move down or off the shelf, those that
    /// contribute most first.
    Events(Vec<u32>),
    /// No event: it meets this wish of the shopper's, without which it would move down or off the
    /// shelf.
    Wish(Wish),
    /// No event: the page's own item carries it.
    Page,
    /// No event: it is popular, whoever looks.
    Popularity,
    /// No event: it is new in the shop.
    New,
}

/// Something that an item's place may rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The event with this sequence number.
    Event(u32),
    /// What the page's item says of others ([`crate::Request::context`]).
    Page,
    /// Popularity, as a part of every score.
    Popularity,
    /// A wish.
    Wish(Wish),
}

/// How many of an item's events are searched for small sets.
const SEARCHED: usize = 8;

/// A filled shelf, and how it would be without events or wishes.
pub(crate) struct Reasons<'a> {
    ranking: &'a Ranking<'a>,
    filler: Filler<'a, true>,
    pub(crate) filled: Filled,
    /// The order without one cause.
    singles: RefCell<Vec<(Cause, Filled)>>,
}

impl<'a> Reasons<'a> {
    pub(crate) fn of(ranking: &'a Ranking<'a>, depth: Depth) -> Reasons<'a> {
        let filler = Filler::new(ranking, depth);
        Reasons {
            ranking,
            filled: filler.whole(),
            filler,
            singles: RefCell::default(),
        }
    }

    /// What the place of an item on the shelf rests on.
    pub(crate) fn because(&self, at: usize, contributions: &[Contribution]) -> Because {
        let placed = self.filled.order[at];
        let Placed { item, place, .. } = placed;
        let events = self.evidence(item, place, contributions);
        let falls = |removed: &[u32]| self.falls(item, at, removed);
        // Small sets are tried whole, so that no smaller one is overlooked; where it takes more
        // than three events, the strongest are added one by one.
        let candidates = &events[..events.len().min(SEARCHED)];
        let few = |size| first_set(candidates, size, &falls);
        let found = few(1).or_else(|| {
            let fallen = events.len() > 1 && falls(&events);
            let few = || few(2).or_else(|| few(3));
            let more = || (4..=events.len()).map(|size| &events[..size]);
            let many = || more().find(|set| falls(set)).map(<[u32]>::to_vec);
            fallen.then(|| few().or_else(many)).flatten()
        });
        let wish = || {
            let falls = |&wish: &Wish| self.without_one(Cause::Wish(wish), falls_from(item, at));
            let wish = self.wishes(placed).find(falls).map(Because::Wish);
            wish.unwrap_or_else(|| without_events(place, contributions))
        };
        found.map_or_else(wish, Because::Events)
    }

    /// The wishes that an item meets.
    pub(crate) fn wishes(&self, placed: Placed) -> impl Iterator<Item = Wish> {
        let wishes = self.ranking.request.wishes.active();
        wishes.filter(move |&wish| placed.meets[wish as usize])
    }

    /// The events behind an item's place, those that contribute most first.
    pub(crate) fn evidence(
        &self,
        item: ItemIndex,
        place: Place,
        contributions: &[Contribution],
    ) -> Vec<u32> {
        match place {
            Place::Score | Place::Variety => strongest_first(contributions),
            Place::Latest { .. } => {
                let own = self.ranking.session.events().iter().rev();
                let own = own.filter(|event: &&Event| event.item == item);
                own.map(|event| event.sequence).collect()
            }
            Place::Different | Place::Newest { .. } | Place::Popularity => Vec::new(),
        }
    }

    /// Where the item would stand without one cause, from 0; none if it would not be among the
    /// candidates that are looked at, which are in order with [`Depth::All`] only.
    pub(crate) fn place_without(&self, item: ItemIndex, cause: Cause) -> Option<usize> {
        self.without_one(cause, |filled| {
            filled.order.iter().position(|placed| placed.item == item)
        })
    }

    /// Whether the item would stand further down, or nowhere, without these events.
    fn falls(&self, item: ItemIndex, at: usize, events: &[u32]) -> bool {
        let fallen = falls_from(item, at);
        match *events {
            [event] => self.without_one(Cause::Event(event), fallen),
            _ => fallen(&self.filler.without(events)),
        }
    }

    /// How many items of the shelf stand where they would not stand without a wish.
    pub(crate) fn moved_by(&self, wish: Wish) -> usize {
        self.without_one(Cause::Wish(wish), |without| {
            let before = |at: usize| without.shelf().get(at).map(|placed| placed.item);
            let shelf = self.filled.shelf().iter().enumerate();
            let moved = shelf.filter(|&(at, placed)| before(at) != Some(placed.item));
            moved.count()
        })
    }

    fn without_one<T>(&self, cause: Cause, of: impl FnOnce(&Filled) -> T) -> T {
        let mut singles = self.singles.borrow_mut();
        let known = singles.iter().position(|&(known, _)| known == cause);
        let at = known.unwrap_or_else(|| {
            singles.push((cause, self.filled_without(cause)));
            singles.len() - 1
        });
        of(&singles[at].1)
    }

    fn filled_without(&self, cause: Cause) -> Filled {
        let Ranking {
            pack,
            session,
            request,
            ..
        } = *self.ranking;
        match cause {
            Cause::Event(event) => self.filler.without(&[event]),
            Cause::Wish(wish) => self.filler.with(&[], request.wishes.without(wish)),
            Cause::Page => {
                let request = Request {
                    context: None,
                    ..request.clone()
                };
                self.filled_by(&Ranking::new(pack, session, &request))
            }
            Cause::Popularity => {
                self.filled_by(&Ranking::new(pack, session, request).without_popularity())
            }
        }
    }

    fn filled_by(&self, ranking: &Ranking<'_>) -> Filled {
        let filler: Filler<'_, true> = Filler::new(ranking, self.filler.depth());
        filler.whole()
    }
}

/// Whether an item stands further down than here, or nowhere, on another shelf.
fn falls_from(item: ItemIndex, at: usize) -> impl Fn(&Filled) -> bool {
    move |filled| {
        let mut upper = filled.shelf().iter().take(at + 1);
        upper.all(|placed| placed.item != item)
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
pub(crate) fn without_events(place: Place, contributions: &[Contribution]) -> Because {
    let page = |part: &Contribution| matches!(part.source, Source::Page { .. });
    match place {
        Place::Newest { .. } => Because::New,
        Place::Score | Place::Variety if contributions.iter().any(page) => Because::Page,
        _ => Because::Popularity,
    }
}
