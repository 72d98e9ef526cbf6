//! Recommendations.

use whyshelf_pack::{ItemIndex, Pack};

use crate::because::{Because, Cause, Reasons, strongest_first, without_events};
use crate::fill::{Depth, Fallback, Filled, Filler, Place, Placed};
use crate::rank::Ranking;
use crate::{Contribution, Request, Session, Source, Strategy, Wish};

/// A shelf: what it is filled with, and the items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    /// The strategy that filled it: what heading and reasons are about.
    pub strategy: Strategy,
    /// Why that is not the strategy that was to fill it, if it is not.
    pub fallback: Option<Fallback>,
    /// The items, in their order.
    pub picks: Vec<Recommendation>,
}

/// An item for the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// The item.
    pub item: ItemIndex,
    /// All that its score is made of, in the order of the events.
    pub contributions: Vec<Contribution>,
    /// What decided its place.
    pub place: Place,
    /// What its place rests on.
    pub because: Because,
}

impl Recommendation {
    /// The sum of the contributions. It stays below 2^53, so that a JavaScript number holds it
    /// exactly: at most 64 distance weights of 16 bits, times 2^6, 2^16 and 2^8.
    #[must_use]
    pub fn score(&self) -> u64 {
        self.contributions.iter().map(|part| part.value).sum()
    }
}

/// The shelf for a session: items that have a title and a link, each with the smallest set of
/// events that its place rests on.
#[must_use]
pub fn shelf(pack: &Pack, session: &Session, request: &Request) -> Shelf {
    let ranking = Ranking::new(pack, session, request);
    let reasons = Reasons::of(&ranking, Depth::Shelf);
    filled_with(&ranking, &reasons.filled, |at, parts| {
        reasons.because(at, parts)
    })
}

/// The [`shelf`] of an empty session without wishes: what a page can show whose visitor nothing is known of.
/// `request.wishes` are not looked at.
#[must_use]
pub fn first_shelf(pack: &Pack, request: &Request) -> Shelf {
    let session = Session::default();
    let ranking = Ranking::of_page(pack, &session, request);
    let filler: Filler<'_, false> = Filler::new(&ranking, Depth::Shelf);
    let filled = filler.whole();
    filled_with(&ranking, &filled, |at, parts| {
        without_events(filled.order[at].place, parts)
    })
}

fn filled_with(
    ranking: &Ranking<'_>,
    filled: &Filled,
    because: impl Fn(usize, &[Contribution]) -> Because,
) -> Shelf {
    let shown = filled.shelf().iter().enumerate();
    let pick = |(at, placed): (usize, &Placed)| {
        let contributions = ranking.contributions(placed.item);
        Recommendation {
            item: placed.item,
            place: placed.place,
            because: because(at, &contributions),
            contributions,
        }
    };
    Shelf {
        strategy: filled.strategy,
        fallback: filled.fallback,
        picks: shown.map(pick).collect(),
    }
}

/// The items of a [`shelf`].
#[must_use]
pub fn recommend(pack: &Pack, session: &Session, request: &Request) -> Vec<Recommendation> {
    shelf(pack, session, request).picks
}

/// The items as [`recommend`] returns them, without the search for the reasons' smallest sets.
#[must_use]
pub fn contributions(
    pack: &Pack,
    session: &Session,
    request: &Request,
) -> Vec<(ItemIndex, Vec<Contribution>)> {
    let ranking = Ranking::new(pack, session, request);
    let filler: Filler<'_, true> = Filler::new(&ranking, Depth::Shelf);
    let filled = filler.whole();
    let items = filled.shelf().iter().map(|placed| placed.item);
    items
        .map(|item| (item, ranking.contributions(item)))
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
    let ranking = Ranking::new(pack, session, request);
    let reasons = Reasons::of(&ranking, Depth::Shelf);
    let contributions = ranking.contributions(item);
    let shelf = reasons.filled.shelf();
    let at = shelf.iter().position(|placed| placed.item == item);
    let (place, because) = match at {
        Some(at) => (shelf[at].place, reasons.because(at, &contributions)),
        None => match strongest_first(&contributions).first() {
            Some(&event) => (Place::Score, Because::Events(vec![event])),
            None => (Place::Score, without_events(Place::Score, &contributions)),
        },
    };
    Recommendation {
        item,
        contributions,
        place,
        because,
    }
}

/// Where an item would stand without something that its place may rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Without {
    /// What is taken away.
    pub cause: Cause,
    /// The place, from 0: from `limit` on it would be off the shelf. None where it would not be
    /// among four times as many candidates as the shelf has cards, or no candidate at all.
    pub place: Option<usize>,
}

/// Where an item stands now, and where it would stand without each of the events behind its place,
/// those that contribute most first, without the page and without popularity where they are parts of
/// the score that decides, and without each of the wishes that it meets. Places count from 0.
#[must_use]
pub fn places(
    pack: &Pack,
    session: &Session,
    request: &Request,
    item: ItemIndex,
) -> (Option<usize>, Vec<Without>) {
    let ranking = Ranking::new(pack, session, request);
    let reasons = Reasons::of(&ranking, Depth::All);
    let order = &reasons.filled.order;
    let now = order.iter().position(|placed| placed.item == item);
    let placed = now.map_or(Placed::new(item, Place::Score), |at| order[at]);
    let contributions = ranking.contributions(item);
    let events = reasons.evidence(item, placed.place, &contributions);
    let by_score = matches!(placed.place, Place::Score | Place::Variety);
    let anybodys = contributions.iter().filter(|_| by_score);
    let anybodys = anybodys.filter_map(|part| match part.source {
        Source::Page { .. } => Some(Cause::Page),
        Source::Popularity => Some(Cause::Popularity),
        Source::Related { .. } | Source::Seen { .. } => None,
    });
    let causes = events.into_iter().map(Cause::Event).chain(anybodys);
    let causes = causes.chain(reasons.wishes(placed).map(Cause::Wish));
    let without = |cause| Without {
        cause,
        place: reasons.place_without(item, cause),
    };
    (now, causes.map(without).collect())
}

/// How many items of the shelf stand where they would not stand without this wish.
#[must_use]
pub fn moved(pack: &Pack, session: &Session, request: &Request, wish: Wish) -> usize {
    let ranking = Ranking::new(pack, session, request);
    Reasons::of(&ranking, Depth::Shelf).moved_by(wish)
}
