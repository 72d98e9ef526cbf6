//! Recommendations.

use whyshelf_pack::{ItemIndex, Pack};

use crate::because::{Because, Shelf, strongest_first, without_events};
use crate::rank::Ranking;
use crate::{Contribution, Request, Session};

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
        self.contributions.iter().map(|part| part.value).sum()
    }
}

/// The shelf for a session: items that have a title and a link, best first, each with the
/// smallest set of events that its place rests on.
#[must_use]
pub fn recommend(pack: &Pack, session: &Session, request: &Request) -> Vec<Recommendation> {
    let ranking = Ranking::new(pack, session, request);
    let shelf = Shelf::of(&ranking);
    let recommendation = |(place, item)| {
        let contributions = ranking.contributions(item);
        Recommendation {
            item,
            because: shelf.because(place, &contributions),
            contributions,
        }
    };
    shelf.items().enumerate().map(recommendation).collect()
}

/// The shelf as [`recommend`] returns it, without the search for the reasons' smallest sets.
#[must_use]
pub fn contributions(
    pack: &Pack,
    session: &Session,
    request: &Request,
) -> Vec<(ItemIndex, Vec<Contribution>)> {
    let ranking = Ranking::new(pack, session, request);
    let best = ranking.best(request.limit).into_iter();
    best.map(|scored| (scored.item(), ranking.contributions(scored.item())))
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
    let shelf = Shelf::of(&ranking);
    let contributions = ranking.contributions(item);
    let place = shelf.items().position(|shown| shown == item);
    let because = match place {
        Some(place) => shelf.because(place, &contributions),
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
