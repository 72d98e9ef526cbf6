//! The formula and the rules of the crate's documentation written down naively: every contribution
//! in one list, the whole catalog scored, and the shelf filled again for every set of events that
//! is tried.
#![allow(clippy::unwrap_used, unreachable_pub)]

mod shelf;
mod unpopular;
mod wishes;

use whyshelf_engine::{
    Because, Contribution, EventKind, ItemIndex, Pack, Place, Placement, Recommendation, Relation,
    Repeats, Request, Session, Shelf, Source, Wish,
};

pub use shelf::{Filled, fill};
pub(crate) use unpopular::without_popularity;

fn kind_weight(pack: &Pack, placement: Placement, kind: EventKind) -> u64 {
    let learned = u64::from(pack.model().kinds[kind as usize]);
    match (placement, kind) {
        (Placement::Cart, EventKind::ViewItem) => learned / 4,
        (Placement::Cart, EventKind::AddToCart) => (learned * 2).min(64),
        _ => learned,
    }
}

fn related(pack: &Pack, of: ItemIndex, to: ItemIndex, weight: u64) -> Option<(u64, Relation)> {
    let row = pack.row(of);
    let neighbour = row.neighbours.iter().find(|other| other.item == to)?;
    let value = weight * u64::from(row.scale) * u64::from(neighbour.weight);
    (value > 0).then_some((value, neighbour.relation))
}

/// What speaks for one item.
pub fn contributions(
    pack: &Pack,
    session: &Session,
    end: u32,
    request: &Request,
    item: ItemIndex,
) -> Vec<Contribution> {
    let model = pack.model();
    let distance = |steps: u32| u64::from(*model.distance.get(steps as usize).unwrap_or(&0));
    let mut parts = Vec::new();
    for &event in session.events() {
        let steps = end - 1 - event.sequence;
        let kind = kind_weight(pack, request.placement, event.kind);
        let recency = match event.visits_ago {
            0 => distance(steps),
            _ if steps >= 256 => 0,
            ago => {
                let at = (ago as usize - 1).min(request.earlier.len() - 1);
                distance(0) * u64::from(request.earlier[at].min(64)) / 256
            }
        };
        if let Some((value, relation)) = related(pack, event.item, item, recency * kind) {
            let source = Source::Related {
                event: event.sequence,
                kind: event.kind,
                item: event.item,
                relation,
            };
            parts.push(Contribution { source, value });
        }
        let prior = model.seen.get(steps as usize).or(model.seen.last());
        let value = prior.copied().unwrap_or(0) * kind / 16;
        if request.repeats == Repeats::Allow && event.item == item && value > 0 {
            let source = Source::Seen {
                event: event.sequence,
                kind: event.kind,
                item,
            };
            parts.push(Contribution { source, value });
        }
    }
    if let Some(page) = request.context {
        let view = kind_weight(pack, request.placement, EventKind::ViewItem);
        if let Some((value, relation)) = related(pack, page, item, distance(0) * view) {
            let source = Source::Page {
                item: page,
                relation,
            };
            parts.push(Contribution { source, value });
        }
    }
    let value = u64::from(pack.popularity(item)) * model.popularity_weight;
    if value > 0 {
        let source = Source::Popularity;
        parts.push(Contribution { source, value });
    }
    parts
}

/// Whether the page and the shopper let an item appear.
pub fn is_wanted(pack: &Pack, request: &Request, item: ItemIndex) -> bool {
    let steps: Vec<&str> = pack.card(item).category.split(" > ").collect();
    let hidden = request.hidden.categories.iter();
    let mut hidden = hidden.map(|path| path.split(" > ").collect::<Vec<_>>());
    request.page != Some(item)
        && !request.exclude.contains(&item)
        && !hidden.any(|path| steps.starts_with(&path))
}

/// Every item that the request admits and that has a score, best first.
pub fn ranked(
    pack: &Pack,
    session: &Session,
    end: u32,
    request: &Request,
) -> Vec<(ItemIndex, u64)> {
    let in_session = |item| session.events().iter().any(|event| event.item == item);
    let mut ranked: Vec<(ItemIndex, u64)> = (0..pack.len() as u32)
        .map(ItemIndex)
        .filter(|&item| is_wanted(pack, request, item))
        .filter(|&item| request.repeats == Repeats::Allow || !in_session(item))
        .map(|item| {
            let parts = contributions(pack, session, end, request, item);
            (item, parts.iter().map(|part| part.value).sum())
        })
        .filter(|&(_, score)| score > 0)
        .collect();
    ranked.sort_by_key(|&(item, score)| (std::cmp::Reverse(score), item));
    ranked
}

/// The shelf with its reasons.
pub fn recommend(pack: &Pack, session: &Session, end: u32, request: &Request) -> Shelf {
    let filled = fill(pack, session, end, request);
    let shown = filled.order[..filled.shown].iter().enumerate();
    let picks = shown
        .map(|(at, &(item, place))| {
            let contributions = contributions(pack, session, end, request, item);
            let falls = |set: &[u32]| {
                let less = fill(pack, &session.without(set), end, request);
                let shelf = &less.order[..less.shown];
                let now = shelf.iter().position(|shown| shown.0 == item);
                now.is_none_or(|now| now > at)
            };
            let carried = because(
                &evidence(session, item, place, &contributions),
                place,
                &contributions,
                falls,
            );
            let moved = |wish: &Wish| {
                let less = fill(pack, session, end, &without_wish(request, *wish));
                let shelf = &less.order[..less.shown];
                let now = shelf.iter().position(|shown| shown.0 == item);
                now.is_none_or(|now| now > at)
            };
            let because = match carried {
                Because::Events(_) => carried,
                other => {
                    let mut wishes = wishes_met(pack, request, &filled, item).into_iter();
                    wishes.find(moved).map_or(other, Because::Wish)
                }
            };
            Recommendation {
                item,
                contributions,
                place,
                because,
            }
        })
        .collect();
    Shelf {
        strategy: filled.strategy,
        fallback: filled.fallback,
        picks,
    }
}

/// The same request without a wish.
pub fn without_wish(request: &Request, wish: Wish) -> Request {
    Request {
        wishes: request.wishes.with(wish, u8::from(wish == Wish::Novelty)),
        ..request.clone()
    }
}

/// The wishes that ask for something and that an item of the shelf meets.
pub fn wishes_met(pack: &Pack, request: &Request, filled: &Filled, item: ItemIndex) -> Vec<Wish> {
    let place = filled.order.iter().find(|placed| placed.0 == item);
    let moves = place.is_some_and(|&(_, place)| place != Place::Different);
    if !moves || !filled.window.contains(&item) {
        return Vec::new();
    }
    let meets = wishes::meets(pack, request, &filled.window, item);
    let asks = |wish: &Wish| without_wish(request, *wish).wishes != request.wishes;
    let mut wishes = Wish::ALL.to_vec();
    wishes.retain(|wish| asks(wish) && meets[*wish as usize]);
    wishes
}

/// The events behind an item's place, strongest first.
pub fn evidence(
    session: &Session,
    item: ItemIndex,
    place: Place,
    contributions: &[Contribution],
) -> Vec<u32> {
    let events: Vec<u32> = match place {
        Place::Score | Place::Variety => {
            let parts = contributions.iter();
            let parts = parts.filter_map(|part| Some((part.value, part.source.event()?)));
            let mut events: Vec<(u64, u32)> = parts.collect();
            events.sort_by(|a, b| b.cmp(a));
            events.into_iter().map(|(_, event)| event).collect()
        }
        Place::Latest { .. } => {
            let own = session.events().iter().filter(|event| event.item == item);
            own.rev().map(|event| event.sequence).collect()
        }
        _ => Vec::new(),
    };
    events
}

fn because(
    events: &[u32],
    place: Place,
    contributions: &[Contribution],
    falls: impl Fn(&[u32]) -> bool,
) -> Because {
    let page = |part: &Contribution| matches!(part.source, Source::Page { .. });
    let none = match place {
        Place::Newest { .. } => Because::New,
        Place::Score | Place::Variety if contributions.iter().any(page) => Because::Page,
        _ => Because::Popularity,
    };
    let candidates = &events[..events.len().min(8)];
    for size in 1..=3 {
        if size == 2 && !falls(events) {
            return none;
        }
        if let Some(set) = subsets(candidates, size).into_iter().find(|set| falls(set)) {
            return Because::Events(set);
        }
    }
    (4..=events.len())
        .find(|&grown| falls(&events[..grown]))
        .map_or(none, |grown| Because::Events(events[..grown].to_vec()))
}

/// Every set of `size` of these events, in their order.
pub fn subsets(events: &[u32], size: usize) -> Vec<Vec<u32>> {
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
