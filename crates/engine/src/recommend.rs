//! Recommendations, and which events each of them rests on.

use whyshelf_pack::{ItemIndex, Pack};

use crate::rank::{Evidence, admits};
use crate::{Contribution, Request, Session, Source};

/// An item for the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// The item.
    pub item: ItemIndex,
    /// All that its score is made of, in the order of the events.
    pub contributions: Vec<Contribution>,
    /// What its place rests on.
    pub because: Because,
}

impl Recommendation {
    /// The sum of the contributions. It stays below 2^53, so that a JavaScript number holds it
    /// exactly: at most 64 distance weights of 16 bits, times 2^6, 2^16 and 2^8.
    #[must_use]
    pub fn score(&self) -> u64 {
        total(&self.contributions)
    }
}

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

/// The shelf for a session: items that have a title and a link, best first.
///
/// The reason of each is found by doing what it claims: the session is ranked again without the
/// events in question. Reference for the idea: Ghazimatin et al., "PRINCE: Provider-side
/// Interpretability with Counterfactual Explanations in Recommender Systems", WSDM 2020.
#[must_use]
pub fn recommend(pack: &Pack, session: &Session, request: &Request) -> Vec<Recommendation> {
    let evidence = Evidence::gather(pack, session, request);
    shelf(pack, &evidence, session, request)
        .into_iter()
        .enumerate()
        .map(|(place, item)| {
            let contributions = evidence.contributions(item);
            let because = because(pack, session, request, item, place, &contributions);
            Recommendation {
                item,
                contributions,
                because,
            }
        })
        .collect()
}

/// One item's contributions for a session, whether or not it would be on the shelf. An item that
/// is not on the shelf has no place to lose; its reason then names what contributes most.
#[must_use]
pub fn explain(
    pack: &Pack,
    session: &Session,
    request: &Request,
    item: ItemIndex,
) -> Recommendation {
    let evidence = Evidence::gather(pack, session, request);
    let contributions = evidence.contributions(item);
    let place = shelf(pack, &evidence, session, request)
        .iter()
        .position(|&shown| shown == item);
    let because = match place {
        Some(place) => because(pack, session, request, item, place, &contributions),
        None => match strongest_first(&contributions).first() {
            Some(&event) => Because::Events(vec![event]),
            None => without_events(&contributions),
        },
    };
    Recommendation {
        item,
        contributions,
        because,
    }
}

fn total(contributions: &[Contribution]) -> u64 {
    contributions.iter().map(|part| part.value).sum()
}

fn shelf(
    pack: &Pack,
    evidence: &Evidence<'_>,
    session: &Session,
    request: &Request,
) -> Vec<ItemIndex> {
    let shown = |item| {
        let card = pack.card(item);
        admits(session, request, item) && !card.title.is_empty() && !card.url.is_empty()
    };
    let mut ranked = evidence.ranked(request.limit, shown);
    ranked.truncate(request.limit);
    ranked.into_iter().map(|(item, _)| item).collect()
}

fn because(
    pack: &Pack,
    session: &Session,
    request: &Request,
    item: ItemIndex,
    place: usize,
    contributions: &[Contribution],
) -> Because {
    let events = strongest_first(contributions);
    let falls = |removed: &[u32]| {
        let session = session.without(removed);
        let evidence = Evidence::gather(pack, &session, request);
        shelf(pack, &evidence, &session, request)
            .iter()
            .position(|&shown| shown == item)
            .is_none_or(|now| now > place)
    };
    if events.is_empty() || !falls(&events) {
        return without_events(contributions);
    }
    // Small sets are tried whole, so that no smaller one is overlooked; where it takes more than
    // three events, the strongest are added one by one.
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

/// How many of an item's events are searched for small sets.
const SEARCHED: usize = 8;

/// The events behind an item, the largest contribution first; equals by age, newest first.
fn strongest_first(contributions: &[Contribution]) -> Vec<u32> {
    let mut events: Vec<(u64, u32)> = Vec::new();
    for part in contributions {
        if let Some(event) = part.source.event() {
            match events.iter_mut().find(|(_, known)| *known == event) {
                Some((value, _)) => *value += part.value,
                None => events.push((part.value, event)),
            }
        }
    }
    events.sort_unstable_by(|a, b| b.cmp(a));
    events.into_iter().map(|(_, event)| event).collect()
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

fn without_events(contributions: &[Contribution]) -> Because {
    let page = |part: &Contribution| matches!(part.source, Source::Page { .. });
    if contributions.iter().any(page) {
        Because::Page
    } else {
        Because::Popularity
    }
}
